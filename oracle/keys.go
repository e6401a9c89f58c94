package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

// target is what *T elements point to.
type target struct{ a, b int64 }

// keyPool is how many different keys programs may use.
const keyPool = 3400

func pool[K any](count int, key func(i int) K) []K {
	keys := make([]K, count)
	for i := range keys {
		keys[i] = key(i)
	}
	return keys
}

func int64Keys() []int64   { return pool(keyPool, func(i int) int64 { return int64(i) * 7 }) }
func int32Keys() []int32   { return pool(keyPool, func(i int) int32 { return int32(i) * 3 }) }
func uint8Keys() []uint8   { return pool(256, func(i int) uint8 { return uint8(i) }) }
func floatKeys() []float64 { return pool(keyPool, func(i int) float64 { return float64(i) / 4 }) }
func pointerKeys() []*int64 {
	targets := make([]int64, keyPool)
	return pool(keyPool, func(i int) *int64 { return &targets[i] })
}

// Strings are of all lengths at which the runtime's string functions decide differently.
func stringKeys() []string {
	return pool(keyPool, func(i int) string { return fmt.Sprintf("%0*d", 4+i%4*24, i) })
}

func blockKeys() [][16]byte {
	return pool(keyPool, func(i int) (key [16]byte) {
		copy(key[:], fmt.Sprintf("%016d", i))
		return key
	})
}

func largeKeys() [][136]byte {
	return pool(keyPool, func(i int) (key [136]byte) {
		copy(key[:], fmt.Sprintf("%0136d", i))
		return key
	})
}

// padded has a gap that is neither compared nor hashed; above 128 bytes a map stores keys behind pointers.
type padded struct {
	a int8
	b int64
	c [15]int64
}

func paddedKeys() []padded {
	return pool(keyPool, func(i int) padded { return padded{a: int8(i), b: int64(i) * 5} })
}

// Of equal keys made of strings a map keeps the last, so that no clone may share them.
func nameKeys() [][9]string {
	return pool(keyPool, func(i int) [9]string { return [9]string{0: fmt.Sprint(i), 8: "key"} })
}

func mixedKeys() []any {
	return pool(keyPool, func(i int) any {
		switch i % 3 {
		case 0:
			return i
		case 1:
			return fmt.Sprint("key ", i)
		default:
			return float64(i) / 2
		}
	})
}

func describeElem[T any]() elemType {
	typ := reflect.TypeOf((*T)(nil)).Elem()
	// The second word of the interface is the descriptor.
	descriptor := field[unsafe.Pointer](unsafe.Pointer(&typ), word)
	return elemType{Size: typ.Size(), Align: uintptr(typ.Align()), PointerBytes: pointerBytes(descriptor)}
}

// regularMemory is the flag of a type descriptor (abi.TFlagRegularMemory) that says that values are compared as plain
// memory. The flags follow size, pointer bytes and hash.
const (
	regularMemory = 8
	typeFlagsAt   = 2*word + 4
)

func describeKey[T any]() keyType {
	typ := reflect.TypeOf((*T)(nil)).Elem()
	flags := field[uint8](field[unsafe.Pointer](unsafe.Pointer(&typ), word), typeFlagsAt)
	comparison := "other"
	switch {
	case typ.Kind() == reflect.String:
		comparison = "string"
	case flags&regularMemory != 0:
		comparison = "memory"
	}
	return keyType{elemType: describeElem[T](), Comparison: comparison}
}
