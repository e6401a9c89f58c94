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

// Fields of maps.Map.
const (
	usedOffset        = 0
	seedOffset        = 8
	directoryOffset   = 8 + word
	lengthOffset      = 8 + 2*word
	globalDepthOffset = 8 + 3*word
	tombstoneOffset   = 8 + 3*word + 3
	clearSeqOffset    = 8 + 4*word
)

// Fields of a table.
const (
	tableUsedOffset  = 0
	capacityOffset   = 2
	growthLeftOffset = 4
	localDepthOffset = 6
	indexOffset      = 8
	groupsOffset     = 8 + word
	lengthMaskOffset = 8 + 2*word
)

// Fields of the map's type descriptor; how slots lie in a group is told behind the group's size.
const (
	groupSizeOffset = typeBytes + 4*word
	slotsOffset     = typeBytes + 5*word
)

// Fields of maps.Iter.
const (
	entryOffsetOffset = 4 * word
	dirOffsetOffset   = 4*word + 8
)

func seedOf(header unsafe.Pointer) uintptr { return field[uintptr](header, seedOffset) }

func (r *reader) indirectKey() bool  { return field[uint32](r.typ, flagsOffset)&4 != 0 }
func (r *reader) groupSize() uintptr { return field[uintptr](r.typ, groupSizeOffset) }

// tables gives the distinct tables in the order of the directory; none while the map is small.
func tables(header unsafe.Pointer) []unsafe.Pointer {
	directory := field[unsafe.Pointer](header, directoryOffset)
	var found []unsafe.Pointer
	for i := 0; i < field[int](header, lengthOffset); i++ {
		table := field[unsafe.Pointer](directory, word*uintptr(i))
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
	groups := field[unsafe.Pointer](table, groupsOffset)
	for i := uintptr(0); i <= uintptr(field[uint64](table, lengthMaskOffset)); i++ {
		visit(r.group(unsafe.Add(groups, i*r.groupSize())))
	}
}

func (r *reader) digest(header unsafe.Pointer) uint32 {
	h := fnvStart
	h.u8(field[uint8](header, globalDepthOffset))
	h.u32(uint32(field[int](header, lengthOffset)))
	h.u32(uint32(field[uint64](header, usedOffset)))
	h.u8(field[uint8](header, tombstoneOffset))
	h.u32(uint32(field[uint64](header, clearSeqOffset)))
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
		h.u32(uint32(field[int](table, indexOffset)))
		h.u8(field[uint8](table, localDepthOffset))
		h.u16(field[uint16](table, capacityOffset))
		h.u16(field[uint16](table, tableUsedOffset))
		h.u16(field[uint16](table, growthLeftOffset))
		r.groups(table, add)
	}
	return uint32(h)
}

// smallGroup gives the only group of a map without tables, nil when there is none.
func smallGroup(header unsafe.Pointer) unsafe.Pointer {
	if field[int](header, lengthOffset) != 0 {
		return nil
	}
	return field[unsafe.Pointer](header, directoryOffset)
}

func (r *reader) lines(header unsafe.Pointer) []string {
	lines := []string{fmt.Sprintf("used=%d globalDepth=%d dirLen=%d tombstonePossible=%d clearSeq=%d",
		field[uint64](header, usedOffset), field[uint8](header, globalDepthOffset), field[int](header, lengthOffset), field[uint8](header, tombstoneOffset),
		field[uint64](header, clearSeqOffset))}
	add := func(controls [8]uint8, keys []uint32) { lines = append(lines, slotLine(controls, keys)) }
	if small := smallGroup(header); small != nil {
		add(r.group(small))
	}
	for _, table := range tables(header) {
		lines = append(lines, fmt.Sprintf("table %d: localDepth=%d capacity=%d used=%d growthLeft=%d",
			field[int](table, indexOffset), field[uint8](table, localDepthOffset), field[uint16](table, capacityOffset), field[uint16](table, tableUsedOffset),
			field[uint16](table, growthLeftOffset)))
		r.groups(table, add)
	}
	return lines
}

func (r *reader) final(header unsafe.Pointer) map[string]any {
	return map[string]any{
		"used":              field[uint64](header, usedOffset),
		"dirLen":            field[int](header, lengthOffset),
		"globalDepth":       field[uint8](header, globalDepthOffset),
		"tombstonePossible": field[uint8](header, tombstoneOffset),
		"clearSeq":          field[uint64](header, clearSeqOffset),
	}
}

// iterationStart reads entryOffset and dirOffset of a maps.Iter.
func iterationStart(iterator unsafe.Pointer) (a, b uint64) {
	return field[uint64](iterator, entryOffsetOffset), field[uint64](iterator, dirOffsetOffset)
}
