package main

import (
	"fmt"
	"math"
	"runtime"
	"unsafe"
)

// sizeRow holds what so many runs showed of maps with n entries: det what all agreed on, rand what they did not.
type sizeRow struct {
	N    int                   `json:"n"`
	Runs int                   `json:"runs"`
	Det  map[string]int64      `json:"det"`
	Rand map[string]randomSize `json:"rand"`
}

type randomSize struct {
	Min  int64            `json:"min"`
	Mean float64          `json:"mean"`
	Max  int64            `json:"max"`
	Hist map[string]int64 `json:"hist,omitempty"`
}

// Many runs of large maps would take long; these are enough where the law of large numbers has set in.
func sizeRuns(n int) int {
	switch {
	case n <= 17_000:
		return 50
	case n <= 230_000:
		return 20
	default:
		return 5
	}
}

const (
	largestSize = 2_000_000
	// A histogram is written for values of which there are few.
	histogramSize = 6
)

// sizeCounts gives every number up to 200, then powers of two, round numbers and both sides of what makes maps grow:
// 6.5 and 6 entries for each classic bucket, 7 of 8 Swiss slots, tables of 1,024 slots, and hints that just miss them.
func sizeCounts() []int {
	wanted := map[int]bool{largestSize: true}
	for n := 0; n <= 200; n++ {
		wanted[n] = true
	}
	for unit := 32; unit <= largestSize/4; unit *= 2 {
		for _, n := range []int{unit * 13 / 2, unit * 6, unit * 7, unit * 8, unit * 10} {
			wanted[n] = true
			wanted[n+1] = true
		}
	}
	for n := 500; n <= largestSize; n *= 2 {
		wanted[n] = true
	}
	var counts []int
	for n := 0; n <= largestSize; n++ {
		if wanted[n] {
			counts = append(counts, n)
		}
	}
	return counts
}

func recordSizes() map[string]any {
	numbers := make([]int64, largestSize)
	texts := make([]string, largestSize)
	for i := range numbers {
		numbers[i] = int64(i)
		texts[i] = fmt.Sprint("key-", i)
	}
	return map[string]any{
		"go": runtime.Version(), "impl": implementation, "arch": runtime.GOARCH,
		"int64_int64": sizesOf[int64, int64](numbers),
		"string_bool": sizesOf[string, bool](texts),
	}
}

func sizesOf[K comparable, V any](keys []K) map[string][]sizeRow {
	counts := sizeCounts()
	samples := map[bool][]map[string][]int64{}
	for _, hinted := range []bool{true, false} {
		samples[hinted] = make([]map[string][]int64, len(counts))
		for i := range counts {
			samples[hinted][i] = map[string][]int64{}
		}
	}
	add := func(to map[string][]int64, sample map[string]int64) {
		for name, value := range sample {
			to[name] = append(to[name], value)
		}
	}
	for run := 0; run < sizeRuns(0); run++ {
		// Without a hint the sizes are stations of one fill.
		stations := 0
		for stations < len(counts) && run < sizeRuns(counts[stations]) {
			stations++
		}
		fillStations[K, V](keys, counts[:stations], 0, func(i int, sample map[string]int64) {
			add(samples[false][i], sample)
		})
		for i, n := range counts[:stations] {
			fillStations[K, V](keys, counts[i:i+1], n, func(_ int, sample map[string]int64) {
				add(samples[true][i], sample)
			})
		}
	}
	rows := map[string][]sizeRow{"hint": {}, "nohint": {}}
	for i, n := range counts {
		rows["hint"] = append(rows["hint"], summary(n, samples[true][i]))
		rows["nohint"] = append(rows["nohint"], summary(n, samples[false][i]))
	}
	return rows
}

// garbage counts the bytes of earlier maps, which nothing else collects.
var garbage uint64

// A 32-bit program has 4 GiB of addresses, which large maps break into pieces.
const garbageLimit = 1 << (26 + word/2)

// fillStations fills one map and takes a sample at each of the counts.
func fillStations[K comparable, V any](keys []K, counts []int, hint int, take func(i int, sample map[string]int64)) {
	sink = nil
	if garbage > garbageLimit {
		runtime.GC()
		garbage = 0
	}
	var before, after runtime.MemStats
	var zero V
	runtime.ReadMemStats(&before)
	m := make(map[K]V, hint)
	runtime.ReadMemStats(&after)
	mallocs, bytes := after.Mallocs-before.Mallocs, after.TotalAlloc-before.TotalAlloc
	sink = m
	header := field[unsafe.Pointer](unsafe.Pointer(&m), 0)
	seen := newObserver(typeOf(m), header)
	inserted := 0
	runtime.ReadMemStats(&before)
	for i, n := range counts {
		for ; inserted < n; inserted++ {
			m[keys[inserted]] = zero
			seen.observe(header)
		}
		runtime.ReadMemStats(&after)
		mallocs += after.Mallocs - before.Mallocs
		bytes += after.TotalAlloc - before.TotalAlloc
		sample := seen.sample(header)
		sample["mallocs"] = int64(mallocs)
		sample["bytes"] = int64(bytes)
		take(i, sample)
		garbage += after.TotalAlloc - before.TotalAlloc
		runtime.ReadMemStats(&before)
	}
}

func summary(n int, samples map[string][]int64) sizeRow {
	row := sizeRow{N: n, Runs: sizeRuns(n), Det: map[string]int64{}, Rand: map[string]randomSize{}}
	for name, values := range samples {
		random := randomSize{Min: values[0], Max: values[0], Hist: map[string]int64{}}
		var sum int64
		for _, value := range values {
			sum += value
			if value < random.Min {
				random.Min = value
			}
			if value > random.Max {
				random.Max = value
			}
			random.Hist[fmt.Sprint(value)]++
		}
		if random.Min == random.Max && len(values) == row.Runs {
			row.Det[name] = random.Min
			continue
		}
		random.Mean = math.Round(float64(sum)/float64(len(values))*1000) / 1000
		if len(random.Hist) > histogramSize {
			random.Hist = nil
		}
		row.Rand[name] = random
	}
	return row
}
