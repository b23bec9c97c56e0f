package naming

import (
	"cmp"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
)

// inlineSchemas names the schemas outside components after the shortest suffix of
// their path that is unique. Where several claim one name, all of them grow by a
// step; so does one that meets a taken name.
func (a *assignment) inlineSchemas() {
	var claims []*claim
	for _, d := range a.givenNames() {
		c := &claim{decl: d, steps: steps(d.Path)}
		c.grow()
		claims = append(claims, c)
	}
	for pending := claims; len(pending) > 0; {
		byName := map[string][]*claim{}
		for _, c := range claims {
			byName[c.name()] = append(byName[c.name()], c)
		}
		pending = nil
		for name, same := range byName {
			if len(same) > 1 || a.pkg[name] || name == "" {
				pending = append(pending, growing(same)...)
			}
		}
		for _, c := range pending {
			c.grow()
		}
	}
	// Names that are still shared have the whole path in them. They are counted, in
	// path order.
	for _, c := range sorted(claims, func(x, y *claim) int {
		return cmp.Or(x.decl.Path.Compare(y.decl.Path), cmp.Compare(x.decl.Doc.From, y.decl.Doc.From))
	}) {
		a.names.set(c.decl, itself, a.pkg.claim(cmp.Or(c.name(), "Schema"), ""))
	}
	for _, c := range claims {
		a.valueList(c.decl)
	}
}

// givenNames claims the names that extensions give to inline schemas, and returns
// the inline schemas without one. Of two with one name the second in the order of
// their paths is called a Model.
func (a *assignment) givenNames() (others []*ir.Decl) {
	var given []*ir.Decl
	for _, d := range a.api.Decls {
		switch {
		case d.Component != "" || d.Owner != nil:
		case d.Given != "":
			given = append(given, d)
		default:
			others = append(others, d)
		}
	}
	for _, d := range sorted(given, func(x, y *ir.Decl) int {
		return cmp.Or(cmp.Compare(x.Given, y.Given), x.Path.Compare(y.Path), cmp.Compare(x.Doc.From, y.Doc.From))
	}) {
		name := a.pkg.claim(d.Given, "Model")
		a.names.set(d, itself, name)
		a.renamed("schema "+strings.Join(d.Path.Words(), "."), d.Given, name, d.Doc, hintGoName)
		a.valueList(d)
	}
	return others
}

// step is a part of a path that can be in a name. One that is bound is used only
// with the step before it: WithEmail, Variant2, Item1.
type step struct {
	word  string
	bound bool
}

func stepOf(s label.Step) step {
	if alternative, ok := s.(label.Alternative); ok {
		return step{join(words(string(alternative))), true}
	}
	return step{Exported(s.String()), label.NeedsParent(s)}
}

// element is the step of the elements of an array or map: Event of Events, Item of
// the alternative Array.
func (s step) element() step {
	if stem, ok := strings.CutSuffix(s.word, "Array"); ok && s.bound {
		return step{stem + "Item", true}
	}
	if stem, ok := strings.CutSuffix(s.word, "Map"); ok && s.bound {
		return step{stem + "Value", true}
	}
	return step{singularName(s.word), s.bound}
}

// claim is the name of an inline schema while it grows.
type claim struct {
	decl   *ir.Decl
	steps  []step
	length int // how many steps of the path, from its end, make the name
}

// grow adds a step to the name, and further ones until the first is not bound.
func (c *claim) grow() {
	c.length++
	for c.length < len(c.steps) && c.steps[len(c.steps)-c.length].bound {
		c.length++
	}
}

// name is the end of the path. The content type follows it if the schema is also
// used with another one, which is the preferred one.
func (c *claim) name() string {
	name := joinSteps(c.steps[max(0, len(c.steps)-c.length):])
	if c.decl.Media == "" {
		return name
	}
	return name + mediaWord(c.decl.Media)
}

// growing are the claims that have steps left.
func growing(claims []*claim) []*claim {
	var out []*claim
	for _, c := range claims {
		if c.length < len(c.steps) {
			out = append(out, c)
		}
	}
	return out
}

// steps are the parts of a path that can be in a name. An element of an array or
// map is the singular of its name; an element of an element is an Item or a Value.
//
//	["events" "[]"]       -> Event
//	["rows" "[]" "[]"]    -> Row, Item
func steps(path label.Path) []step {
	var out []step
	bare := true // the last step is not an element yet
	for _, s := range path {
		switch {
		case !label.IsElement(s):
			out, bare = append(out, stepOf(s)), true
		case bare && len(out) > 0:
			out[len(out)-1], bare = out[len(out)-1].element(), false
		case s == label.Step(label.Item{}):
			out = append(out, step{word: "Item"})
		default:
			out = append(out, step{word: "Value"})
		}
	}
	return slices.DeleteFunc(out, func(s step) bool { return s.word == "" })
}

// singularName makes the last word of an identifier singular:
// ProducingTransports -> ProducingTransport, CVEs -> CVE.
func singularName(ident string) string {
	w := cut(ident, true)
	if len(w) == 0 {
		return ident
	}
	last := w[len(w)-1]
	one := singular(last)
	if one == last {
		return ident
	}
	return strings.TrimSuffix(ident, capitalize(last)) + capitalize(one)
}

// joinSteps drops a step that equals the one before it: Event, Event is Event, but
// PeerReport, Report is PeerReportReport.
func joinSteps(steps []step) string {
	var b strings.Builder
	for i, s := range steps {
		if i > 0 && s == steps[i-1] && !s.bound {
			continue
		}
		b.WriteString(s.word)
	}
	return b.String()
}
