package main

import (
	"fmt"
	"strings"
)

// traceOptions are set on the command line.
type traceOptions struct {
	seed int
	// scale multiplies the length of the longer programs.
	scale int
	// everyState writes the whole state down after every operation, to look into a difference.
	everyState bool
	// brief leaves out the types that words of another size do not change, and larger fills.
	brief bool
	// only names the runs to record; empty for all.
	only string
}

// catalogue records the same programs on maps of one type.
type catalogue[K comparable, V any] struct {
	traceOptions
	name, path string
	keys       []K
	// clearLoop is nil for keys that need not equal themselves: compilers leave their loop a loop.
	clearLoop func(map[K]V)
	traces    *[]trace
}

func (c catalogue[K, V]) run(name string, hint int, program func(*population)) {
	var given *int
	if hint >= 0 {
		given = &hint
	}
	name = c.name + " " + name
	if !strings.Contains(name, c.only) {
		return
	}
	seed := dice(c.seed)
	for _, letter := range name {
		seed = seed*31 + dice(letter)
	}
	r := newRecorder(name, c, given)
	program(newPopulation(r, &seed))
	*c.traces = append(*c.traces, r.finish())
}

const noHint = -1

// common is recorded for every type: it needs no more than 256 keys.
func (c catalogue[K, V]) common() {
	for _, hint := range []int{0, 1, 8, 9, 14} {
		c.run(fmt.Sprint("hint ", hint), hint, func(p *population) {
			p.fill(0, hint)
			mixed(p, hint+hint/2+8, 26)
		})
	}
	c.run("fill 40", noHint, func(p *population) { filling(p, 40) })
	c.run("mixed 12", noHint, func(p *population) { mixed(p, 12, 100*c.scale) })
	c.run("mixed 60", noHint, func(p *population) { mixed(p, 60, 130*c.scale) })
	c.run("churn 8", noHint, func(p *population) { churn(p, 8, 20, 80*c.scale, true) })
	c.run("churn 12", noHint, func(p *population) { churn(p, 12, 24, 110*c.scale, true) })
	c.run("churn 24", noHint, func(p *population) { churn(p, 24, 44, 110*c.scale, true) })
	c.run("colliding 12", 12, func(p *population) { colliding(p, 2, 10, 1, 40, 9*c.scale) })
	c.run("colliding 28", 28, func(p *population) { colliding(p, 4, 12, 3, 110, 6*c.scale) })
	c.run("tombstones 14", 14, func(p *population) { tombstones(p, 14, 30, 8*c.scale) })
	c.run("ranging 30", noHint, func(p *population) { ranging(p, 30, 180*c.scale) })
	c.run("ranging 120", noHint, func(p *population) { ranging(p, 120, 180*c.scale) })
	c.run("ranging growth", noHint, func(p *population) { rangingGrowth(p, []int{9, 13, 14, 15, 27, 29}) })
	c.run("emptying 8", noHint, func(p *population) { emptying(p, 8, 3*c.scale) })
	c.run("emptying 30", noHint, func(p *population) { emptying(p, 30, c.scale) })
	c.run("clearing", noHint, func(p *population) { clearing(p, 30, 3+c.scale) })
	if haveClone {
		c.run("cloning", noHint, func(p *population) { cloning(p, 60, 150*c.scale) })
	}
}

// behindPointers is recorded for keys that a map stores behind pointers, which clones share or copy.
func (c catalogue[K, V]) behindPointers() {
	c.run("fill 40", noHint, func(p *population) { filling(p, 40) })
	c.run("mixed 60", noHint, func(p *population) { mixed(p, 60, 60*c.scale) })
	if haveClone {
		c.run("cloning 7", noHint, func(p *population) { cloning(p, 7, 90*c.scale) })
		c.run("cloning", noHint, func(p *population) { cloning(p, 60, 150*c.scale) })
	}
}

