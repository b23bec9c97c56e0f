package support

import (
	"maps"
	"slices"
)

// memberCount checks the number of members that are present, or would be
// written; most is -1 for no limit.
func (c *checker) memberCount(name string, n, least, most int) {
	if n < least {
		c.report(name, "minProperties", "must have at least %d members, not %d", least, n)
	}
	if most >= 0 && n > most {
		c.report(name, "maxProperties", "must have at most %d members, not %d", most, n)
	}
}

// countPresent counts what is true.
func countPresent(members ...bool) int {
	n := 0
	for _, present := range members {
		if present {
			n++
		}
	}
	return n
}

// memberRequired reports a member that is missing: always, or beside another one.
func (c *checker) memberRequired(name, beside string, present bool) {
	switch {
	case present:
	case beside != "":
		c.report(name, "dependentRequired", "is required beside %s", beside)
	default:
		c.report(name, "required", "is required")
	}
}

// requestMember reports a member that is missing in a request.
func (c *checker) requestMember(name string, present bool) {
	c.memberRequired(name, "", present || !c.request)
}

// memberForbidden reports a member that must not be there.
func (c *checker) memberForbidden(name string, present bool) {
	if present {
		c.report(name, "properties", "must not be there")
	}
}

// memberName reports a member by its name; want says in words how it must be.
func (c *checker) memberName(name, want string, ok bool) {
	if !ok {
		c.report(name, "propertyNames", "must have a name that is %s", want)
	}
}

func hasMember[M ~map[string]T, T any](m M, name string) bool {
	_, ok := m[name]
	return ok
}

// sortedNames makes the order of violations that of the names.
func sortedNames[M ~map[string]T, T any](m M) []string { return slices.Sorted(maps.Keys(m)) }
