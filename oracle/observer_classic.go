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
	return &observer{bucketSize: uintptr(field[uint16](typ, 82)), b: int64(field[uint8](header, 9))}
}

func (o *observer) observe(header unsafe.Pointer) {
	b := int64(field[uint8](header, 9))
	old := field[unsafe.Pointer](header, 24)
	switch {
	case b != o.b:
		o.growths++
	case old != nil && old != o.old:
		o.sameSize++
	}
	o.b, o.old = b, old
	if noverflow := int64(field[uint16](header, 10)); noverflow > o.mostNoverflow {
		o.mostNoverflow = noverflow
	}
}

func (o *observer) sample(header unsafe.Pointer) map[string]int64 {
	var buckets, overflow int64
	if main := field[unsafe.Pointer](header, 16); main != nil {
		buckets = 1 << o.b
		for i := int64(0); i < buckets; i++ {
			bucket := unsafe.Add(main, uintptr(i)*o.bucketSize)
			for {
				bucket = field[unsafe.Pointer](bucket, o.bucketSize-8)
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
		"nevacuate":        int64(field[uintptr](header, 32)),
		"noverflow":        int64(field[uint16](header, 10)),
		"maxNoverflowSeen": o.mostNoverflow,
	}
}
