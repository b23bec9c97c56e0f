package rules

import (
	"math/big"
	"slices"

	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// part is one of the schemas that a value must all satisfy.
type part struct {
	cur    spec.Cursor
	number int         // of the item of allOf that it belongs to; 0 for the schema itself
	at     spec.Cursor // the reference to it, which is in the schema; none if it is in the schema itself
}

// place returns where a keyword of the part is in the schema.
func (p part) place(keyword string) spec.Cursor {
	if p.at.Node != nil {
		return p.at
	}
	return p.cur.Child(keyword)
}

// Limits of what is compared for one schema and for a document.
const (
	maxParts    = 5000
	maxAllParts = 500_000
	maxNesting  = 6 // of members that several parts have
)

// contradictions reports constraints in different parts of a schema that no value satisfies.
// Those of one part are reported there. The lowering reports types and values.
func (c *checker) contradictions(cur spec.Cursor) {
	if !cur.Has("allOf") && !cur.Has("$ref") || c.allParts > maxAllParts {
		return
	}
	f := &flattening{checker: c}
	f.own(cur)
	f.compare(f.parts, maxNesting)
}

// flattening collects the parts of a schema.
type flattening struct {
	*checker
	parts []part
	count int
}

// own adds a schema, what it refers to, and the items of its allOf.
func (f *flattening) own(cur spec.Cursor) {
	f.parts = append(f.parts, part{cur: cur})
	if to, ok := f.doc.Target(cur); ok {
		f.add(part{to, 1, cur.Child("$ref")}, 0)
	}
	for i, item := range cur.Child("allOf").Elements() {
		f.add(part{cur: item, number: i + 2}, 0)
	}
}

// add adds a part and the parts of it.
func (f *flattening) add(p part, depth int) {
	f.count++
	f.allParts++
	if p.cur.Node == nil || p.cur.Node.Kind != source.Object || depth > 100 || f.count > maxParts {
		return
	}
	f.parts = append(f.parts, p)
	if to, ok := f.doc.Target(p.cur); ok {
		at := p.at
		if at.Node == nil {
			at = p.cur
		}
		f.add(part{to, p.number, at}, depth+1)
	}
	for _, item := range p.cur.Child("allOf").Elements() {
		f.add(part{item, p.number, p.at}, depth+1)
	}
}

// compare compares the constraints of parts, and those of members that several of them have.
func (f *flattening) compare(parts []part, nesting int) {
	for _, l := range partLimits {
		if isPossible(parts, l.kind) {
			f.limits(parts, l)
		}
	}
	if isPossible(parts, "object") {
		f.counts(parts)
	}
	if nesting == 0 {
		return
	}
	for _, keyword := range []string{"items", "additionalProperties"} {
		f.nested(parts, nesting, func(p part) spec.Cursor { return p.cur.Child(keyword) })
	}
	var names []string
	for _, p := range parts {
		names = append(names, p.cur.Child("properties").Node.Keys()...)
	}
	slices.Sort(names)
	for i, name := range names {
		if i > 0 && names[i-1] == name && (i == 1 || names[i-2] != name) { // several have it
			f.nested(parts, nesting, func(p part) spec.Cursor { return p.cur.Child("properties").Child(name) })
		}
	}
}

// nested compares the schemas that parts have for one member.
func (f *flattening) nested(parts []part, nesting int, of func(part) spec.Cursor) {
	member := &flattening{checker: f.checker, count: f.count}
	for _, p := range parts {
		member.add(part{of(p), p.number, p.at}, 0)
	}
	if f.count = member.count; len(member.parts) > 1 && f.count <= maxParts {
		member.compare(member.parts, nesting-1)
		f.count = member.count
	}
}

// isPossible reports whether all parts allow a type of JSON.
func isPossible(parts []part, kind string) bool {
	return !slices.ContainsFunc(parts, func(p part) bool {
		types := typesOf(p.cur)
		return len(types) > 0 && !slices.Contains(types, kind) && !(kind == "number" && slices.Contains(types, "integer"))
	})
}

// partLimit is a pair of keywords, or of two with variants that exclude the limit.
type partLimit struct {
	kind        string // of the values that are limited
	least, most string
}

var partLimits = []partLimit{
	{"number", "minimum", "maximum"}, {"string", "minLength", "maxLength"}, {"array", "minItems", "maxItems"}, {"object", "minProperties", "maxProperties"},
}

// limit is the tightest limit of all parts.
type limit struct {
	part
	value   *big.Rat
	keyword string
}

func (l limit) words() string { return l.keyword + " " + decimal(l.value) }

// tightest returns the tightest limit for a keyword. sign is 1 for lower limits, -1 for upper ones.
func tightest(parts []part, keyword string, sign int) (found limit) {
	exclusive := map[string]string{"minimum": "exclusiveMinimum", "maximum": "exclusiveMaximum"}[keyword]
	for _, p := range parts {
		value, name := number(p.cur.Child(keyword)), keyword
		if exclusive != "" {
			value, name = bound(p.cur, keyword, exclusive, sign)
		}
		if value == nil {
			continue
		}
		order := 1
		if found.value != nil {
			order = value.Cmp(found.value) * sign
		}
		if order > 0 || order == 0 && name == exclusive && found.keyword != exclusive {
			found = limit{p, value, name}
		}
	}
	return found
}

func (f *flattening) limits(parts []part, l partLimit) {
	low, high := tightest(parts, l.least, 1), tightest(parts, l.most, -1)
	if low.value == nil || high.value == nil || low.number == high.number {
		return
	}
	if order := low.value.Cmp(high.value); order > 0 || order == 0 && (low.keyword != l.least || high.keyword != l.most) {
		f.violation(later(low, high), "no "+l.kind+" satisfies both "+low.words()+" and "+high.words()+" of the parts of this schema", "correct one of them")
	}
}

// later returns where the second of two limits is, of those in the schema itself if there is one.
func later(a, b limit) spec.Cursor {
	if b.at.Node != nil && a.at.Node == nil || (a.at.Node == nil) == (b.at.Node == nil) && a.number > b.number {
		return a.place(a.keyword)
	}
	return b.place(b.keyword)
}

// counts reports more required members than are allowed.
func (f *flattening) counts(parts []part) {
	most := tightest(parts, "maxProperties", -1)
	if most.value == nil {
		return
	}
	required := map[string]bool{}
	own := map[string]bool{} // required where the limit is
	for _, p := range parts {
		for _, item := range p.cur.Child("required").Elements() {
			if name, ok := item.Node.Str(); ok {
				required[name] = true
				own[name] = own[name] || p.number == most.number
			}
		}
	}
	isMore := func(n int) bool { return most.value.Cmp(big.NewRat(int64(n), 1)) < 0 }
	n := 0
	for _, isOwn := range own {
		if isOwn {
			n++
		}
	}
	if isMore(len(required)) && !isMore(n) {
		f.violation(most.place("maxProperties"), "maxProperties is "+decimal(most.value)+", but the parts of this schema require "+members(len(required)), "require fewer members, or correct maxProperties")
	}
}
