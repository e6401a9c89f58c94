//go:build go1.27

package main

import "unsafe"

const flagsOffset = slotsOffset + 5*word

// keyAt finds the key of a slot; from Go 1.27 on the descriptor says where keys begin and how far apart they are.
func (r *reader) keyAt(group unsafe.Pointer, slot uintptr) unsafe.Pointer {
	return unsafe.Add(group, field[uintptr](r.typ, slotsOffset)+slot*field[uintptr](r.typ, slotsOffset+word))
}

func (r *reader) layout() map[string]uint64 {
	return map[string]uint64{
		"GroupSize":  uint64(r.groupSize()),
		"KeysOff":    uint64(field[uintptr](r.typ, slotsOffset)),
		"KeyStride":  uint64(field[uintptr](r.typ, slotsOffset+word)),
		"ElemsOff":   uint64(field[uintptr](r.typ, slotsOffset+2*word)),
		"ElemStride": uint64(field[uintptr](r.typ, slotsOffset+3*word)),
		"Flags":      uint64(field[uint32](r.typ, flagsOffset)),
		"PtrBytes":   r.containerPointerBytes(),
	}
}
