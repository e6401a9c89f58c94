//go:build go1.27

package main

import "unsafe"

const flagsOffset = 128

// keyAt finds the key of a slot; from Go 1.27 on the descriptor says where keys begin and how far apart they are.
func (r *reader) keyAt(group unsafe.Pointer, slot uintptr) unsafe.Pointer {
	return unsafe.Add(group, field[uintptr](r.typ, 88)+slot*field[uintptr](r.typ, 96))
}

func (r *reader) layout() map[string]uint64 {
	return map[string]uint64{
		"GroupSize":  uint64(r.groupSize()),
		"KeysOff":    uint64(field[uintptr](r.typ, 88)),
		"KeyStride":  uint64(field[uintptr](r.typ, 96)),
		"ElemsOff":   uint64(field[uintptr](r.typ, 104)),
		"ElemStride": uint64(field[uintptr](r.typ, 112)),
		"Flags":      uint64(field[uint32](r.typ, flagsOffset)),
		"PtrBytes":   uint64(field[uintptr](field[unsafe.Pointer](r.typ, 64), 8)),
	}
}
