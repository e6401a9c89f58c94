//go:build go1.21

package main

import "maps"

// Before 1.21 a range under way could return keys that clearing had removed (golang/go#59411), by chance.
const iteratorsSurviveClear = true

const (
	haveBuiltin = true
	haveClone   = true
)

func clearBuiltin[K comparable, V any](m map[K]V) { clear(m) }

func clone[K comparable, V any](m map[K]V) map[K]V { return maps.Clone(m) }

// Before Go 1.20 an interface type is no type argument for a comparable parameter.
func recordInterfaces(options traceOptions, traces *[]trace) {
	catalogue[any, int64]{options, "any->int64", "generic", mixedKeys(), nil, traces}.common()
}
