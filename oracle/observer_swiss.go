//go:build go1.26 || (go1.24 && goexperiment.swissmap)

package main

import (
	"math/bits"
	"unsafe"
)

// observer knows a maps.Map as it was made; what happened since follows from what there is now, because a split adds
// one table of 1,024 slots and a doubling as many slots as the table had.
type observer struct {
	depth, tables, capacity int64
}

const largestTable = 1024

func newObserver(_, header unsafe.Pointer) *observer {
	o := &observer{depth: int64(field[uint8](header, globalDepthOffset))}
	for _, table := range tables(header) {
		o.tables++
		o.capacity += int64(field[uint16](table, capacityOffset))
	}
	return o
}

func (o *observer) observe(unsafe.Pointer) {}

func (o *observer) sample(header unsafe.Pointer) map[string]int64 {
	depth := int64(field[uint8](header, globalDepthOffset))
	sample := map[string]int64{
		"dirLen": int64(field[int](header, lengthOffset)), "globalDepth": depth, "evDirDouble": depth - o.depth,
		"tables": 0, "capacity": 0, "growthLeft": 0,
		"evGrowToSmall": 0, "evGrowToTable": 0, "evTableGrow": 0, "evTableSplit": 0,
	}
	startTables, startCapacity := o.tables, o.capacity
	if startTables == 0 && field[unsafe.Pointer](header, directoryOffset) != nil {
		sample["evGrowToSmall"] = 1
		sample["capacity"] = 8
	}
	found := tables(header)
	if len(found) == 0 {
		return sample
	}
	if startTables == 0 {
		sample["evGrowToTable"] = 1
		startTables, startCapacity = 1, 16
	}
	shallowest := depth
	capacity := int64(0)
	for _, table := range found {
		capacity += int64(field[uint16](table, capacityOffset))
		sample["growthLeft"] += int64(field[uint16](table, growthLeftOffset))
		if local := int64(field[uint8](table, localDepthOffset)); local < shallowest {
			shallowest = local
		}
	}
	splits := int64(len(found)) - startTables
	sample["capacity"] = capacity
	sample["tables"] = int64(len(found))
	sample["minLocalDepth"] = shallowest
	sample["evTableSplit"] = splits
	grown := capacity - largestTable*splits
	if startTables == 1 {
		sample["evTableGrow"] = int64(bits.TrailingZeros64(uint64(grown / startCapacity)))
	} else if each := startCapacity / startTables; each < largestTable {
		sample["evTableGrow"] = (grown - startCapacity) / each
	}
	return sample
}
