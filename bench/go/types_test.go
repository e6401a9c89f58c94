package bench

import (
	"fmt"
	"testing"
)

type (
	twoWords struct{ a, b int64 }
	bigValue [136]byte
)

// Looking up keys that are there, by the type of the key: ns for one.
func BenchmarkKeyType(b *testing.B) {
	lookUp(b, "uint8", 256, func(i int) uint8 { return uint8(i) })
	for _, n := range []int{256, 1_000, 30_000} {
		lookUp(b, "int32", n, func(i int) int32 { return int32(i) * 7919 })
		lookUp(b, "int64", n, func(i int) int64 { return int64(i) * 7919 })
		lookUp(b, "string", n, func(i int) string { return fmt.Sprintf("%016d", i) })
		lookUp(b, "float64", n, func(i int) float64 { return float64(i) * 1.5 })
		lookUp(b, "two-words", n, func(i int) twoWords { return twoWords{int64(i) * 7919, int64(i)} })
		lookUp(b, "any-int64", n, func(i int) any { return int64(i) * 7919 })
		lookUp(b, "any-string", n, func(i int) any { return fmt.Sprintf("%016d", i) })
		lookUp(b, "int16", n, func(i int) int16 { return int16(i) })
	}
}

func lookUp[K comparable](b *testing.B, name string, n int, key func(int) K) {
	b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
		m := make(map[K]int, n)
		keys := make([]K, n)
		for i := range n {
			keys[i] = key(i * 7919 % n)
			m[keys[i]] = i
		}
		sum := 0
		b.ResetTimer()
		for range b.N {
			for _, key := range keys {
				sum += m[key]
			}
		}
		total += sum
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/entry")
	})
}

// Counting the bytes of a text by a map, and by an array.
func BenchmarkByteCount(b *testing.B) {
	text := make([]byte, 10_000)
	for i := range text {
		text[i] = byte(i * 7919 >> 3)
	}
	b.Run("map/10000", func(b *testing.B) {
		for range b.N {
			counts := make(map[byte]int)
			for _, c := range text {
				counts[c]++
			}
			total += len(counts)
		}
	})
	b.Run("array/10000", func(b *testing.B) {
		for range b.N {
			var counts [256]int
			for _, c := range text {
				counts[c]++
			}
			total += counts[7]
		}
	})
}

// Storing a value for each index and reading all of them, in a map with the right hint and in a slice.
func BenchmarkDenseIndex(b *testing.B) {
	for _, n := range []int{100, 1_000, 100_000} {
		b.Run(fmt.Sprintf("map/%d", n), func(b *testing.B) {
			sum := 0
			for range b.N {
				m := make(map[int]int, n)
				for i := range n {
					m[i] = i
				}
				for i := range n {
					sum += m[i]
				}
			}
			total += sum
		})
		b.Run(fmt.Sprintf("slice/%d", n), func(b *testing.B) {
			sum := 0
			for range b.N {
				s := make([]int, n)
				for i := range n {
					s[i] = i
				}
				for i := range n {
					sum += s[i]
				}
			}
			total += sum
		})
	}
}

// Filling a map whose values are stored behind a pointer because of their size, against pointers to them and indexes of
// a slice that holds them.
func BenchmarkBigElement(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprintf("value/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				m := make(map[int64]bigValue, n)
				for i := range n {
					m[int64(i)*7919] = bigValue{byte(i)}
				}
				total += len(m)
			}
		})
		b.Run(fmt.Sprintf("pointer/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				m := make(map[int64]*bigValue, n)
				for i := range n {
					m[int64(i)*7919] = &bigValue{byte(i)}
				}
				total += len(m)
			}
		})
		b.Run(fmt.Sprintf("index/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				m := make(map[int64]int32, n)
				values := make([]bigValue, 0, n)
				for i := range n {
					m[int64(i)*7919] = int32(len(values))
					values = append(values, bigValue{byte(i)})
				}
				total += len(m)
			}
		})
	}
}

// Filling a map and looking every entry up once, with keys in interfaces and with keys of their own type: ns for one entry.
func BenchmarkInterfaceKey(b *testing.B) {
	names, _ := keyParts()
	benchKey(b, "any-int", func(i int) any { return i * 7919 })
	benchKey(b, "int", func(i int) int { return i * 7919 })
	benchKey(b, "any-string", func(i int) any { return names[i] })
	benchKey(b, "string", func(i int) string { return names[i] })
}
