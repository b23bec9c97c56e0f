package check

import (
	"maps"
	"slices"
)

// MemberCount checks the number of members that are present, or would be
// written; most is -1 for no limit.
func (c *Collector) MemberCount(name string, n, least, most int) {
	if n < least {
		c.Report(name, "minProperties", "must have at least %d members, not %d", least, n)
	}
	if most >= 0 && n > most {
		c.Report(name, "maxProperties", "must have at most %d members, not %d", most, n)
	}
}

// Count counts what is true.
func Count(members ...bool) int {
	n := 0
	for _, present := range members {
		if present {
			n++
		}
	}
	return n
}

// MemberRequired reports a member that is missing: always, or beside another one.
func (c *Collector) MemberRequired(name, beside string, present bool) {
	switch {
	case present:
	case beside != "":
		c.Report(name, "dependentRequired", "is required beside %s", beside)
	default:
		c.Report(name, "required", "is required")
	}
}

// RequestMember reports a member that is missing in a request.
func (c *Collector) RequestMember(name string, present bool) {
	c.MemberRequired(name, "", present || !c.Request)
}

// MemberForbidden reports a member that must not be there.
func (c *Collector) MemberForbidden(name string, present bool) {
	if present {
		c.Report(name, "properties", "must not be there")
	}
}

// MemberName reports a member by its name; want says in words how it must be.
func (c *Collector) MemberName(name, want string, ok bool) {
	if !ok {
		c.Report(name, "propertyNames", "must have a name that is %s", want)
	}
}

func HasMember[M ~map[string]T, T any](m M, name string) bool {
	_, ok := m[name]
	return ok
}

// SortedNames makes the order of violations that of the names.
func SortedNames[M ~map[string]T, T any](m M) []string { return slices.Sorted(maps.Keys(m)) }
