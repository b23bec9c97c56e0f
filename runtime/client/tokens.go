package client

import "sync/atomic"

// tokens limit how often a client and its copies try again: while most calls fail,
// retries would only add to the load of the server. There are 100.
type tokens struct{ taken atomic.Int64 }

// Costs of another try, and what a success gives back.
const (
	allTokens   = 100
	retryCost   = 10
	timeoutCost = 20
)

// take takes tokens for another try, if there are enough.
func (t *tokens) take(n int64) bool {
	if t.taken.Add(n) <= allTokens {
		return true
	}
	t.taken.Add(-n)
	return false
}

// giveBack gives a token back after a success.
func (t *tokens) giveBack() {
	for taken := t.taken.Load(); taken > 0; taken = t.taken.Load() {
		if t.taken.CompareAndSwap(taken, taken-1) {
			return
		}
	}
}
