package naming

import "strconv"

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
func (s scope) claim(name, suffix string) string {
	candidate := name
	for n := 1; s[candidate]; n++ {
		switch {
		case n == 1 && suffix != "":
			candidate = name + suffix
		case n == 1:
		default:
			candidate = name + suffix + strconv.Itoa(n)
		}
	}
	s[candidate] = true
	return candidate
}
