// Package quiet holds look-alikes of the other packages in which nothing is wrong.
package quiet

// Levels has three entries; the first 8 need no hint.
func Levels() map[string]int {
	levels := make(map[string]int)
	for i, name := range []string{"low", "middle", "high"} {
		levels[name] = i
	}
	return levels
}

// Adults inserts only some: nobody knows how many, so a hint would be a guess.
func Adults(ages map[string]int) map[string]bool {
	adults := make(map[string]bool)
	for name, age := range ages {
		if age >= 18 {
			adults[name] = true
		}
	}
	return adults
}

// Received has no length to go by.
func Received(names chan string) map[string]bool {
	received := make(map[string]bool)
	for name := range names {
		received[name] = true
	}
	return received
}

// Clear is exactly the form that the compiler turns into one map clear.
func Clear(hits map[string]int) {
	for name := range hits {
		delete(hits, name)
	}
}

// Expire deletes some entries while ranging, which is legal, safe and costs what it has to.
func Expire(deadlines map[string]int64, now int64) {
	for name, deadline := range deadlines {
		if deadline < now {
			delete(deadlines, name)
		}
	}
}

// Known says on purpose that the map may grow.
func Known(names []string) map[string]int {
	//bucketwise:ignore missing-capacity-hint there are never more than a few names
	known := make(map[string]int)
	for i, name := range names {
		known[name] = i
	}
	return known
}
