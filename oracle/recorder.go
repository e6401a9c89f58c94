package main

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"unsafe"
)

const (
	iterators = 3
	// A digest reads the whole map, so large maps have it only now and then.
	denseDigests = 150
	sparseStep   = 16
	// Whole states of larger maps would fill the recording; their digests say as much.
	largestState = 700
)

// trace is everything recorded of one map; test/oracle/README.md explains the fields.
type trace struct {
	Name        string            `json:"name"`
	Impl        string            `json:"impl"`
	MapType     string            `json:"mapType"`
	Path        string            `json:"path"`
	Types       slotTypes         `json:"types"`
	Hint        *int              `json:"hint"`
	Layout      map[string]uint64 `json:"layout"`
	InitDigest  uint32            `json:"initDigest"`
	InitMemory  [2]uint64         `json:"initMemory"`
	Operations  string            `json:"operations"`
	Hashes      []byte            `json:"hashes"`
	Digests     []byte            `json:"digests"`
	Memory      [][3]uint64       `json:"memory"`
	Checkpoints []checkpoint      `json:"checkpoints"`
	FinalState  map[string]any    `json:"finalState"`
}

// checkpoint is the whole state after so many operations, as lines of text.
type checkpoint struct {
	Operations int      `json:"operations"`
	State      []string `json:"state"`
}

type slotTypes struct {
	Key  keyType  `json:"key"`
	Elem elemType `json:"elem"`
}

type elemType struct {
	Size         uintptr `json:"size"`
	Align        uintptr `json:"align"`
	PointerBytes uintptr `json:"pointerBytes"`
}

type keyType struct {
	elemType
	Comparison string `json:"comparison"`
}

// recorder drives one map and writes down what it does. It implements machine.
type recorder[K comparable, V any] struct {
	trace
	reader
	keys []K
	m    map[K]V
	// clearLoop empties a map by the loop that compilers turn into a call of mapclear.
	clearLoop func(map[K]V)
	// count is the number of operations so far, words how they are written down.
	count int
	words []string
	// written are the hashes last written down, by key; a hash is written again only when it has changed.
	written       map[int]uint64
	iterators     [iterators]reflect.MapIter
	active        [iterators]bool
	everyState    bool
	before, after runtime.MemStats
}

func newRecorder[K comparable, V any](name string, c catalogue[K, V], hint *int) *recorder[K, V] {
	ids := make(map[K]uint32, len(c.keys))
	for id, key := range c.keys {
		ids[key] = uint32(id)
	}
	r := &recorder[K, V]{keys: c.keys, clearLoop: c.clearLoop, written: map[int]uint64{}}
	r.typ = typeOf(r.m)
	r.idOf = func(key unsafe.Pointer) uint32 { return ids[*(*K)(key)] }
	r.everyState = c.everyState
	r.trace = trace{
		Name: name, Impl: implementation, MapType: fmt.Sprintf("%T", r.m), Path: c.path, Hint: hint,
		Types:  slotTypes{Key: describeKey[K](), Elem: describeElem[V]()},
		Layout: r.layout(), Memory: [][3]uint64{}, Checkpoints: []checkpoint{},
	}
	r.InitMemory[0], r.InitMemory[1] = r.measured(func() {
		if hint == nil {
			r.m = make(map[K]V)
		} else {
			r.m = make(map[K]V, *hint)
		}
	})
	r.InitDigest = r.digest(r.header())
	return r
}

// typeOf takes the type descriptor out of an interface value.
func typeOf(m any) unsafe.Pointer {
	return field[unsafe.Pointer](unsafe.Pointer(&m), 0)
}

func (r *recorder[K, V]) header() unsafe.Pointer {
	return field[unsafe.Pointer](unsafe.Pointer(&r.m), 0)
}

// measured gives the allocations and bytes a function causes. The collector is off and nothing else runs.
func (r *recorder[K, V]) measured(do func()) (mallocs, bytes uint64) {
	runtime.ReadMemStats(&r.before)
	do()
	runtime.ReadMemStats(&r.after)
	return r.after.Mallocs - r.before.Mallocs, r.after.TotalAlloc - r.before.TotalAlloc
}

// step performs an operation on the map and notes the memory it took under the number the operation will have.
func (r *recorder[K, V]) step(do func()) {
	if mallocs, bytes := r.measured(do); mallocs > 0 {
		r.Memory = append(r.Memory, [3]uint64{uint64(r.count), mallocs, bytes})
	}
}

// write appends an operation in words, and the digest of the state it leaves behind.
func (r *recorder[K, V]) write(withDigest bool, word string) {
	sparse := strings.ContainsAny(word[:1], "pPdDgGi") && len(r.m) > denseDigests && r.count%sparseStep != 0
	if withDigest && sparse {
		word += "~"
		withDigest = false
	}
	r.words = append(r.words, word)
	r.count++
	if withDigest {
		var bytes [4]byte
		binary.LittleEndian.PutUint32(bytes[:], r.digest(r.header()))
		r.Digests = append(r.Digests, bytes[:]...)
	}
	if r.everyState {
		r.check()
	}
}

