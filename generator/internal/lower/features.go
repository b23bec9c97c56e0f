package lower

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// features are what an alternative can be called by, references and the parts of
// an allOf included.
type features struct {
	title   string
	isRef   bool     // it has the name of its component
	refs    []string // components that it is made of
	kind    string   // a JSON type, constant, enum, map or union; "" where nothing is said
	format  string
	values  []string // of a scalar that is one of a list, sorted
	element *features
	members map[string]member
	text    string // equal for two that say the same
}

// member is what an alternative says of a member.
type member struct {
	required bool
	constant string // the only string that it may be
	literal  string // the only number or boolean, as JSON
	kind     string // the type or the component
	own      bool   // it is said in the alternative itself, not in a component that it extends
	cur      spec.Cursor
}

// featuresOf reads a schema, once.
func (l *lowering) featuresOf(cur spec.Cursor) *features {
	f := l.read[place(cur)]
	if f == nil {
		f = l.features(cur, map[string]bool{})
		l.read[place(cur)] = f
	}
	return f
}

func (l *lowering) features(cur spec.Cursor, seen map[string]bool) *features {
	f := &features{isRef: cur.Has("$ref"), members: map[string]member{}}
	if title, ok := cur.Child("title").Node.Str(); ok && isName(title) {
		f.title = title
	}
	l.addFeatures(f, cur, seen)
	f.text = string(plainText(cur.Node).JSON())
	return f
}

// featureDepth is how many schemas deep, one within the other, features are looked
// for. It is arbitrary: names seldom need more than three, and unions that list one
// union several times would take a time that doubles with each level.
const featureDepth = 16

// addFeatures adds what a schema says. Of one that contains itself, a place is
// read once.
func (l *lowering) addFeatures(f *features, cur spec.Cursor, seen map[string]bool) {
	if cur.Node == nil || seen[place(cur)] || len(seen) > featureDepth {
		return
	}
	seen[place(cur)] = true
	defer delete(seen, place(cur))
	if cur.Has("$ref") {
		to, _ := l.doc.Target(cur)
		if name := l.component(to); name != "" {
			f.refs = append(f.refs, name)
		}
		parts := len(f.refs)
		l.addFeatures(f, to, seen)
		f.refs = f.refs[:parts] // what a component is made of is its own matter
	}
	for i := range cur.Items("allOf") {
		l.addFeatures(f, cur.Child("allOf").Index(i), seen)
	}
	for name, property := range cur.Child("properties").AllMembers() {
		m := l.memberOf(f.members[name], property)
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
	l.addKind(f, cur, seen)
	for _, keyword := range []string{"oneOf", "anyOf"} {
		if len(cur.Items(keyword)) > 0 {
			l.addAlternatives(f, cur.Child(keyword), seen)
		}
	}
}

// addKind adds the type that a schema names or implies.
func (l *lowering) addKind(f *features, cur spec.Cursor, seen map[string]bool) {
	own := view{cur}
	for _, a := range own.allowed() {
		f.values = append(f.values, cmp.Or(a.Node.Text, string(a.Node.JSON())))
	}
	kinds := own.kinds()
	f.format = cmp.Or(f.format, strings.Join(own.texts("format"), ""))
	switch {
	case len(kinds) == 0:
		return
	case len(kinds) > 1:
		f.kind = "union"
	case kinds[0] == "object" && len(f.members) == 0 && cur.Has("additionalProperties") && !isFalse(cur.Child("additionalProperties")):
		f.kind, f.element = "map", l.features(cur.Child("additionalProperties"), seen)
	case kinds[0] == "array":
		f.kind, f.element = "array", l.features(cur.Child("items"), seen)
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
func (l *lowering) addAlternatives(f *features, list spec.Cursor, seen map[string]bool) {
	for i := range list.Node.Items {
		one := l.features(list.Index(i), seen)
		switch {
		case one.kind == "" || f.kind == one.kind:
		case f.kind == "":
			f.kind = one.kind
		default:
			f.kind = "union"
		}
		f.values = slices.Sorted(slices.Values(append(f.values, one.values...)))
		for name, m := range one.members {
			if _, known := f.members[name]; !known {
				f.members[name] = member{kind: m.kind}
			}
		}
	}
}

// memberOf adds what a schema says of a member to what is known.
func (l *lowering) memberOf(m member, cur spec.Cursor) member {
	to := l.doc.Follow(cur)
	m.cur = to
	m.kind = cmp.Or(l.component(to), strings.Join(view{to}.kinds(), " "), m.kind)
	values := view{to}.allowed()
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

// isName holds for a title or a constant that reads as one: a sentence does not.
func isName(text string) bool {
	return len(text) <= 40 || len(text) <= 80 && !strings.ContainsAny(text, " \t\n")
}

// names are the members in the order of the alphabet.
func (f *features) names() []string { return slices.Sorted(maps.Keys(f.members)) }

// prosaic are keywords of a schema that change nothing about its values; a
// property of one of these names is a schema and no text.
var prosaic = []string{"title", "description", "example", "$comment"}

// plainText is a schema without prose and without an order of its members.
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
		if _, isText := value.Str(); !isText || !slices.Contains(prosaic, name) {
			out.Members = append(out.Members, source.Member{Name: name, Value: plainText(value)})
		}
	}
	return out
}
