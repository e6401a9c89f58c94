// Package sessions keeps the sessions of a server.
package sessions

// Store holds sessions by token.
type Store struct {
	users map[string]int64
	// prices are keyed by amount, which may be NaN.
	prices map[float64]string
	queue  map[int64]func()
}

// Reset forgets all sessions and says how many there were. The counter keeps the compiler from clearing the map at once.
func (s *Store) Reset() int {
	dropped := 0
	for token := range s.users {
		delete(s.users, token)
		dropped++
	}
	return dropped
}

// Forget empties the map, but the blank value variable hides that from the compiler.
func (s *Store) Forget() {
	for token, _ := range s.users {
		delete(s.users, token)
	}
}

// ForgetPrices looks like a clear, but the keys are floats: NaN would stay.
func (s *Store) ForgetPrices() {
	for amount := range s.prices {
		delete(s.prices, amount)
	}
}

// Drain runs the jobs one by one. Each range starts by walking over the slots that were emptied before.
func (s *Store) Drain() {
	for len(s.queue) > 0 {
		for id, job := range s.queue {
			delete(s.queue, id)
			job()
			break
		}
	}
}
