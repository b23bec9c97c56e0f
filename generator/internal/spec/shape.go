package spec

import "github.com/peergen/peergen/generator/internal/source"

// shape says what a value of a document must be, as far as kin-openapi's
// decoder and the lowering rely on it.
type shape struct {
	name string // as in "a string", "a schema"
	kind source.Kind
	also source.Kind // another kind that will do; Null for none
	any  bool        // every kind will do

	item   *shape            // of an array
	fields map[string]*shape // of an object: the members with fixed names
	rest   *shape            // of an object: the members with free names
	open   bool              // names in rest that begin with x- are extensions

	count bool // of a number: a whole one, not negative

	need []string // of an object: the members without which it means nothing

	ref  bool // a reference may stand here
	keep bool // what cannot be read becomes an empty object, rather than vanish

	// coerce turns a value of another kind into what is meant by it and answers
	// what to write instead; "" if it cannot make sense of it.
	coerce func(m *mender, n *source.Node, s *shape) string
	// mend looks at an object before its members are looked at.
	mend func(m *mender, n *source.Node)
}

func (s *shape) fits(n *source.Node) bool {
	return s.any || n.Kind == s.kind || s.also != source.Null && n.Kind == s.also
}

// child is the shape of a member or element; nil where everything goes.
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
	bound    = &shape{name: "a number or a boolean", kind: source.Number, also: source.Bool, coerce: toBound}
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
