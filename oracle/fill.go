package main

import (
	"reflect"
	"runtime"
	"strconv"
	"unsafe"
)

// sink makes every measured map escape to the heap.
var sink any

func allTypes() []typeRecording {
	texts := make([]string, largest)
	numbers := make([]int64, largest)
	shorts := make([]int32, largest)
	blocks := make([][16]byte, largest)
	octets := make([]uint8, 256)
	for i := range texts {
		texts[i] = "key-" + strconv.Itoa(i)
		numbers[i] = int64(i)
		shorts[i] = int32(i)
		copy(blocks[i][:], texts[i])
	}
	for i := range octets {
		octets[i] = uint8(i)
	}
	return []typeRecording{
		record[int64, int64]("int64->int64", numbers),
		record[string, bool]("string->bool", texts),
		record[int32, struct{}]("int32->struct{}", shorts),
		record[[16]byte, [32]byte]("[16]byte->[32]byte", blocks),
		record[uint8, [200]byte]("uint8->[200]byte", octets),
		record[string, *int]("string->*T", texts),
	}
}

func record[K comparable, V any](name string, keys []K) typeRecording {
	result := typeRecording{Name: name, Key: describe[K](), Elem: describe[V]()}
	for _, n := range entryCounts(len(keys)) {
		result.Rows = append(result.Rows, measure[K, V](keys[:n], false), measure[K, V](keys[:n], true))
	}
	return result
}

func describe[T any]() storedType {
	typ := reflect.TypeOf((*T)(nil)).Elem()
	return storedType{Size: typ.Size(), Align: uintptr(typ.Align()), Pointers: hasPointers(typ)}
}

func hasPointers(typ reflect.Type) bool {
	switch typ.Kind() {
	case reflect.String, reflect.Pointer:
		return true
	case reflect.Array:
		return typ.Len() > 0 && hasPointers(typ.Elem())
	default:
		return false
	}
}

func measure[K comparable, V any](keys []K, hinted bool) [8]int64 {
	row := [8]int64{0: int64(len(keys))}
	if hinted {
		row[1] = 1
	}
	for run := 0; run < runs; run++ {
		mallocs, bytes, slots := fill[K, V](keys, hinted)
		for i, value := range [3]int64{mallocs, bytes, slots} {
			low, high := &row[2+2*i], &row[3+2*i]
			if run == 0 || value < *low {
				*low = value
			}
			if run == 0 || value > *high {
				*high = value
			}
		}
	}
	return row
}

func fill[K comparable, V any](keys []K, hinted bool) (mallocs, bytes, slots int64) {
	sink = nil
	// Nothing else collects, and large maps would pile up.
	if len(keys) > 5000 {
		runtime.GC()
	}
	var before, after runtime.MemStats
	var zero V
	var m map[K]V
	runtime.ReadMemStats(&before)
	if hinted {
		m = make(map[K]V, len(keys))
	} else {
		m = make(map[K]V)
	}
	for _, key := range keys {
		m[key] = zero
	}
	runtime.ReadMemStats(&after)
	slots = slotCount(*(*unsafe.Pointer)(unsafe.Pointer(&m)))
	sink = m
	return int64(after.Mallocs - before.Mallocs), int64(after.TotalAlloc - before.TotalAlloc), slots
}
