package naming

import (
	"slices"
	"strconv"
	"strings"
)

// scope is the set of identifiers in use in one Go scope, for example the package
// or a struct.
type scope map[string]bool

func newScope(reserved ...[]string) scope {
	s := scope{}
	for _, names := range reserved {
		s.reserve(names...)
	}
	return s
}

// reserve adds names to the scope. They may be in it already.
func (s scope) reserve(names ...string) {
	for _, name := range names {
		s[name] = true
	}
}

// claim adds a name to the scope that is not in it, and returns this name: the
// first unused one of name, name+suffix, name+suffix+"2", name+suffix+"3" and so on.
func (s scope) claim(name, suffix string) string { return s.claimAll(name, suffix, []string{""}) }

// claimAll is like claim for a name that is used with several endings: it adds the
// name with each ending, and returns the name without one.
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

// numbered returns the nth alternative to a name that is in use.
func numbered(name, suffix string, n int) string {
	switch {
	case suffix == "":
		return name + strconv.Itoa(n+1)
	case n == 1:
		return name + suffix
	}
	return name + suffix + strconv.Itoa(n)
}

// claimSeries returns a prefix for numbered names, such as x1 and x2, none of which
// is in the scope: prefix, with as many underscores after it as necessary.
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
