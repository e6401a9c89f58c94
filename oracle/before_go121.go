//go:build !go1.21

package main

// Before 1.21 a range under way could return keys that clearing had removed (golang/go#59411), by chance.
const iteratorsSurviveClear = false

const (
	haveBuiltin = false
	haveClone   = false
)

func clearBuiltin[K comparable, V any](m map[K]V) { panic("there is no clear before Go 1.21") }

func clone[K comparable, V any](m map[K]V) map[K]V { panic("there is no maps.Clone before Go 1.21") }

func recordInterfaces(traceOptions, *[]trace) {}
