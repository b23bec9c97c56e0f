package fake

import (
	"slices"
	"sync"
)

// Calls records the params of the calls of one operation. It is safe for concurrent use.
type Calls[P any] struct {
	mu   sync.Mutex
	list []P
}

// Add appends the params of a call.
func (c *Calls[P]) Add(params P) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.list = append(c.list, params)
}

// List returns the params of all calls so far, in their order.
func (c *Calls[P]) List() []P {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.list)
}
