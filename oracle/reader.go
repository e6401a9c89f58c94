package main

import "unsafe"

// word is the size of a pointer. Numbers of 64 bits are aligned to it, on 32-bit targets too.
const word = unsafe.Sizeof(uintptr(0))

// Fields of the map's type descriptor before its kinds differ. It begins with the abi.Type, typeBytes long.
const (
	typeBytes       = 4*word + 16
	containerOffset = typeBytes + 2*word
	hasherOffset    = typeBytes + 3*word
)

// A reader looks into the memory of maps of one type. The layout it follows is that of the runtime it is built with;
// see reader_classic.go and reader_swiss.go.
type reader struct {
	// typ is the map's type descriptor (abi.MapType and its forerunners).
	typ unsafe.Pointer
	// idOf gives the number of the key at an address.
	idOf func(key unsafe.Pointer) uint32
}

// hash calls the type's own hash function, which every implementation keeps at the same place of the descriptor.
func (r *reader) hash(key, header unsafe.Pointer) uint64 {
	hasher := field[func(unsafe.Pointer, uintptr) uintptr](r.typ, hasherOffset)
	return uint64(hasher(key, seedOf(header)))
}

// slotKey gives the number of the key stored at an address, which is a pointer to the key if the key is large.
func (r *reader) slotKey(slot unsafe.Pointer) uint32 {
	if r.indirectKey() {
		slot = field[unsafe.Pointer](slot, 0)
	}
	return r.idOf(slot)
}

// pointerBytes gives PtrBytes of a type descriptor, its second word.
func pointerBytes(descriptor unsafe.Pointer) uintptr { return field[uintptr](descriptor, word) }

// containerPointerBytes is pointerBytes of the bucket or group.
func (r *reader) containerPointerBytes() uint64 {
	return uint64(pointerBytes(field[unsafe.Pointer](r.typ, containerOffset)))
}

func field[T any](base unsafe.Pointer, offset uintptr) T {
	return *(*T)(unsafe.Add(base, offset))
}

// fnv is a 32-bit FNV-1a digest of little-endian numbers.
type fnv uint32

const fnvStart fnv = 2166136261

func (h *fnv) u8(value uint8) {
	*h = (*h ^ fnv(value)) * 16777619
}

func (h *fnv) u16(value uint16) {
	h.u8(uint8(value))
	h.u8(uint8(value >> 8))
}

func (h *fnv) u32(value uint32) {
	h.u16(uint16(value))
	h.u16(uint16(value >> 16))
}

// slotLine writes eight metadata bytes and the keys of a bucket or group as text.
func slotLine(metadata [8]uint8, keys []uint32) string {
	const digits = "0123456789abcdef"
	line := make([]byte, 0, 64)
	for _, value := range metadata {
		line = append(line, digits[value>>4], digits[value&15])
	}
	for i, key := range keys {
		separator := byte(',')
		if i == 0 {
			separator = ' '
		}
		line = appendNumber(append(line, separator), key)
	}
	return string(line)
}

func appendNumber(line []byte, value uint32) []byte {
	if value >= 10 {
		line = appendNumber(line, value/10)
	}
	return append(line, byte('0'+value%10))
}
