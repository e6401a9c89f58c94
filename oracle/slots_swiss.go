//go:build go1.26 || (go1.24 && goexperiment.swissmap)

package main

import "unsafe"

// slotCount adds up the capacities of the tables of a maps.Map. A map without tables is one group or nothing.
func slotCount(header unsafe.Pointer) int64 {
	if field[int](header, lengthOffset) == 0 {
		if field[unsafe.Pointer](header, directoryOffset) == nil {
			return 0
		}
		return 8
	}
	var slots int64
	for _, table := range tables(header) {
		slots += int64(field[uint16](table, capacityOffset))
	}
	return slots
}