// verb is the letter of an operation on a key: a capital when a hash is written with it, because it is not the one
// written for this key before.
func (r *recorder[K, V]) verb(letter string, id int) string {
	if r.writeHash(id) {
		letter = strings.ToUpper(letter)
	}
	return letter + strconv.Itoa(id)
}

func (r *recorder[K, V]) writeHash(id int) bool {
	hash := r.hash(unsafe.Pointer(&r.keys[id]), r.header())
	if before, known := r.written[id]; known && before == hash {
		return false
	}
	r.written[id] = hash
	var bytes [8]byte
	binary.LittleEndian.PutUint64(bytes[:], hash)
	r.Hashes = append(r.Hashes, bytes[:]...)
	return true
}

func (r *recorder[K, V]) keyCount() int { return len(r.keys) }

func (r *recorder[K, V]) live() int { return len(r.m) }

func (r *recorder[K, V]) assign(id int) {
	var zero V
	word := r.verb("p", id)
	r.step(func() { r.m[r.keys[id]] = zero })
	r.write(true, word)
}

func (r *recorder[K, V]) remove(id int) {
	word := r.verb("d", id)
	r.step(func() { delete(r.m, r.keys[id]) })
	r.write(true, word)
}

func (r *recorder[K, V]) lookup(id int) {
	word := r.verb("g", id)
	var found bool
	r.step(func() { _, found = r.m[r.keys[id]] })
	if found {
		word += "+"
	}
	r.write(true, word)
}

func (r *recorder[K, V]) place(id, places int) int {
	return int(r.hash(unsafe.Pointer(&r.keys[id]), r.header()) >> placeShift & uint64(places-1))
}

func (r *recorder[K, V]) canClear() bool { return haveBuiltin || r.clearLoop != nil }

func (r *recorder[K, V]) clearMap(builtin bool) {
	if !iteratorsSurviveClear {
		r.active = [iterators]bool{}
	}
	clear, word := r.clearLoop, "l"
	if haveBuiltin && (builtin || clear == nil) {
		clear, word = clearBuiltin[K, V], "c"
	}
	r.step(func() { clear(r.m) })
	r.write(true, word)
}

// cloneMap goes on with a copy of the map. A copy with another seed has other hashes, which are written down.
func (r *recorder[K, V]) cloneMap() {
	r.active = [iterators]bool{}
	r.step(func() { r.m = clone(r.m) })
	word := "k"
	for id, key := range r.keys {
		if _, live := r.m[key]; live && r.writeHash(id) {
			word += ":" + strconv.Itoa(id)
		}
	}
	r.write(true, word)
}

func (r *recorder[K, V]) startRange(iterator int) int {
	iter := &r.iterators[iterator]
	iter.Reset(reflect.ValueOf(r.m))
	r.active[iterator] = true
	r.step(func() { iter.Next() })
	a, b := iterationStart(r.iteration(iterator))
	id := r.current(iterator)
	r.write(true, fmt.Sprintf("i%d:%d:%d:%d", iterator, uint32(a), uint32(b), id))
	return id
}

func (r *recorder[K, V]) nextOfRange(iterator int) int {
	if !r.active[iterator] {
		return -1
	}
	iter := &r.iterators[iterator]
	r.step(func() { iter.Next() })
	id := r.current(iterator)
	r.write(false, fmt.Sprintf("n%d:%d", iterator, id))
	return id
}

// iteration gives the runtime's iterator inside a reflect.MapIter, behind the reflect.Value of the map.
func (r *recorder[K, V]) iteration(iterator int) unsafe.Pointer {
	return unsafe.Add(unsafe.Pointer(&r.iterators[iterator]), unsafe.Sizeof(reflect.Value{}))
}

// current gives the key an iterator stands on, -1 at its end. Its first field is the address of the key.
func (r *recorder[K, V]) current(iterator int) int {
	key := field[unsafe.Pointer](r.iteration(iterator), 0)
	if key == nil {
		r.active[iterator] = false
		return -1
	}
	return int(r.idOf(key))
}

func (r *recorder[K, V]) check() {
	if len(r.m) <= largestState {
		r.Checkpoints = append(r.Checkpoints, checkpoint{Operations: r.count, State: r.lines(r.header())})
	}
}

func (r *recorder[K, V]) finish() trace {
	r.write(true, "e")
	if !r.everyState {
		r.check()
	}
	r.FinalState = r.final(r.header())
	r.Operations = strings.Join(r.words, " ")
	return r.trace
}
