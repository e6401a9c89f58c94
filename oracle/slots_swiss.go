//go:build go1.26 || (go1.24 && goexperiment.swissmap)

package main

import "unsafe"

// slotCount adds up the capacities of the distinct tables of an internal/runtime/maps.Map: the directory pointer
// lies at offset 16, its length at 24; a table's capacity at offset 2. A map without tables is one group or nothing.
func slotCount(header unsafe.Pointer) int64 {
	directory := *(*unsafe.Pointer)(unsafe.Add(header, 16))
	length := *(*int)(unsafe.Add(header, 24))
	if length == 0 {
		if directory == nil {
			return 0
		}
		return 8
	}
	var slots int64
	var previous unsafe.Pointer
	for i := 0; i < length; i++ {
		table := *(*unsafe.Pointer)(unsafe.Add(directory, 8*i))
		if table != previous {
			slots += int64(*(*uint16)(unsafe.Add(table, 2)))
		}
		previous = table
	}
	return slots
}
