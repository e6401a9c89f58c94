// Package orders keeps orders and the ways to find them.
package orders

// Order is one order of a customer.
type Order struct {
	ID       int64
	Customer string
	Items    []string
	Cents    int64
}

// Book holds orders by their different keys.
type Book struct {
	orders     []Order
	byID       map[int64]*Order
	byCustomer map[string]*Order
}

// NewBook indexes orders by ID and by customer.
func NewBook(orders []Order) *Book {
	book := &Book{
		orders:     orders,
		byID:       make(map[int64]*Order),
		byCustomer: make(map[string]*Order),
	}
	for i := range orders {
		order := &orders[i]
		book.byID[order.ID] = order
		book.byCustomer[order.Customer] = order
	}
	return book
}

// Positions says where in the list each order stands.
func (b *Book) Positions() map[int]int64 {
	positions := make(map[int]int64)
	for i, order := range b.orders {
		positions[i] = order.ID
	}
	return positions
}

// Totals copies the totals so that the caller may change them.
func Totals(current map[string]int64) map[string]int64 {
	totals := map[string]int64{}
	for customer, cents := range current {
		totals[customer] = cents
	}
	return totals
}

// Merge puts the orders of two days into one map.
func Merge(today, yesterday []Order) map[int64]Order {
	merged := make(map[int64]Order)
	for _, order := range yesterday {
		merged[order.ID] = order
	}
	for _, order := range today {
		merged[order.ID] = order
	}
	return merged
}

// Squares fills a table whose size is a constant.
func Squares() map[int]int {
	squares := make(map[int]int)
	for i := 0; i < 50_000; i++ {
		squares[i] = i * i
	}
	return squares
}
