//go:build !go1.24 || (!go1.26 && !goexperiment.swissmap)

package main

import (
	"fmt"
	"runtime"
	"strings"
	"unsafe"
)

const implementation = "classic"

// Marks in the tophash bytes of runtime/map.go.
const (
	evacuatedX = 2
	minTopHash = 5
)

// placeShift is the first bit of a hash that chooses the bucket.
const placeShift = 0

const noSpare = 0xffffffff

// Fields of runtime.hmap.
const (
	countOffset      = 0
	flagsOffset      = word
	bOffset          = word + 1
	noverflowOffset  = word + 2
	seedOffset       = word + 4
	bucketsOffset    = word + 8
	oldOffset        = 2*word + 8
	nevacuateOffset  = 3*word + 8
	behindNevacuate  = 4*word + 8
	nextSpareInExtra = 2 * word
)

// Fields of the map's type descriptor.
const (
	keySizeOffset    = typeBytes + 4*word
	elemSizeOffset   = typeBytes + 4*word + 1
	bucketSizeOffset = typeBytes + 4*word + 2
	typeFlagsOffset  = typeBytes + 4*word + 4
)

// Fields of runtime.hiter.
const (
	startBucketOffset = 8 * word
	cellOffset        = 9 * word
)

// extraOffset is where hmap has its mapextra; clearSeq stands before it in the releases that have one.
func extraOffset() uintptr {
	if strings.HasPrefix(runtime.Version(), "go1.24") || strings.HasPrefix(runtime.Version(), "go1.25") {
		return behindNevacuate + 8
	}
	return behindNevacuate
}

func seedOf(header unsafe.Pointer) uintptr { return uintptr(field[uint32](header, seedOffset)) }

func (r *reader) indirectKey() bool   { return field[uint32](r.typ, typeFlagsOffset)&1 != 0 }
func (r *reader) keySize() uintptr    { return uintptr(field[uint8](r.typ, keySizeOffset)) }
func (r *reader) bucketSize() uintptr { return bucketSizeOf(r.typ) }

func bucketSizeOf(typ unsafe.Pointer) uintptr { return uintptr(field[uint16](typ, bucketSizeOffset)) }

// overflowOf gives the next bucket of a chain, which the last word of a bucket points to.
func overflowOf(bucket unsafe.Pointer, bucketSize uintptr) unsafe.Pointer {
	return field[unsafe.Pointer](bucket, bucketSize-word)
}

func (r *reader) layout() map[string]uint64 {
	return map[string]uint64{
		"KeySize":    uint64(r.keySize()),
		"ElemSize":   uint64(field[uint8](r.typ, elemSizeOffset)),
		"BucketSize": uint64(r.bucketSize()),
		"Flags":      uint64(field[uint32](r.typ, typeFlagsOffset)),
		"PtrBytes":   r.containerPointerBytes(),
	}
}

// spare gives the index of the next preallocated overflow bucket, counted from the start of the main array.
func (r *reader) spare(header unsafe.Pointer) uint32 {
	extra := field[unsafe.Pointer](header, extraOffset())
	if extra == nil {
		return noSpare
	}
	next := field[uintptr](extra, nextSpareInExtra)
	if next == 0 {
		return noSpare
	}
	return uint32((next - field[uintptr](header, bucketsOffset)) / r.bucketSize())
}

// chains calls visit for each bucket of each chain, main buckets first and then, in a growth, the old ones. An
// evacuated old bucket is visited without its chain, which the runtime may have cut off.
func (r *reader) chains(header unsafe.Pointer, visit func(main bool, tophash [8]uint8, keys []uint32), end func()) {
	b := field[uint8](header, bOffset)
	flags := field[uint8](header, flagsOffset)
	if buckets := field[unsafe.Pointer](header, bucketsOffset); buckets != nil {
		r.array(buckets, uintptr(1)<<b, true, visit, end)
	}
	if old := field[unsafe.Pointer](header, oldOffset); old != nil {
		count := uintptr(1) << b
		if flags&8 == 0 {
			count /= 2
		}
		r.array(old, count, false, visit, end)
	}
}

func (r *reader) array(base unsafe.Pointer, count uintptr, main bool, visit func(bool, [8]uint8, []uint32), end func()) {
	for i := uintptr(0); i < count; i++ {
		for bucket := unsafe.Add(base, i*r.bucketSize()); bucket != nil; {
			tophash := field[[8]uint8](bucket, 0)
			var keys []uint32
			for cell, top := range tophash {
				if top >= minTopHash {
					keys = append(keys, r.slotKey(unsafe.Add(bucket, 8+uintptr(cell)*r.keySize())))
				}
			}
			visit(main, tophash, keys)
			if !main && tophash[0] >= evacuatedX && tophash[0] < minTopHash {
				break
			}
			bucket = overflowOf(bucket, r.bucketSize())
		}
		end()
	}
}

func (r *reader) digest(header unsafe.Pointer) uint32 {
	h := fnvStart
	h.u8(field[uint8](header, bOffset))
	h.u8(field[uint8](header, flagsOffset))
	h.u16(field[uint16](header, noverflowOffset))
	h.u32(uint32(field[int](header, countOffset)))
	h.u32(uint32(field[uintptr](header, nevacuateOffset)))
	h.u8(growing(header))
	h.u32(r.spare(header))
	r.chains(header, func(_ bool, tophash [8]uint8, keys []uint32) {
		for _, top := range tophash {
			h.u8(top)
		}
		for _, key := range keys {
			h.u32(key)
		}
	}, func() { h.u8(0xee) })
	return uint32(h)
}

func growing(header unsafe.Pointer) uint8 {
	if field[unsafe.Pointer](header, oldOffset) == nil {
		return 0
	}
	return 1
}

func (r *reader) lines(header unsafe.Pointer) []string {
	spare := "none"
	if next := r.spare(header); next != noSpare {
		spare = fmt.Sprint(next)
	}
	lines := []string{fmt.Sprintf("count=%d B=%d flags=%d noverflow=%d growing=%d nevacuate=%d spare=%s",
		field[int](header, countOffset), field[uint8](header, bOffset), field[uint8](header, flagsOffset), field[uint16](header, noverflowOffset),
		growing(header), field[uintptr](header, nevacuateOffset), spare)}
	line := ""
	r.chains(header, func(main bool, tophash [8]uint8, keys []uint32) {
		switch {
		case line != "":
			line += " | "
		case !main:
			line = "old "
		}
		line += slotLine(tophash, keys)
	}, func() {
		lines = append(lines, line)
		line = ""
	})
	return lines
}

func (r *reader) final(header unsafe.Pointer) map[string]any {
	return map[string]any{
		"count":      field[int](header, countOffset),
		"flags":      field[uint8](header, flagsOffset),
		"B":          field[uint8](header, bOffset),
		"noverflow":  field[uint16](header, noverflowOffset),
		"hasBuckets": field[unsafe.Pointer](header, bucketsOffset) != nil,
		"growing":    growing(header) != 0,
		"nevacuate":  field[uintptr](header, nevacuateOffset),
	}
}

// iterationStart reads startBucket and offset of a runtime.hiter.
func iterationStart(iterator unsafe.Pointer) (a, b uint64) {
	return uint64(field[uintptr](iterator, startBucketOffset)), uint64(field[uint8](iterator, cellOffset))
}
