// Package bench measures what the messages and pages of the rules claim. A benchmark whose operation does something to many
// entries reports how many, as entries/op: its figures are then given for one entry.
package bench

import (
	"fmt"
	"testing"
)

var sizes = []int{100, 10_000, 1_000_000}

func filled(n int) map[int64]int64 {
	m := make(map[int64]int64, n)
	refill(m, n)
	return m
}

func refill(m map[int64]int64, n int) {
	for i := range n {
		m[int64(i)*7919] = int64(i)
	}
}

// Emptying a map and filling it again: the form the compiler does not recognise, and clear.
func BenchmarkEmptyAndRefill(b *testing.B) {
	for _, n := range sizes {
		m := filled(n)
		b.Run(fmt.Sprintf("delete-loop/%d", n), func(b *testing.B) {
			for range b.N {
				dropped := 0
				for k := range m {
					delete(m, k)
					dropped++
				}
				refill(m, dropped)
			}
		})
		b.Run(fmt.Sprintf("clear/%d", n), func(b *testing.B) {
			for range b.N {
				clear(m)
				refill(m, n)
			}
		})
	}
}

// Draining a map by taking out one entry after the other, each with a range that is left at once.
func BenchmarkPopOne(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for range b.N {
				b.StopTimer()
				m := filled(n)
				b.StartTimer()
				for len(m) > 0 {
					for k := range m {
						delete(m, k)
						break
					}
				}
			}
			b.ReportMetric(float64(n), "entries/op")
		})
	}
}

// Ranging over a map of which nine entries in ten were deleted, and over one rebuilt to its size.
func BenchmarkRangeAfterDelete(b *testing.B) {
	for _, n := range sizes {
		thinned := filled(n)
		for i := range n {
			if i%10 != 0 {
				delete(thinned, int64(i)*7919)
			}
		}
		rebuilt := make(map[int64]int64, len(thinned))
		for k, v := range thinned {
			rebuilt[k] = v
		}
		for name, m := range map[string]map[int64]int64{"thinned": thinned, "rebuilt": rebuilt} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				var sum int64
				for range b.N {
					for _, v := range m {
						sum += v
					}
				}
				sink = sum
			})
		}
	}
}

// A set of the integers from 0 up: filling a map with a hint, and a slice.
func BenchmarkDenseSet(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprintf("map/%d", n), func(b *testing.B) {
			for range b.N {
				m := make(map[int]bool, n)
				for i := range n {
					m[i] = true
				}
				sink = int64(len(m))
			}
		})
		b.Run(fmt.Sprintf("slice/%d", n), func(b *testing.B) {
			for range b.N {
				s := make([]bool, n)
				for i := range n {
					s[i] = true
				}
				sink = int64(len(s))
			}
		})
	}
}

// Filling a map without and with a hint.
func BenchmarkFill(b *testing.B) {
	for _, n := range append([]int{8, 1_000}, sizes...) {
		b.Run(fmt.Sprintf("no-hint/%d", n), func(b *testing.B) {
			for range b.N {
				m := make(map[int64]int64)
				refill(m, n)
				sink = int64(len(m))
			}
		})
		b.Run(fmt.Sprintf("hint/%d", n), func(b *testing.B) {
			for range b.N {
				m := make(map[int64]int64, n)
				refill(m, n)
				sink = int64(len(m))
			}
		})
	}
}

var sink int64
