package main

// machine is a map a program works on. Keys are numbers below keyCount.
type machine interface {
	keyCount() int
	live() int
	assign(id int)
	remove(id int)
	lookup(id int)
	// place says in which of so many buckets or groups (a power of two) a key belongs under the present seed.
	place(id, places int) int
	// canClear is false where neither clear nor a loop reaches the runtime's mapclear.
	canClear() bool
	clearMap(builtin bool)
	cloneMap()
	// startRange and nextOfRange give the key they arrive at, -1 at the end of the range.
	startRange(iterator int) int
	nextOfRange(iterator int) int
	check()
}

// dice is a small generator (splitmix64), so that every release plays the same programs.
type dice uint64

func (d *dice) below(n int) int {
	*d += 0x9e3779b97f4a7c15
	z := uint64(*d)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return int((z ^ z>>31) >> 33 % uint64(n))
}

// population is a map with the set of its keys beside it, to choose from.
type population struct {
	machine
	*dice
	ids   []int
	index map[int]int
}

func newPopulation(m machine, d *dice) *population {
	return &population{machine: m, dice: d, index: map[int]int{}}
}

func (p *population) insert(id int) {
	if _, there := p.index[id]; !there {
		p.index[id] = len(p.ids)
		p.ids = append(p.ids, id)
	}
	p.assign(id)
}

func (p *population) drop(id int) {
	if at, there := p.index[id]; there {
		last := p.ids[len(p.ids)-1]
		p.ids[at] = last
		p.index[last] = at
		p.ids = p.ids[:len(p.ids)-1]
		delete(p.index, id)
	}
	p.remove(id)
}

// empty clears the map, by the built-in function if it exists and is wanted; else by deleting every key.
func (p *population) empty(builtin bool) {
	if !p.canClear() {
		for len(p.ids) > 0 {
			p.drop(p.any())
		}
		return
	}
	p.ids = p.ids[:0]
	p.index = map[int]int{}
	p.clearMap(builtin)
}

func (p *population) any() int { return p.ids[p.below(len(p.ids))] }

// fresh gives a key that is not in the map, out of the first so many.
func (p *population) fresh(space int) int {
	for {
		id := p.below(space)
		if _, there := p.index[id]; !there {
			return id
		}
	}
}

func (p *population) fill(from, to int) {
	for id := from; id < to; id++ {
		p.insert(id)
	}
}

// filling inserts distinct keys and looks some up, those there and those not.
func filling(p *population, entries int) {
	for id := 0; id < entries; id++ {
		p.insert(id)
		if id%32 == 31 {
			p.lookup(p.below(p.keyCount()))
		}
		if id == entries/2 && entries < 700 {
			p.check()
		}
	}
}

// mixed does a bit of everything on the keys below space.
func mixed(p *population, space, operations int) {
	for i := 0; i < operations; i++ {
		id := p.below(space)
		switch roll := p.below(100); {
		case roll < 56:
			p.insert(id)
		case roll < 86:
			p.drop(id)
		case roll < 98:
			p.lookup(id)
		case roll == 98:
			p.empty(true)
		default:
			p.startRange(0)
			p.nextOfRange(0)
		}
		if i == operations/2 {
			p.check()
		}
	}
}

// churn replaces one key by another over and over at a constant number of entries.
func churn(p *population, entries, space, operations int, deleteFirst bool) {
	p.fill(0, entries)
	for i := 0; i < operations; i += 2 {
		if deleteFirst {
			p.drop(p.any())
			p.insert(p.fresh(space))
		} else {
			p.insert(p.fresh(space))
			p.drop(p.any())
		}
		if i%400 == 398 {
			p.check()
		}
	}
}

// ranging keeps several ranges under way while the map grows, shrinks and is emptied beneath them.
func ranging(p *population, space, operations int) {
	for i := 0; i < operations; i++ {
		iterator := p.below(iterators)
		switch roll := p.below(100); {
		case roll < 30:
			p.insert(p.below(space))
		case roll < 42:
			p.drop(p.below(space))
		case roll < 50:
			p.startRange(iterator)
		case roll == 50 && i%4 == 0:
			p.empty(true)
		case roll < 60:
			// A step that deletes the key it arrives at, as loops that filter a map do.
			if id := p.nextOfRange(iterator); id >= 0 {
				p.drop(id)
			}
		default:
			p.nextOfRange(iterator)
		}
	}
	p.check()
}

// rangingGrowth starts ranges just before and just after the inserts that start growths, and walks them to the end
// while more growths follow.
func rangingGrowth(p *population, thresholds []int) {
	for _, entries := range thresholds {
		p.fill(len(p.ids), entries-1)
		p.startRange(0)
		p.nextOfRange(0)
		p.insert(len(p.ids))
		p.startRange(1)
		for i := 0; i < 12; i++ {
			p.nextOfRange(i % 2)
			switch i % 4 {
			case 0:
				p.insert(p.any())
			case 1:
				p.insert(len(p.ids))
			case 2:
				p.lookup(p.any())
			}
		}
		p.check()
	}
	for p.nextOfRange(1) >= 0 && p.nextOfRange(0) >= -1 {
	}
}

// emptying deletes every key from inside a range, several times, and fills the map again.
func emptying(p *population, entries, times int) {
	for ; times > 0; times-- {
		for len(p.ids) < entries {
			p.insert(p.fresh(2 * entries))
		}
		for id := p.startRange(0); id >= 0; id = p.nextOfRange(0) {
			p.drop(id)
		}
		p.check()
	}
}

// clearing clears maps that are full, growing, empty, or empty with tombstones left.
func clearing(p *population, entries, times int) {
	for round := 0; round < times; round++ {
		p.fill(0, entries*(round+1)/times)
		if round%3 == 1 {
			for len(p.ids) > 0 {
				p.drop(p.any())
			}
		}
		p.startRange(1)
		p.empty(round%2 == 0)
		p.nextOfRange(1)
		p.insert(round)
		p.empty(true)
		p.empty(true)
	}
	p.check()
}

// cloning goes on with copies of maps that grow, that have shrunk and that hold tombstones.
func cloning(p *population, space, operations int) {
	for i := 0; i < operations; i++ {
		switch roll := p.below(100); {
		case roll < 60 && i%90 < 60, roll < 20:
			p.insert(p.below(space))
		case roll < 90:
			p.drop(p.below(space))
		case roll < 98:
			p.lookup(p.below(space))
		default:
			p.cloneMap()
		}
	}
	p.cloneMap()
	p.check()
	p.fill(0, 12)
}

// colliding fills one bucket or group after the other with more keys than it has slots, and removes most of them again:
// overflow buckets gather while the map stays small, and tombstones in groups that were full.
func colliding(p *population, places, each, keep, space, rounds int) {
	for ; rounds > 0; rounds-- {
		place := p.below(places)
		for id, left := p.below(space), space; left > 0 && each+keep > len(p.ids); left-- {
			if _, there := p.index[id]; !there && p.machine.place(id, places) == place {
				p.insert(id)
			}
			id = (id + 1) % space
		}
		if rounds%6 == 1 {
			p.check()
		}
		for len(p.ids) > keep {
			p.drop(p.ids[0])
		}
	}
}

// tombstones deletes most of a full map at once and fills it again, which finds full groups with tombstones in them.
func tombstones(p *population, entries, space, rounds int) {
	p.fill(0, entries)
	for ; rounds > 0; rounds-- {
		for len(p.ids) > entries/6 {
			p.drop(p.any())
		}
		for len(p.ids) < entries {
			p.insert(p.fresh(space))
		}
	}
	p.check()
}
