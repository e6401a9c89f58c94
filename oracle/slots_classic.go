//go:build !go1.24 || (!go1.26 && !goexperiment.swissmap)

package main

import "unsafe"

// slotCount reads the bucket count out of a runtime.hmap.
func slotCount(header unsafe.Pointer) int64 {
	if field[unsafe.Pointer](header, bucketsOffset) == nil {
		return 0
	}
	return 8 << field[uint8](header, bOffset)
}
