package additive

import (
	"slices"
	"strings"
)

// row is a break that the documentation excludes: of a kind of change, reported by a
// finding `breaking` at the place of the change before anything is written.
type row struct {
	kind   string
	reason string
}

// documented has the rows that excuse what importers lose also with the lock.
var documented = []row{
	{"union/existing", ofOne},
	{"union/inline-object", ofOne},
	{"union/inline-titled", ofOne},
	{"union/list", ofOne},
	{"union/boolean", ofOne},
	{"union/reference", ofOne},
	{"union/second-variant", ofOne},
	{"union/string", ofOne},
}

// ofOne is the reason for unions of one alternative, whose type is that of the alternative.
const ofOne = "the type of an only alternative becomes an interface"

func hasRow(kind string) bool {
	return slices.ContainsFunc(documented, func(r row) bool { return r.kind == kind })
}

// IsDocumented reports whether the documentation excludes what a change does to importers.
func (c Case) IsDocumented() bool {
	switch c.Outcome {
	case Fine, Held, Refused:
		return true
	case Reported:
		return hasRow(c.Kind) && slices.ContainsFunc(c.Breaking, c.isPlace)
	}
	return false
}

// isPlace reports whether a JSON Pointer is that of the place of the change, or of a value
// within it.
func (c Case) isPlace(pointer string) bool {
	rest, ok := strings.CutPrefix(pointer, c.Pointer)
	return ok && c.Pointer != "" && (rest == "" || rest[0] == '/')
}
