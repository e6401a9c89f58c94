package bench

import "testing"

// TestInsertWhileRanging doubles a map while ranging over it and logs how many of the new entries the range came to:
// go test -v -run WhileRanging.
func TestInsertWhileRanging(t *testing.T) {
	for _, n := range []int{4, 100, 1_000, 10_000} {
		least, most := n, 0
		for run := 0; run < 1_000; run++ {
			m := make(map[int]int)
			for k := 0; k < n; k++ {
				m[k] = k
			}
			visited := 0
			for k := range m {
				if k >= n {
					visited++
					continue
				}
				m[k+n] = k
			}
			if visited < least {
				least = visited
			}
			if visited > most {
				most = visited
			}
		}
		t.Logf("n=%d: %d to %d of %d new entries visited", n, least, most, n)
	}
}

// TestMoveWhileRanging moves each entry to a new key while ranging over the map and logs how many are met again.
func TestMoveWhileRanging(t *testing.T) {
	for _, n := range []int{4, 100, 1_000, 10_000} {
		least, most := n, 0
		for run := 0; run < 1_000; run++ {
			m := make(map[int]int)
			for k := 0; k < n; k++ {
				m[k] = k
			}
			visited := 0
			for k := range m {
				if k >= n {
					visited++
					continue
				}
				m[k+n] = k
				delete(m, k)
			}
			if visited < least {
				least = visited
			}
			if visited > most {
				most = visited
			}
		}
		t.Logf("n=%d: %d to %d of %d moved entries visited again", n, least, most, n)
	}
}
