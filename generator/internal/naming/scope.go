package naming

import (
	"slices"
	"strconv"
)

// scope is a set of identifiers of which each has one owner.
type scope map[string]bool

func newScope(reserved ...string) scope {
	s := make(scope, len(reserved))
	for _, name := range reserved {
		s[name] = true
	}
	return s
}

// claim takes name, else name+suffix, else the first free name+suffix+2, 3, ...
// It answers the name taken.
func (s scope) claim(name, suffix string) string { return s.claimAll(name, suffix, []string{""}) }

// claimAll is claim for a name that is taken with each of the endings behind it.
func (s scope) claimAll(name, suffix string, endings []string) string {
	candidate := name
	taken := func(ending string) bool { return s[candidate+ending] }
	for n := 1; slices.ContainsFunc(endings, taken); n++ {
		switch {
		case n == 1 && suffix != "":
			candidate = name + suffix
		case n == 1:
		default:
			candidate = name + suffix + strconv.Itoa(n)
		}
	}
	for _, ending := range endings {
		s[candidate+ending] = true
	}
	return candidate
}
