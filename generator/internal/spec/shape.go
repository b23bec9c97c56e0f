package spec

import "github.com/peergen/peergen/generator/internal/source"

// shape is what a value of a document must be, as far as kin-openapi's decoder and the
// lowering rely on it.
type shape struct {
	name   string // as in "a string", "a schema"
	kind   source.Kind
	orKind source.Kind // another kind that is allowed; Null for none
	any    bool        // every kind is allowed

	item       *shape            // of an array
	fields     map[string]*shape // of an object: the members with fixed names
	rest       *shape            // of an object: the members with free names
	extensible bool              // names in rest that begin with x- are extensions

	count bool // of a number: an integer that is not negative

	required []string // of an object: the members without which it is ignored

	ref     bool // may be a reference
	orEmpty bool // a value that cannot be repaired becomes {} instead of being ignored

	// coerce converts a value of another kind to what it most likely means and returns what
	// to write instead; "" if it cannot.
	coerce func(r *repairer, n *source.Node, s *shape) string
	// repair changes an object before its members are repaired.
	repair func(r *repairer, n *source.Node)
}

func (s *shape) fits(n *source.Node) bool {
	return s.any || n.Kind == s.kind || s.orKind != source.Null && n.Kind == s.orKind
}

// child returns the shape of a member or item; nil if any value is allowed.
func (s *shape) child(token string) *shape {
	if s == nil {
		return nil
	}
	if f := s.fields[token]; f != nil {
		return f
	}
	if s.rest != nil {
		return s.rest
	}
	return s.item
}

var (
	anything = &shape{name: "a value", any: true}
	text     = &shape{name: "a string", kind: source.String, coerce: toText}
	flag     = &shape{name: "a boolean", kind: source.Bool, coerce: toBool}
	number   = &shape{name: "a number", kind: source.Number, coerce: toNumber}
	count    = &shape{name: "a whole number", kind: source.Number, count: true, coerce: toNumber}
	bound    = &shape{name: "a number or a boolean", kind: source.Number, orKind: source.Bool, coerce: toBound}
)

func list(item *shape) *shape {
	return &shape{name: "an array", kind: source.Array, item: item, coerce: toArray}
}

func mapOf(rest *shape) *shape {
	return &shape{name: "an object", kind: source.Object, rest: rest, coerce: toObject}
}

func object(name string, fields map[string]*shape) *shape {
	return &shape{name: name, kind: source.Object, fields: fields, coerce: toObject}
}

func fill(s *shape, fields map[string]*shape) { s.fields = fields }
