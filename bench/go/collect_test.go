package bench

import (
	"fmt"
	"runtime"
	"strconv"
	"syscall"
	"testing"
)

// One garbage collection while a map is alive, in processor time for each entry: all other work of a collection is in it
// too, and is what a map without pointers costs.
func BenchmarkCollect(b *testing.B) {
	// Two would also spin while they wait for each other.
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, n := range []int{100_000, 1_000_000} {
		collect(b, "no-pointers", n, func(i int) (int64, int64) { return int64(i), int64(i) })
		collect(b, "text-keys", n, func(i int) (string, int64) { return strconv.Itoa(i), int64(i) })
		collect(b, "pointer-elements", n, func(i int) (int64, *int64) { return int64(i), new(int64) })
	}
}

func collect[K comparable, V any](b *testing.B, name string, n int, entry func(i int) (K, V)) {
	b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
		m := make(map[K]V, n)
		for i := range n {
			key, value := entry(i)
			m[key] = value
		}
		// What the filling left behind is swept before.
		runtime.GC()
		runtime.GC()
		b.ResetTimer()
		start := processorTime(b)
		for range b.N {
			runtime.GC()
		}
		used := processorTime(b) - start
		b.ReportMetric(float64(used)/float64(b.N)/float64(n), "ns/entry")
		runtime.KeepAlive(m)
	})
}

// Nanoseconds that the process has computed so far, on all processors together.
func processorTime(b *testing.B) int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}
