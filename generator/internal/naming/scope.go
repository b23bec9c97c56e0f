package naming

import (
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/lock"
)

// scope is the identifiers in one Go scope, for example the package or a struct.
type scope struct {
	taken   map[string]bool          // what no other part can have
	kept    map[string]*lock.Entry   // what the lock keeps for the part with this entry, which has not got it yet
	granted map[string]*lock.Entry   // what parts have got
	earlier map[*lock.Entry][]string // the earlier names of parts that were renamed
}

// spelling returns the identifiers that a name is used in: a security scheme Key has
// the option WithKey.
type spelling func(name string) []string

// asIs is the spelling of a name that is used as it is.
func asIs(name string) []string { return []string{name} }

func newScope(reserved ...[]string) *scope {
	s := &scope{taken: map[string]bool{}, kept: map[string]*lock.Entry{}, granted: map[string]*lock.Entry{}, earlier: map[*lock.Entry][]string{}}
	for _, names := range reserved {
		s.reserve(names...)
	}
	return s
}

// reserve adds names to the scope. They may be in it already.
func (s *scope) reserve(names ...string) {
	for _, name := range names {
		s.taken[name] = true
	}
}

// keep reserves the name of an entry of the lock for the part with this entry. Names
// that are reserved already stay so.
func (s *scope) keep(e *lock.Entry, spelled spelling) {
	for _, name := range spelled(e.Name) {
		if other := s.kept[name]; !s.taken[name] || other != nil && other.Gone && !e.Gone {
			s.kept[name] = e
		}
		s.taken[name] = true
	}
}

// keepEarlier reserves the earlier names of an entry that was renamed, unless another
// part has them. It follows keep of all entries.
func (s *scope) keepEarlier(e *lock.Entry, spelled spelling) {
	for _, name := range e.Formerly {
		if names := spelled(name); !slices.ContainsFunc(names, s.has) {
			s.reserve(names...)
			s.earlier[e] = append(s.earlier[e], name)
		}
	}
}

// grant gives the part with an entry of the lock the name of the entry, unless
// another part has one of its spellings.
func (s *scope) grant(e *lock.Entry, spelled spelling) bool {
	names := spelled(e.Name)
	for _, name := range names {
		if s.taken[name] && (s.kept[name] == nil || !shareName(s.kept[name], e)) {
			return false
		}
	}
	for _, name := range names {
		delete(s.kept, name)
		s.taken[name], s.granted[name] = true, e
	}
	return true
}

// hasGranted reports whether a part has got the name of an entry.
func (s *scope) hasGranted(e *lock.Entry, spelled spelling) bool {
	return slices.ContainsFunc(spelled(e.Name), func(name string) bool {
		return s.granted[name] != nil && shareName(s.granted[name], e)
	})
}

// shareName reports whether one part can have both entries: content types of one Go
// type do.
func shareName(a, b *lock.Entry) bool {
	return a == b || a.Kind == b.Kind && a.Name == b.Name && (a.Kind == lock.Body || a.Kind == lock.ResultBody)
}

// claim adds a name that is in no spelling in the scope, and returns it: the first
// unused one of name, name+suffix, name+suffix+"2", name+suffix+"3" and so on.
func (s *scope) claim(name, suffix string, spelled spelling) string {
	candidate := name
	for n := 1; slices.ContainsFunc(spelled(candidate), s.has); n++ {
		candidate = numbered(name, suffix, n)
	}
	s.reserve(spelled(candidate)...)
	return candidate
}

func (s *scope) has(name string) bool { return s.taken[name] }

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
func (s *scope) claimSeries(prefix string) string {
	for s.hasNumbered(prefix) {
		prefix += "_"
	}
	return prefix
}

func (s *scope) hasNumbered(prefix string) bool {
	for name := range s.taken {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			if _, err := strconv.ParseUint(rest, 10, 64); err == nil {
				return true
			}
		}
	}
	return false
}
