// Oracle records what real Go maps do, as JSON on its standard output: what filling them allocates (-what fills), how
// large they become over a wide range of sizes (-what sizes), and what single operations leave in their memory (-what
// traces). test/oracle/README.md describes the formats.
package main

import (
	"encoding/json"
	"flag"
	"os"
	"runtime"
	"runtime/debug"
)

// recording is the whole output: one Go release, several map types.
type recording struct {
	Go     string          `json:"go"`
	GOOS   string          `json:"goos"`
	GOARCH string          `json:"goarch"`
	Runs   int             `json:"runs"`
	Types  []typeRecording `json:"types"`
}

// typeRecording holds the fills of one map type, its key and element described as the simulator wants them.
type typeRecording struct {
	Name string     `json:"name"`
	Key  storedType `json:"key"`
	Elem storedType `json:"elem"`
	// Rows are: entries, hinted (0 or 1), mallocs min and max, bytes min and max, slots min and max.
	Rows [][8]int64 `json:"rows"`
}

type storedType struct {
	Size     uintptr `json:"size"`
	Align    uintptr `json:"align"`
	Pointers bool    `json:"pointers"`
}

const (
	runs       = 10
	denseLimit = 200
	largest    = 200_000
)

// entryCounts returns every number up to denseLimit and then eight per doubling, with both sides of the thresholds
// of either implementation.
func entryCounts(limit int) []int {
	var counts []int
	for n := 0; n <= denseLimit && n <= limit; n++ {
		counts = append(counts, n)
	}
	add := func(n int) {
		if n > counts[len(counts)-1] && n <= limit {
			counts = append(counts, n)
		}
	}
	// Limits of the classic map are 6.5 * 2^B, of Go 1.21's 6 * 2^B, of the Swiss map 7 * 2^k.
	for unit := 32; unit*6 <= largest; unit *= 2 {
		for _, n := range []int{unit * 13 / 2, unit*13/2 + 1, unit * 7, unit*7 + 1, unit * 8, unit * 10, unit * 12, unit*12 + 1} {
			add(n)
		}
	}
	add(largest)
	return counts
}

func main() {
	var options traceOptions
	what := flag.String("what", "fills", "what to record: fills, traces or sizes")
	flag.IntVar(&options.seed, "seed", 1, "traces: chooses the operations")
	flag.IntVar(&options.scale, "scale", 1, "traces: makes the longer programs so many times longer")
	flag.BoolVar(&options.everyState, "states", false, "traces: write the whole state after every operation")
	flag.BoolVar(&options.brief, "brief", false, "traces: fewer types and shorter fills")
	flag.StringVar(&options.only, "only", "", "traces: record only runs whose name contains this")
	flag.Parse()
	debug.SetGCPercent(-1)
	runtime.GOMAXPROCS(1)
	var out any
	switch *what {
	case "fills":
		out = recording{
			Go: runtime.Version(), GOOS: runtime.GOOS, GOARCH: runtime.GOARCH, Runs: runs, Types: allTypes(),
		}
	case "traces":
		out = traceFile{
			Go: runtime.Version(), GOOS: runtime.GOOS, GOARCH: runtime.GOARCH, Runs: recordTraces(options),
		}
	case "sizes":
		out = recordSizes()
	default:
		flag.Usage()
		os.Exit(2)
	}
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		panic(err)
	}
}

// traceFile holds the runs of one build.
type traceFile struct {
	Go     string  `json:"go"`
	GOOS   string  `json:"goos"`
	GOARCH string  `json:"goarch"`
	Runs   []trace `json:"runs"`
}
