//go:build !go1.24 || (!go1.26 && !goexperiment.swissmap)

package main

import "unsafe"

// observer follows the header of a runtime.hmap while its map is filled.
type observer struct {
	bucketSize           uintptr
	b, growths, sameSize int64
	old                  unsafe.Pointer
	mostNoverflow        int64
}

func newObserver(typ, header unsafe.Pointer) *observer {
	return &observer{bucketSize: bucketSizeOf(typ), b: int64(field[uint8](header, bOffset))}
}

func (o *observer) observe(header unsafe.Pointer) {
	b := int64(field[uint8](header, bOffset))
	old := field[unsafe.Pointer](header, oldOffset)
	switch {
	case b != o.b:
		o.growths++
	case old != nil && old != o.old:
		o.sameSize++
	}
	o.b, o.old = b, old
	if noverflow := int64(field[uint16](header, noverflowOffset)); noverflow > o.mostNoverflow {
		o.mostNoverflow = noverflow
	}
}

func (o *observer) sample(header unsafe.Pointer) map[string]int64 {
	var buckets, overflow int64
	if main := field[unsafe.Pointer](header, bucketsOffset); main != nil {
		buckets = 1 << o.b
		for i := int64(0); i < buckets; i++ {
			bucket := unsafe.Add(main, uintptr(i)*o.bucketSize)
			for {
				bucket = overflowOf(bucket, o.bucketSize)
				if bucket == nil {
					break
				}
				overflow++
			}
		}
	}
	return map[string]int64{
		"B":                o.b,
		"mainBuckets":      buckets,
		"exactOverflow":    overflow,
		"doublings":        o.growths,
		"sameSizeGrows":    o.sameSize,
		"growing":          int64(growing(header)),
		"nevacuate":        int64(field[uintptr](header, nevacuateOffset)),
		"noverflow":        int64(field[uint16](header, noverflowOffset)),
		"maxNoverflowSeen": o.mostNoverflow,
	}
}
