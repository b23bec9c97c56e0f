package naming

import (
	"slices"
	"strconv"
	"strings"
)

// scope is a set of identifiers of which each names one thing.
type scope map[string]bool

func newScope(reserved ...[]string) scope {
	s := scope{}
	for _, names := range reserved {
		s.reserve(names...)
	}
	return s
}

// reserve makes names taken, whether or not they are taken already.
func (s scope) reserve(names ...string) {
	for _, name := range names {
		s[name] = true
	}
}

// claim takes name, else name+suffix, else the first free of name+suffix+2, +3,
// and so on. It returns the name that it has taken.
func (s scope) claim(name, suffix string) string { return s.claimAll(name, suffix, []string{""}) }

// claimAll is claim for a name of which name+ending is taken for each ending.
func (s scope) claimAll(name, suffix string, endings []string) string {
	candidate := name
	for n := 1; slices.ContainsFunc(endings, func(ending string) bool { return s[candidate+ending] }); n++ {
		candidate = numbered(name, suffix, n)
	}
	for _, ending := range endings {
		s[candidate+ending] = true
	}
	return candidate
}

// numbered is the nth alternative to a name that is taken.
func numbered(name, suffix string, n int) string {
	switch {
	case suffix == "":
		return name + strconv.Itoa(n+1)
	case n == 1:
		return name + suffix
	}
	return name + suffix + strconv.Itoa(n)
}

// claimSeries returns prefix, or prefix_ and so on, so that no name of the scope
// is the result and a number behind it.
func (s scope) claimSeries(prefix string) string {
	for s.hasNumbered(prefix) {
		prefix += "_"
	}
	return prefix
}

func (s scope) hasNumbered(prefix string) bool {
	for name := range s {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			if _, err := strconv.ParseUint(rest, 10, 64); err == nil {
				return true
			}
		}
	}
	return false
}
