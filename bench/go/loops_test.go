package bench

import (
	"fmt"
	"maps"
	"testing"
)

// Copying a map of 1,000 entries into a new one.
func BenchmarkCopyMap(b *testing.B) {
	source := filled(1_000)
	run := func(name string, copied func() map[int64]int64) {
		b.Run(name+"/1000", func(b *testing.B) {
			for range b.N {
				sink = int64(len(copied()))
			}
		})
	}
	run("clone", func() map[int64]int64 { return maps.Clone(source) })
	run("loop-with-hint", func() map[int64]int64 {
		m := make(map[int64]int64, len(source))
		for k, v := range source {
			m[k] = v
		}
		return m
	})
	run("loop", func() map[int64]int64 {
		m := make(map[int64]int64)
		for k, v := range source {
			m[k] = v
		}
		return m
	})
}

// One iteration of a loop that fills a map which does not leave it: a new map each time, and one map that is cleared.
func BenchmarkMapEachTime(b *testing.B) {
	for _, n := range []int{5, 20, 100, 1_000} {
		b.Run(fmt.Sprintf("new/%d", n), func(b *testing.B) {
			for range b.N {
				m := make(map[int64]int64)
				refill(m, n)
				sink = m[0]
			}
		})
		b.Run(fmt.Sprintf("new-with-hint/%d", n), func(b *testing.B) {
			for range b.N {
				m := make(map[int64]int64, n)
				refill(m, n)
				sink = m[0]
			}
		})
		b.Run(fmt.Sprintf("cleared/%d", n), func(b *testing.B) {
			m := make(map[int64]int64)
			for range b.N {
				clear(m)
				refill(m, n)
				sink = m[0]
			}
		})
	}
}

// One iteration that puts 20 entries into a map: a new one, and one that is cleared and once held far more.
func BenchmarkClearOnceLarge(b *testing.B) {
	b.Run("new/20", func(b *testing.B) {
		for range b.N {
			m := make(map[int64]int64)
			refill(m, 20)
			sink = m[0]
		}
	})
	for _, once := range []int{1_000, 100_000} {
		b.Run(fmt.Sprintf("cleared/%d", once), func(b *testing.B) {
			m := filled(once)
			for range b.N {
				clear(m)
				refill(m, 20)
				sink = m[0]
			}
		})
	}
}
