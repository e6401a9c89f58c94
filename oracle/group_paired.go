//go:build !go1.27 && (go1.26 || (go1.24 && goexperiment.swissmap))

package main

import "unsafe"

const flagsOffset = slotsOffset + 2*word

func (r *reader) slotSize() uintptr { return field[uintptr](r.typ, slotsOffset) }

// keyAt finds the key of a slot: pairs of key and element follow the control word.
func (r *reader) keyAt(group unsafe.Pointer, slot uintptr) unsafe.Pointer {
	return unsafe.Add(group, 8+slot*r.slotSize())
}

func (r *reader) layout() map[string]uint64 {
	return map[string]uint64{
		"GroupSize":  uint64(r.groupSize()),
		"KeysOff":    8,
		"KeyStride":  uint64(r.slotSize()),
		"ElemsOff":   8 + uint64(field[uintptr](r.typ, slotsOffset+word)),
		"ElemStride": uint64(r.slotSize()),
		"Flags":      uint64(field[uint32](r.typ, flagsOffset)),
		"PtrBytes":   r.containerPointerBytes(),
	}
}
