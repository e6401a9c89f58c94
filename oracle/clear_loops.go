package main

// The loop below becomes a call of mapclear, but not in generic functions of every release; so there is one for each type.

func clearInt64(m map[int64]int64) {
	for key := range m {
		delete(m, key)
	}
}

func clearTexts(m map[string]bool) {
	for key := range m {
		delete(m, key)
	}
}

func clearInt32(m map[int32]struct{}) {
	for key := range m {
		delete(m, key)
	}
}

func clearBlocks(m map[[16]byte][32]byte) {
	for key := range m {
		delete(m, key)
	}
}

func clearOctets(m map[uint8][200]byte) {
	for key := range m {
		delete(m, key)
	}
}

func clearTargets(m map[string]*target) {
	for key := range m {
		delete(m, key)
	}
}

func clearPointers(m map[*int64]int64) {
	for key := range m {
		delete(m, key)
	}
}

func clearLarges(m map[[136]byte]int8) {
	for key := range m {
		delete(m, key)
	}
}

func clearPadded(m map[padded]int8) {
	for key := range m {
		delete(m, key)
	}
}

func clearNames(m map[[9]string]int8) {
	for key := range m {
		delete(m, key)
	}
}
