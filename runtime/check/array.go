package check

import (
	"strconv"

	"github.com/peergen/peergen/runtime/json"
)

// Unique checks that elements are distinct by the operator ==. For elements
// that are not comparable see UniqueJSON.
func Unique[S ~[]T, T comparable](c *Collector, name string, list S) {
	first := make(map[T]int, len(list))
	for i, v := range list {
		if j, twice := first[v]; twice {
			c.Report(name, "uniqueItems", "must not have equal elements, as %d and %d are", j, i)
			return
		}
		first[v] = i
	}
}

// UniqueJSON checks that elements are distinct as JSON: {"a":1,"b":2} and
// {"b":2.0,"a":1} are equal.
func UniqueJSON[S ~[]T, T any](c *Collector, name string, list S, elem json.Appender[T]) {
	if len(list) < 2 {
		return
	}
	if c.arrays == nil {
		c.arrays = &arrays{known: map[arrayKey]string{}, short: map[string]string{}}
	}
	texts := make([]string, len(list))
	for i := range list {
		texts[i] = canonicalJSON(&list[i], elem, c.arrays)
	}
	Unique(c, name, texts)
}

// arrays has a short text for each array that was compared, the same for equal arrays.
// Arrays in one another are written once.
type arrays struct {
	known map[arrayKey]string
	short map[string]string // by canonical text
}

// shortPrefix begins the short text of an array.
const shortPrefix = "\"\x7f"

// arrayKey identifies an array by a pointer to its first element and its length.
type arrayKey struct {
	first any
	n     int
}

// shorten appends the short text of an array of n elements.
func (a *arrays) shorten(b []byte, first any, n int, items func([]byte) []byte) []byte {
	key := arrayKey{first, n}
	if text, ok := a.known[key]; ok {
		return append(b, text...)
	}
	start := len(b)
	b = json.EndArray(items(b), start)
	canonical := canonicalText(b[start:])
	text, ok := a.short[canonical]
	if !ok {
		text = shortPrefix + strconv.Itoa(len(a.short)) + `"`
		a.short[canonical] = text
	}
	a.known[key] = text
	return append(b[:start], text...)
}

// Contains counts the elements that satisfy check. most is -1 if there is no
// limit.
func Contains[S ~[]T, T any](c *Collector, name string, list S, least, most int, check func(c *Collector, x T)) {
	n := 0
	for _, x := range list {
		if c.Satisfies(func(c *Collector) { check(c, x) }) {
			n++
		}
	}
	c.contained(name, n, least, most)
}

// contained reports too few or too many elements that match the schema
// contains.
func (c *Collector) contained(name string, n, least, most int) {
	switch {
	case n == 0 && least == 1:
		c.Report(name, "contains", "must have an element that matches the schema contains")
	case n < least:
		c.Report(name, "minContains", "must have at least %d elements that match the schema contains, not %d", least, n)
	case most >= 0 && n > most:
		c.Report(name, "maxContains", "must have at most %s that match the schema contains, not %d", counted(most, "element"), n)
	}
}
