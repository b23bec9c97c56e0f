package schema

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// features are what can distinguish an alternative from others, those of its
// reference and of the parts of an allOf included.
type features struct {
	isRef   bool     // it has the name of a component
	refs    []string // components that it refers to or extends
	kind    string   // a JSON type, constant, enum, map or union; "" if unknown
	format  string
	values  []string // that a scalar can be, sorted
	element *features
	members map[string]member
	text    string // equal for two of the same meaning
}

// member is a member of an alternative.
type member struct {
	required bool
	constant string // the only string that it can be
	literal  string // the only number or boolean, as JSON
	kind     string // the type or the component
	own      bool   // declared in the alternative itself, not in a component that it extends
	cur      spec.Cursor
}

// featuresOf reads a schema, once.
func (r *Reader) featuresOf(cur spec.Cursor) *features {
	f := r.features[cur.Place()]
	if f == nil {
		f = r.readFeatures(cur, map[spec.Place]bool{}, newEffort(&r.described))
		r.features[cur.Place()] = f
	}
	return f
}

func (r *Reader) readFeatures(cur spec.Cursor, seen map[spec.Place]bool, e *effort) *features {
	f := &features{isRef: cur.Has("$ref"), members: map[string]member{}}
	if len(seen) > 0 && !e.spend() {
		return f
	}
	r.addFeatures(f, cur, seen, e)
	f.text = string(plainText(cur.Node).JSON())
	return f
}

// featureDepth bounds how many schemas deep, one within the other, features are
// read. It is arbitrary: names seldom need more than three, and the time doubles
// with each level of unions that list one union several times.
const featureDepth = 16

// addFeatures adds those of a schema. A schema that contains itself is read once.
func (r *Reader) addFeatures(f *features, cur spec.Cursor, seen map[spec.Place]bool, e *effort) {
	if cur.Node == nil || seen[cur.Place()] || len(seen) > featureDepth {
		return
	}
	seen[cur.Place()] = true
	defer delete(seen, cur.Place())
	if cur.Has("$ref") {
		to, _ := r.doc.Target(cur)
		if name := r.Component(to); name != "" {
			f.refs = append(f.refs, name)
		}
		parts := len(f.refs)
		r.addFeatures(f, to, seen, e)
		f.refs = f.refs[:parts] // what the component itself extends does not count
	}
	for i := range cur.Items("allOf") {
		r.addFeatures(f, cur.Child("allOf").Index(i), seen, e)
	}
	for name, property := range cur.Child("properties").AllMembers() {
		m := r.memberOf(f.members[name], property)
		m.own = len(seen) == 1 || m.own
		f.members[name] = m
	}
	for _, item := range cur.Items("required") {
		if name, ok := item.Str(); ok {
			m := f.members[name]
			m.required = true
			f.members[name] = m
		}
	}
	r.addKind(f, cur, seen, e)
	for _, keyword := range []string{"oneOf", "anyOf"} {
		if len(cur.Items(keyword)) > 0 {
			r.addAlternatives(f, cur.Child(keyword), seen, e)
		}
	}
}

// addKind adds the type that a schema names or implies.
func (r *Reader) addKind(f *features, cur spec.Cursor, seen map[spec.Place]bool, e *effort) {
	own := Intersection{cur}
	for _, a := range own.Values() {
		f.values = append(f.values, cmp.Or(a.Node.Text, string(a.Node.JSON())))
	}
	kinds := own.Kinds()
	f.format = cmp.Or(f.format, strings.Join(own.Texts("format"), ""))
	switch {
	case len(kinds) == 0:
		return
	case len(kinds) > 1:
		f.kind = "union"
	case kinds[0] == "object" && len(f.members) == 0 && cur.Has("additionalProperties") && !cur.Child("additionalProperties").IsFalse():
		f.kind, f.element = "map", r.readFeatures(cur.Child("additionalProperties"), seen, e)
	case kinds[0] == "array":
		f.kind, f.element = "array", r.readFeatures(cur.Child("items"), seen, e)
	case len(f.values) == 1:
		f.kind = "constant"
	case len(f.values) > 0:
		slices.Sort(f.values)
		f.kind = "enum"
	default:
		f.kind = kinds[0]
	}
}

// addAlternatives adds what all alternatives of a list have in common, and the
// members that some have.
func (r *Reader) addAlternatives(f *features, list spec.Cursor, seen map[spec.Place]bool, e *effort) {
	for i := range list.Node.Items {
		one := r.readFeatures(list.Index(i), seen, e)
		switch {
		case one.kind == "" || f.kind == one.kind:
		case f.kind == "":
			f.kind = one.kind
		default:
			f.kind = "union"
		}
		f.values = append(f.values, one.values...)
		for name, m := range one.members {
			if _, known := f.members[name]; !known {
				f.members[name] = member{kind: m.kind}
			}
		}
	}
	slices.Sort(f.values)
}

// memberOf adds the schema of a member to what is known of it.
func (r *Reader) memberOf(m member, cur spec.Cursor) member {
	to := r.doc.Follow(cur)
	m.cur = to
	m.kind = cmp.Or(r.Component(to), strings.Join(Intersection{to}.Kinds(), " "), m.kind)
	values := Intersection{to}.Values()
	if len(values) != 1 {
		return m
	}
	switch n := values[0].Node; n.Kind {
	case source.String:
		m.constant = n.Text
	case source.Bool, source.Number:
		m.literal = n.Text
	}
	return m
}

// isName reports whether a constant can be part of a name: sentences cannot.
func isName(text string) bool {
	return len(text) <= 40 || len(text) <= 80 && !strings.ContainsAny(text, " \t\n")
}

// names are the members in the order of the alphabet.
func (f *features) names() []string { return slices.Sorted(maps.Keys(f.members)) }

// proseKeywords are texts that change nothing about the values of a schema. A property
// with one of these names is a schema and no text.
var proseKeywords = []string{"title", "description", "example", "$comment"}

// plainText is a schema without prose and with its members in the order of the alphabet.
func plainText(n *source.Node) *source.Node {
	if n == nil {
		return &source.Node{}
	}
	out := &source.Node{Kind: n.Kind, Text: n.Text}
	for _, item := range n.Items {
		out.Items = append(out.Items, plainText(item))
	}
	for _, name := range slices.Sorted(slices.Values(n.Keys())) {
		value := n.Get(name)
		if _, isText := value.Str(); !isText || !slices.Contains(proseKeywords, name) {
			out.Members = append(out.Members, source.Member{Name: name, Value: plainText(value)})
		}
	}
	return out
}
