// Package stock keeps what lies in the warehouses of a shop.
package stock

import "fmt"

// Item is so many pieces of one article in one place.
type Item struct {
	Article string
	Shelf   int
	Box     int
	Pieces  int
}

// Count adds up the pieces of each article in each warehouse.
func Count(warehouses map[string][]Item) map[string]map[string]int {
	counts := make(map[string]map[string]int, len(warehouses))
	for name, items := range warehouses {
		for _, item := range items {
			if _, ok := counts[name]; !ok {
				counts[name] = make(map[string]int)
			}
			counts[name][item.Article] += item.Pieces
		}
	}
	return counts
}

// Spread says how many warehouses have an article in more than one place.
func Spread(warehouses map[string][]Item) int {
	spread := 0
	for _, items := range warehouses {
		places := make(map[string]int)
		for _, item := range items {
			places[item.Article]++
		}
		for _, n := range places {
			if n > 1 {
				spread++
				break
			}
		}
	}
	return spread
}

// Crowded counts the boxes that hold more than one article.
func Crowded(items []Item) int {
	inBox := make(map[string]int)
	crowded := 0
	for _, item := range items {
		box := fmt.Sprintf("%d/%d", item.Shelf, item.Box)
		inBox[box]++
		if inBox[box] == 2 {
			crowded++
		}
	}
	return crowded
}

// Archive puts every article under a new name. Which of the new entries the loop comes to is left to chance.
func Archive(pieces map[string]int) {
	for article, n := range pieces {
		pieces["old/"+article] = n
		delete(pieces, article)
	}
}
