package bench

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

const (
	sharedKeys = 100_000
	shardCount = 64
)

type shard struct {
	mu sync.RWMutex
	m  map[int64]int64
	// Keeps the locks of neighbours out of each other's cache lines.
	_ [64]byte
}

// Overwriting the entries of one map from all processors at once: sync.Map, one map in 64 parts with a lock each, and a
// map behind one lock.
func BenchmarkSharedStore(b *testing.B) {
	b.Run("sync-map/100000", func(b *testing.B) {
		var m sync.Map
		for i := int64(0); i < sharedKeys; i++ {
			m.Store(i, i)
		}
		store(b, func(key int64) { m.Store(key, key) })
	})
	b.Run("shards/100000", func(b *testing.B) {
		shards := make([]shard, shardCount)
		for i := range shards {
			shards[i].m = make(map[int64]int64)
		}
		put := func(key int64) {
			s := &shards[key%shardCount]
			s.mu.Lock()
			s.m[key] = key
			s.mu.Unlock()
		}
		for i := int64(0); i < sharedKeys; i++ {
			put(i)
		}
		store(b, put)
	})
	b.Run("mutex/100000", func(b *testing.B) {
		var mu sync.Mutex
		m := filled(sharedKeys)
		store(b, func(key int64) {
			mu.Lock()
			m[key*7919] = key
			mu.Unlock()
		})
	})
}

// store runs put in as many goroutines as there are processors, each going through the keys in an order of its own.
func store(b *testing.B, put func(key int64)) {
	var goroutines atomic.Int64
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		key := goroutines.Add(1) * 31_337
		for pb.Next() {
			key = (key + 7919) % sharedKeys
			put(key)
		}
	})
}

// Writing to a map in a loop that gives up the processor after every write, after every hundredth, and never.
func BenchmarkYield(b *testing.B) {
	for _, c := range []struct {
		name  string
		every int
	}{{"every-write", 1}, {"every-hundredth", 100}, {"never", 0}} {
		b.Run(c.name+"/100000", func(b *testing.B) {
			m := filled(sharedKeys)
			for i := range b.N {
				m[int64(i%sharedKeys)*7919] = int64(i)
				if c.every > 0 && i%c.every == 0 {
					runtime.Gosched()
				}
			}
		})
	}
}

// Writing a hundred entries to a map behind a mutex: taking the lock for each, and once for all. Nobody else wants it; with
// one more goroutine that reads all the time somebody does. ns for one entry.
func BenchmarkLockedBatch(b *testing.B) {
	const batch = 100
	for _, c := range []struct {
		name      string
		contended bool
	}{{"alone", false}, {"with-reader", true}} {
		var mu sync.Mutex
		m := filled(sharedKeys)
		run := func(name string, write func(from int64)) {
			b.Run(fmt.Sprintf("%s-%s/%d", name, c.name, batch), func(b *testing.B) {
				var stop atomic.Bool
				var reader sync.WaitGroup
				if c.contended {
					reader.Add(1)
					go func() {
						defer reader.Done()
						for key := int64(0); !stop.Load(); key++ {
							mu.Lock()
							_ = m[key%sharedKeys*7919]
							mu.Unlock()
						}
					}()
				}
				b.ResetTimer()
				for i := range b.N {
					write(int64(i*batch) % sharedKeys)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*batch), "ns/entry")
				stop.Store(true)
				reader.Wait()
			})
		}
		run("lock-per-write", func(from int64) {
			for key := from; key < from+batch; key++ {
				mu.Lock()
				m[key*7919] = key
				mu.Unlock()
			}
		})
		run("lock-per-batch", func(from int64) {
			mu.Lock()
			for key := from; key < from+batch; key++ {
				m[key*7919] = key
			}
			mu.Unlock()
		})
	}
}
