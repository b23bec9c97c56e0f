package bench

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// maker makes values of bodies. The same seed makes the same values.
type maker struct {
	*rand.Rand
	now time.Time
}

func newMaker(seed uint64) *maker {
	return &maker{rand.New(rand.NewPCG(20, seed)), time.Date(2025, 3, 14, 9, 26, 53, 0, time.UTC)}
}

func (m *maker) list(n int, item func() any) []any {
	list := make([]any, n)
	for i := range list {
		list[i] = item()
	}
	return list
}

// later advances the clock by up to 15 s.
func (m *maker) later() string {
	m.now = m.now.Add(time.Duration(m.IntN(15_000)) * time.Millisecond)
	return m.now.Format("2006-01-02T15:04:05.000Z")
}

// second advances the clock and returns it in whole seconds.
func (m *maker) second() string {
	m.later()
	return m.now.Format("2006-01-02T15:04:05Z")
}

// decimal returns a number with a fraction: up to n/unit, in steps of 1/unit.
func (m *maker) decimal(n, unit int) float64 { return float64(m.IntN(n)) / float64(unit) }

func (m *maker) pick(from []string) string { return from[m.IntN(len(from))] }
func (m *maker) chance() bool              { return m.IntN(2) == 0 }
func (m *maker) ip() string                { return fmt.Sprintf("198.51.%d.%d", 100+m.IntN(100), m.IntN(256)) }

// or returns the value or null, with equal chances.
func (m *maker) or(v any) any {
	if m.chance() {
		return v
	}
	return nil
}

func (m *maker) hex(n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte("0123456789abcdef"[m.IntN(16)])
	}
	return b.String()
}

func (m *maker) uuid() string {
	return strings.Join([]string{m.hex(8), m.hex(4), m.hex(4), m.hex(4), m.hex(12)}, "-")
}

// text returns a text of n words, some with characters that JSON escapes and
// some outside ASCII.
func (m *maker) text(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = m.pick(vocabulary)
	}
	return strings.Join(words, " ")
}

var vocabulary = strings.Fields(`the a of and to in is it that with for on as server client request response
	returns fails when after before http: panic: nil pointer "quoted" café naïve 東京 100% \path <tag> & build`)
