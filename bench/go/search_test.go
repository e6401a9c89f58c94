package bench

import (
	"fmt"
	"testing"
)

// Finding one entry by its key: walking over the map until it comes, and looking it up. Each search is for another key.
func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{8, 100, 10_000} {
		ids := make([]int64, n)
		names := make([]string, n)
		for i := range n {
			ids[i] = int64(i) * 7919
			names[i] = fmt.Sprintf("customer-%05d", i)
		}
		benchSearch(b, "int64", ids)
		benchSearch(b, "string", names)
	}
}

func benchSearch[K comparable](b *testing.B, name string, keys []K) {
	m := make(map[K]int, len(keys))
	for i, key := range keys {
		m[key] = i
	}
	b.Run(fmt.Sprintf("walk-%s/%d", name, len(keys)), func(b *testing.B) {
		for i := range b.N {
			want := keys[i%len(keys)]
			for key, value := range m {
				if key == want {
					total += value
					break
				}
			}
		}
	})
	b.Run(fmt.Sprintf("lookup-%s/%d", name, len(keys)), func(b *testing.B) {
		for i := range b.N {
			if value, ok := m[keys[i%len(keys)]]; ok {
				total += value
			}
		}
	})
}
