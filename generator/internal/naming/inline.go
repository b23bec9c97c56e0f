package naming

import (
	"cmp"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/lock"
)

// inlineSchemas names the schemas outside components. Those of the lock keep their
// names. Others are called after the shortest suffix of their path that is unique:
// where several claim one name, all of them grow by a step; so does one that meets a
// taken name.
func (a *assignment) inlineSchemas(decls []*ir.Decl) {
	var claims []*growing
	for _, d := range a.givenNames(a.knownSchemas(decls)) {
		c := &growing{decl: d, steps: steps(d.Path)}
		c.grow()
		claims = append(claims, c)
	}
	for pending := claims; len(pending) > 0; {
		byName := map[string][]*growing{}
		for _, c := range claims {
			byName[c.name()] = append(byName[c.name()], c)
		}
		pending = nil
		for name, same := range byName {
			if len(same) > 1 || a.pkg.has(name) && a.unbound(name) == nil || name == "" {
				pending = append(pending, withSteps(same)...)
			}
		}
		for _, c := range pending {
			c.grow()
		}
	}
	for _, c := range claims { // names that are still shared have the whole path in them, and are counted
		if block := a.unbound(c.name()); block != nil && a.pkg.grant(&block.Entry, asIs) {
			a.nameAs(c.decl, c.name(), block, identity.Decl(c.decl, c.name()))
			continue
		}
		name := a.pkg.claim(cmp.Or(c.name(), "Schema"), "", asIs)
		a.nameAs(c.decl, name, nil, identity.Decl(c.decl, name))
	}
	for _, c := range claims {
		a.valueList(c.decl)
	}
}

// unbound returns the block of an inline type of a lock that has no Go types. Its name
// is all that identifies it.
func (a *assignment) unbound(name string) *lock.Block {
	if b := a.earlier.Type(name); b != nil && b.Kind == lock.Type && b.Form == "" && !b.Gone {
		return b
	}
	return nil
}

// knownSchemas names the inline schemas of the lock, and returns the others.
func (a *assignment) knownSchemas(decls []*ir.Decl) (others []*ir.Decl) {
	var known []*ir.Decl
	for _, d := range decls {
		if d.Component != "" || d.Owner != nil {
			continue
		}
		block := a.identities.EarlierDecl(d)
		if block == nil {
			others = append(others, d)
			continue
		}
		c := claim{part: d, want: d.Given, given: d.Given != "", what: inlineWords(d), doc: d.Doc}
		name, ok := a.known(a.pkg, c, []lock.Part{{Block: block}})
		if !ok {
			others = append(others, d)
			continue
		}
		a.nameAs(d, name, block, identity.Decl(d, name))
		known = append(known, d)
	}
	for _, d := range known {
		a.valueList(d)
	}
	return others
}

// givenNames claims the names that extensions give to inline schemas, and returns
// the inline schemas without one. Of two with one name the second is called a Model.
func (a *assignment) givenNames(decls []*ir.Decl) (others []*ir.Decl) {
	for _, d := range decls {
		if d.Given == "" {
			others = append(others, d)
			continue
		}
		a.nameBlock(a.pkg, claim{part: d, want: d.Given, suffix: "Model", what: inlineWords(d), doc: d.Doc, hint: hintGoName}, nil, keyOf(d))
		a.valueList(d)
	}
	return others
}

// inlineWords is an inline schema in words.
func inlineWords(d *ir.Decl) string { return "schema " + strings.Join(d.Path.Words(), ".") }

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

// growing is the name of an inline schema that becomes longer until it is unique.
type growing struct {
	decl   *ir.Decl
	steps  []step
	length int // how many steps of the path, from its end, make the name
}

// grow adds a step to the name, and further ones until the first is not bound.
func (c *growing) grow() {
	c.length++
	for c.length < len(c.steps) && c.steps[len(c.steps)-c.length].bound {
		c.length++
	}
}

// name is the end of the path. The content type follows it if the schema is also
// used with another one, which is the preferred one.
func (c *growing) name() string {
	name := joinSteps(c.steps[max(0, len(c.steps)-c.length):])
	if c.decl.Media == "" {
		return name
	}
	return name + mediaWord(c.decl.Media)
}

// CanBeNamed reports whether a name is one that an inline schema gets, depending on the names
// that are taken. A name that is made of a position in a list is not.
func CanBeNamed(d *ir.Decl, name string) bool {
	if _, counted := d.Path.Last().(label.Variant); counted {
		return false
	}
	c := &growing{decl: d, steps: steps(d.Path)}
	for c.length < len(c.steps) {
		if c.grow(); c.name() == name {
			return true
		}
	}
	return false
}

// withSteps are the names that can become longer.
func withSteps(claims []*growing) []*growing {
	var out []*growing
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
