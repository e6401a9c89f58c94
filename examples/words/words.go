// Package words counts and compares words.
package words

// Distinct says how many different words there are.
func Distinct(words []string) int {
	//bucketwise:size 200_000
	seen := make(map[string]bool, len(words))
	for _, word := range words {
		seen[word] = true
	}
	return len(seen)
}

// Marks sets a mark for each number below a hundred thousand.
func Marks() int {
	marks := make(map[int]bool)
	for i := 0; i < 100_000; i++ {
		marks[i] = true
	}
	return len(marks)
}
