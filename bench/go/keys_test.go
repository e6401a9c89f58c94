package bench

import (
	"fmt"
	"strconv"
	"sync"
	"testing"
)

const keyCount = 1_000

type pair struct {
	name string
	id   int
}

func keyParts() (names, zones []string) {
	for i := range keyCount {
		names = append(names, fmt.Sprintf("customer-%05d", i*7919%keyCount))
		zones = append(zones, fmt.Sprintf("zone-%03d", i%17))
	}
	return names, zones
}

// Filling a map and looking every entry up once, with keys that are text made of two parts, or the parts themselves.
func BenchmarkTextKey(b *testing.B) {
	names, zones := keyParts()
	benchKey(b, "sprintf-two-strings", func(i int) string { return fmt.Sprintf("%s/%s", names[i], zones[i]) })
	benchKey(b, "joined-two-strings", func(i int) string { return names[i] + "/" + zones[i] })
	benchKey(b, "array-two-strings", func(i int) [2]string { return [2]string{names[i], zones[i]} })
	benchKey(b, "sprintf-string-and-int", func(i int) string { return fmt.Sprintf("%s/%d", names[i], i) })
	benchKey(b, "joined-string-and-int", func(i int) string { return names[i] + "/" + strconv.Itoa(i) })
	benchKey(b, "struct-string-and-int", func(i int) pair { return pair{names[i], i} })
	benchKey(b, "sprintf-int", func(i int) string { return fmt.Sprintf("%d", i*7919) })
	benchKey(b, "itoa-int", func(i int) string { return strconv.Itoa(i * 7919) })
	benchKey(b, "plain-int", func(i int) int { return i * 7919 })
	benchKey(b, "sprintf-prefix", func(i int) string { return fmt.Sprintf("customer/%s", names[i]) })
	benchKey(b, "joined-prefix", func(i int) string { return "customer/" + names[i] })
	benchKey(b, "plain-prefix", func(i int) string { return names[i] })
}

func benchKey[K comparable](b *testing.B, name string, key func(int) K) {
	b.Run(fmt.Sprintf("%s/%d", name, keyCount), func(b *testing.B) {
		b.ReportAllocs()
		m := make(map[K]int, keyCount)
		sum := 0
		for range b.N {
			clear(m)
			for i := range keyCount {
				if _, ok := m[key(i)]; !ok {
					m[key(i)] = i
				}
			}
			sum += len(m)
		}
		total = sum
		b.ReportMetric(keyCount, "entries/op")
	})
}

var total int

// Looking up a key that is there and comes as bytes, twice, with one conversion before and with a conversion in each index.
func BenchmarkBytesKey(b *testing.B) {
	for _, size := range []int{16, 64} {
		m := make(map[string]int, keyCount)
		keys := make([][]byte, keyCount)
		for i := range keys {
			keys[i] = []byte(fmt.Sprintf("%0*d", size, i*7919))
			m[string(keys[i])] = i
		}
		b.Run(fmt.Sprintf("variable/%d", size), func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				key := string(keys[i%keyCount])
				if _, ok := m[key]; ok {
					total += m[key]
				}
			}
		})
		b.Run(fmt.Sprintf("in-index/%d", size), func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				key := keys[i%keyCount]
				if _, ok := m[string(key)]; ok {
					total += m[string(key)]
				}
			}
		})
		b.Run(fmt.Sprintf("variable-once/%d", size), func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				key := string(keys[i%keyCount])
				total += m[key]
			}
		})
		b.Run(fmt.Sprintf("in-index-once/%d", size), func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				total += m[string(keys[i%keyCount])]
			}
		})
		b.Run(fmt.Sprintf("kept-on-miss/%d", size), func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				key := string(keys[i%keyCount])
				if v, ok := m[key]; ok {
					total += v
					continue
				}
				m[key] = i
			}
		})
		b.Run(fmt.Sprintf("converted-on-miss/%d", size), func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				key := keys[i%keyCount]
				if v, ok := m[string(key)]; ok {
					total += v
					continue
				}
				m[string(key)] = i
			}
		})
	}
}

// A map that only one goroutine uses: storing over an entry and reading it back.
func BenchmarkUnshared(b *testing.B) {
	b.Run(fmt.Sprintf("sync-map/%d", keyCount), func(b *testing.B) {
		b.ReportAllocs()
		var m sync.Map
		for i := range b.N {
			k := i % keyCount
			m.Store(k*7919, i)
			if v, ok := m.Load(k * 7919); ok {
				total += v.(int)
			}
		}
	})
	b.Run(fmt.Sprintf("map/%d", keyCount), func(b *testing.B) {
		b.ReportAllocs()
		m := make(map[int]int)
		for i := range b.N {
			k := i % keyCount
			m[k*7919] = i
			if v, ok := m[k*7919]; ok {
				total += v
			}
		}
	})
}

// Filling a sync.Map and emptying it again, entry by entry and at once.
func BenchmarkSyncMapEmpty(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		run := func(name string, empty func(m *sync.Map)) {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				var m sync.Map
				for range b.N {
					for i := range n {
						m.Store(i, i)
					}
					empty(&m)
				}
			})
		}
		run("range-delete", func(m *sync.Map) {
			m.Range(func(key, _ any) bool {
				m.Delete(key)
				return true
			})
		})
		run("clear", func(m *sync.Map) { m.Clear() })
	}
}

// Counting the entries of a sync.Map.
func BenchmarkSyncMapCount(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		var m sync.Map
		for i := range n {
			m.Store(i*7919, i)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for range b.N {
				count := 0
				m.Range(func(_, _ any) bool {
					count++
					return true
				})
				total += count
			}
		})
	}
}
