package e2e

import (
	"maps"
	"slices"
	"sync"
	"testing"

	"github.com/peergen/peergen/e2e/driver"
)

// tally counts the results of the calls.
type tally struct {
	mu                                  sync.Mutex
	documents, operations, calls, given int
	fine, noResponse                    int
	causes                              map[string]int // reasons of known differences
}

// add counts the results of one document and reports differences that are not
// in the table.
//
// Calls for which Prism has no response are not in the table: they are a limit
// of its mock.
func (s *tally) add(t *testing.T, d prismDocument, results []driver.Result, table *known) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.documents++
	operations := map[string]bool{}
	for _, r := range results {
		operations[r.Operation] = true
		s.calls++
		s.given += r.Given
		switch row := table.explain(d.name, r); {
		case r.Kind == "":
			s.fine++
		case row != nil:
			s.causes[row.reason]++
		case r.Kind == driver.NoResponse:
			s.noResponse++
		default:
			t.Errorf("%s: %s, %s: %s (given %d)", r.Operation, r.Peer, r.Kind, r.Text, r.Given)
		}
	}
	s.operations += len(operations)
}

func (s *tally) print(t *testing.T) {
	t.Logf("%d documents, %d operations, %d calls with %d optional parameters", s.documents, s.operations, s.calls, s.given)
	t.Logf("%5d accepted", s.fine)
	t.Logf("%5d Prism's mock has no valid response", s.noResponse)
	for _, reason := range slices.Sorted(maps.Keys(s.causes)) {
		t.Logf("%5d %s", s.causes[reason], reason)
	}
}
