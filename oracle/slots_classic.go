//go:build !go1.24 || (!go1.26 && !goexperiment.swissmap)

package main

import "unsafe"

// slotCount reads the bucket count out of a runtime.hmap: B at offset 9, the bucket array at offset 16.
func slotCount(header unsafe.Pointer) int64 {
	if *(*unsafe.Pointer)(unsafe.Add(header, 16)) == nil {
		return 0
	}
	return 8 << *(*uint8)(unsafe.Add(header, 9))
}