// medium is recorded for the types with functions of their own in the runtime, and one without.
func (c catalogue[K, V]) medium(entries int) {
	c.run(fmt.Sprint("fill ", entries), noHint, func(p *population) { filling(p, entries) })
	c.run("hint 100", 100, func(p *population) {
		p.fill(0, 100)
		mixed(p, 140, 60)
	})
	c.run("churn 48", noHint, func(p *population) { churn(p, 48, 76, 200*c.scale, false) })
	c.run("tombstones 28", 28, func(p *population) { tombstones(p, 28, 50, 3*c.scale) })
	c.run("tombstones 56", 56, func(p *population) { tombstones(p, 56, 84, 2*c.scale) })
}

// large reaches the sizes at which Swiss tables split, partly through hints, so that few operations are needed.
func (c catalogue[K, V]) large() {
	for _, hint := range []int{897, 1000} {
		c.run(fmt.Sprint("hint ", hint), hint, func(p *population) {
			mixed(p, 60, 30)
			p.fill(0, 100)
		})
	}
	c.run("ranging growth 225", noHint, func(p *population) {
		rangingGrowth(p, []int{53, 57, 105, 113, 209, 225})
	})
	c.run("split 897", 890, func(p *population) {
		p.fill(0, 890)
		p.startRange(0)
		for id := 890; id < 930; id++ {
			p.insert(id)
			p.nextOfRange(0)
		}
		mixed(p, 1000, 60*c.scale)
	})
	c.run("churn 104", noHint, func(p *population) { churn(p, 104, 160, 500*c.scale, true) })
	if haveClone {
		c.run("cloning 300", 150, func(p *population) { cloning(p, 300, 250*c.scale) })
	}
}

func recordTraces(options traceOptions) []trace {
	traces := []trace{}
	numberFill, textFill := 3000, 700
	if options.brief {
		numberFill, textFill = 2000, 250
	}
	numbers := catalogue[int64, int64]{options, "int64->int64", "fast64", int64Keys(), clearInt64, &traces}
	numbers.common()
	numbers.medium(numberFill)
	numbers.large()
	texts := catalogue[string, bool]{options, "string->bool", "faststr", stringKeys(), clearTexts, &traces}
	texts.common()
	texts.medium(textFill)
	if !options.brief {
		shorts := catalogue[int32, struct{}]{options, "int32->struct{}", "fast32", int32Keys(), clearInt32, &traces}
		shorts.common()
		shorts.medium(250)
		blocks := catalogue[[16]byte, [32]byte]{options, "[16]byte->[32]byte", "generic", blockKeys(), clearBlocks, &traces}
		blocks.common()
		blocks.medium(250)
	}
	octets := catalogue[uint8, [200]byte]{options, "uint8->[200]byte", "generic", uint8Keys(), clearOctets, &traces}
	octets.common()
	structs := catalogue[string, *target]{options, "string->*T", "faststr", stringKeys(), clearTargets, &traces}
	structs.common()
	pointerPath := "fast64ptr"
	if word == 4 {
		pointerPath = "fast32ptr"
	}
	pointers := catalogue[*int64, int64]{options, "*int64->int64", pointerPath, pointerKeys(), clearPointers, &traces}
	pointers.common()
	pointers.medium(250)
	if !options.brief {
		floats := catalogue[float64, int64]{options, "float64->int64", "generic", floatKeys(), nil, &traces}
		floats.common()
	}
	recordInterfaces(options, &traces)
	larges := catalogue[[136]byte, int8]{options, "[136]byte->int8", "generic", largeKeys(), clearLarges, &traces}
	larges.common()
	if !options.brief {
		gaps := catalogue[padded, int8]{options, "padded->int8", "generic", paddedKeys(), clearPadded, &traces}
		gaps.behindPointers()
		names := catalogue[[9]string, int8]{options, "[9]string->int8", "generic", nameKeys(), clearNames, &traces}
		names.behindPointers()
	}
	return traces
}
