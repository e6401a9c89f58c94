//go:build go1.26 || (go1.24 && goexperiment.swissmap)

package main

import (
	"fmt"
	"unsafe"
)

const implementation = "swiss"

const emptyOrDeleted = 0x80

// placeShift is the first bit of a hash that chooses the group; those below are in the control byte.
const placeShift = 7

func seedOf(header unsafe.Pointer) uintptr { return field[uintptr](header, 8) }

func (r *reader) indirectKey() bool  { return field[uint32](r.typ, flagsOffset)&4 != 0 }
func (r *reader) groupSize() uintptr { return field[uintptr](r.typ, 80) }

// tables gives the distinct tables in the order of the directory; none while the map is small.
func tables(header unsafe.Pointer) []unsafe.Pointer {
	directory := field[unsafe.Pointer](header, 16)
	var found []unsafe.Pointer
	for i := 0; i < field[int](header, 24); i++ {
		table := field[unsafe.Pointer](directory, 8*uintptr(i))
		if len(found) == 0 || found[len(found)-1] != table {
			found = append(found, table)
		}
	}
	return found
}

func (r *reader) group(group unsafe.Pointer) (controls [8]uint8, keys []uint32) {
	controls = field[[8]uint8](group, 0)
	for slot, control := range controls {
		if control < emptyOrDeleted {
			keys = append(keys, r.slotKey(r.keyAt(group, uintptr(slot))))
		}
	}
	return controls, keys
}

// groups calls visit for each group of a table.
func (r *reader) groups(table unsafe.Pointer, visit func(controls [8]uint8, keys []uint32)) {
	groups := field[unsafe.Pointer](table, 16)
	for i := uintptr(0); i <= field[uintptr](table, 24); i++ {
		visit(r.group(unsafe.Add(groups, i*r.groupSize())))
	}
}

func (r *reader) digest(header unsafe.Pointer) uint32 {
	h := fnvStart
	h.u8(field[uint8](header, 32))
	h.u32(uint32(field[int](header, 24)))
	h.u32(uint32(field[uint64](header, 0)))
	h.u8(field[uint8](header, 35))
	h.u32(uint32(field[uint64](header, 40)))
	add := func(controls [8]uint8, keys []uint32) {
		for _, control := range controls {
			h.u8(control)
		}
		for _, key := range keys {
			h.u32(key)
		}
	}
	if small := smallGroup(header); small != nil {
		add(r.group(small))
	}
	for _, table := range tables(header) {
		h.u32(uint32(field[int](table, 8)))
		h.u8(field[uint8](table, 6))
		h.u16(field[uint16](table, 2))
		h.u16(field[uint16](table, 0))
		h.u16(field[uint16](table, 4))
		r.groups(table, add)
	}
	return uint32(h)
}

// smallGroup gives the only group of a map without tables, nil when there is none.
func smallGroup(header unsafe.Pointer) unsafe.Pointer {
	if field[int](header, 24) != 0 {
		return nil
	}
	return field[unsafe.Pointer](header, 16)
}

func (r *reader) lines(header unsafe.Pointer) []string {
	lines := []string{fmt.Sprintf("used=%d globalDepth=%d dirLen=%d tombstonePossible=%d clearSeq=%d",
		field[uint64](header, 0), field[uint8](header, 32), field[int](header, 24), field[uint8](header, 35),
		field[uint64](header, 40))}
	add := func(controls [8]uint8, keys []uint32) { lines = append(lines, slotLine(controls, keys)) }
	if small := smallGroup(header); small != nil {
		add(r.group(small))
	}
	for _, table := range tables(header) {
		lines = append(lines, fmt.Sprintf("table %d: localDepth=%d capacity=%d used=%d growthLeft=%d",
			field[int](table, 8), field[uint8](table, 6), field[uint16](table, 2), field[uint16](table, 0),
			field[uint16](table, 4)))
		r.groups(table, add)
	}
	return lines
}

func (r *reader) final(header unsafe.Pointer) map[string]any {
	return map[string]any{
		"used":              field[uint64](header, 0),
		"dirLen":            field[int](header, 24),
		"globalDepth":       field[uint8](header, 32),
		"tombstonePossible": field[uint8](header, 35),
		"clearSeq":          field[uint64](header, 40),
	}
}

// iterationStart reads entryOffset and dirOffset of a maps.Iter.
func iterationStart(iterator unsafe.Pointer) (a, b uint64) {
	return field[uint64](iterator, 32), field[uint64](iterator, 40)
}
