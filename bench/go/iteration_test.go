package bench

import (
	"fmt"
	"testing"
)

// How many of the entries that a range loop inserts, one for each that was there, it comes to itself, in 1,000 runs: the
// fewest and the most. Time is of no interest.
func BenchmarkInsertWhileRanging(b *testing.B) {
	for _, n := range []int{4, 100, 1_000, 10_000} {
		b.Run(fmt.Sprintf("double/%d", n), func(b *testing.B) { reportVisits(b, n, false) })
		b.Run(fmt.Sprintf("move/%d", n), func(b *testing.B) { reportVisits(b, n, true) })
	}
}

func reportVisits(b *testing.B, n int, move bool) {
	least, most := n, 0
	for range 1_000 {
		visited := visitsOfNew(n, move)
		least, most = min(least, visited), max(most, visited)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(least), "fewest")
	b.ReportMetric(float64(most), "most")
}

// visitsOfNew inserts a new entry for each of n while ranging over their map, and deletes the old one if it is to move.
func visitsOfNew(n int, move bool) int {
	m := make(map[int]int)
	for k := range n {
		m[k] = k
	}
	visited := 0
	for k := range m {
		if k >= n {
			visited++
			continue
		}
		m[k+n] = k
		if move {
			delete(m, k)
		}
	}
	return visited
}
