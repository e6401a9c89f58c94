package bench

import (
	"fmt"
	"testing"
)

var lookupSizes = []int{8, 100, 10_000, 1_000_000}

// shuffledKeys gives the keys of filled(n) in an order that is not theirs.
func shuffledKeys(n int) []int64 {
	keys := make([]int64, n)
	for i := range keys {
		// A prime that no size is a multiple of: every key occurs once.
		keys[i] = int64(i*31_337%n) * 7919
	}
	return keys
}

// Reading an entry that is there: found first and read then, and in one lookup.
func BenchmarkLookupTwice(b *testing.B) {
	for _, n := range lookupSizes {
		m, keys := filled(n), shuffledKeys(n)
		b.Run(fmt.Sprintf("check-then-read/%d", n), func(b *testing.B) {
			var sum int64
			for at := range b.N {
				k := keys[at%n]
				if _, ok := m[k]; ok {
					sum += m[k]
				}
			}
			sink = sum
		})
		b.Run(fmt.Sprintf("once/%d", n), func(b *testing.B) {
			var sum int64
			for at := range b.N {
				if v, ok := m[keys[at%n]]; ok {
					sum += v
				}
			}
			sink = sum
		})
	}
}

// Adding to an entry that is there, with a lookup and an assignment, and with an assignment that operates.
func BenchmarkAddOne(b *testing.B) {
	for _, n := range lookupSizes {
		m, keys := filled(n), shuffledKeys(n)
		b.Run(fmt.Sprintf("assign/%d", n), func(b *testing.B) {
			for at := range b.N {
				k := keys[at%n]
				m[k] = m[k] + 1
			}
		})
		b.Run(fmt.Sprintf("increment/%d", n), func(b *testing.B) {
			for at := range b.N {
				m[keys[at%n]]++
			}
		})
	}
}

// One lookup that hits, among 1,000 entries.
func BenchmarkLookup(b *testing.B) {
	b.Run("int/1000", func(b *testing.B) {
		m, keys := filled(keyCount), shuffledKeys(keyCount)
		var sum int64
		for at := range b.N {
			sum += m[keys[at%keyCount]]
		}
		sink = sum
	})
	b.Run("string/1000", func(b *testing.B) {
		names, _ := keyParts()
		m := make(map[string]int64, keyCount)
		for i, name := range names {
			m[name] = int64(i)
		}
		var sum int64
		for at := range b.N {
			sum += m[names[at%keyCount]]
		}
		sink = sum
	})
}
