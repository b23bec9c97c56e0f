package check

import (
	"maps"
	"slices"
)

// MemberCount checks the number of members that are present or would be
// written. most is -1 if there is no limit.
func (c *Collector) MemberCount(name string, n, least, most int) {
	if n < least {
		c.Report(name, "minProperties", "must have at least %s, not %d", counted(least, "member"), n)
	}
	if most >= 0 && n > most {
		c.Report(name, "maxProperties", "must have at most %s, not %d", counted(most, "member"), n)
	}
}

// Count returns how many of its arguments are true.
func Count(members ...bool) int {
	n := 0
	for _, present := range members {
		if present {
			n++
		}
	}
	return n
}

// MemberRequired reports a missing member that is required: always, or because
// another one is present.
func (c *Collector) MemberRequired(name, other string, present bool) {
	switch {
	case present:
	case other != "":
		c.Report(name, "dependentRequired", "is required with %s", other)
	default:
		c.Report(name, "required", "is required")
	}
}

// RequestMember reports a missing member that requests require.
func (c *Collector) RequestMember(name string, present bool) {
	c.MemberRequired(name, "", present || !c.Request)
}

// MemberForbidden reports a member that is not allowed.
func (c *Collector) MemberForbidden(name string, present bool) {
	if present {
		c.Report(name, "properties", "is not allowed")
	}
}

// MemberName reports a member by its name; want describes the required name.
func (c *Collector) MemberName(name, want string, ok bool) {
	if !ok {
		c.Report(name, "propertyNames", "must have a name that is %s", want)
	}
}

// HasMember reports whether a map has a key.
func HasMember[M ~map[string]T, T any](m M, name string) bool {
	_, ok := m[name]
	return ok
}

// SortedNames returns the keys of a map in order, so that violations are
// reported in order.
func SortedNames[M ~map[string]T, T any](m M) []string { return slices.Sorted(maps.Keys(m)) }
