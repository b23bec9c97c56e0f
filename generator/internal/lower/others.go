package lower

import (
	"regexp"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// closed holds where members without a name of their own are forbidden. Of the
// parts of an allOf none can forbid what another one declares, though many try:
// they are not heard, and that is reported.
func (l *lowering) closed(v view, names []string) bool {
	closed := false
	for _, part := range v {
		if cur := part.Child("additionalProperties"); cur.Node != nil && !isTrue(cur) {
			if declaresAll(part, names) {
				closed = closed || isFalse(cur)
			} else {
				message, hint := heardInPart(cur)
				l.unheardOnce(cur, message, hint)
			}
		}
		switch cur := part.Child("unevaluatedProperties"); {
		case !isFalse(cur) || v.evaluatesAll(part):
		case conditionsName(v, names):
			l.unheardOnce(cur, "unevaluatedProperties is not heard here: the conditions beside it name more members", "declare these members in properties, too")
		default:
			closed = true
		}
	}
	return closed
}

// evaluatesAll holds where another part says what all members are, so that
// unevaluatedProperties has none left.
func (v view) evaluatesAll(but spec.Cursor) bool {
	return slices.ContainsFunc(v, func(part spec.Cursor) bool {
		if place(part) == place(but) {
			return part.Has("additionalProperties")
		}
		return slices.ContainsFunc([]string{"additionalProperties", "unevaluatedProperties"}, func(keyword string) bool {
			return part.Has(keyword) && !isFalse(part.Child(keyword))
		})
	})
}

// heardInPart is the finding for additionalProperties beside parts that declare
// more members, and a hint.
func heardInPart(cur spec.Cursor) (message, hint string) {
	if isFalse(cur) {
		return "additionalProperties is not heard here: other parts of the allOf declare more", closeAllOf
	}
	return "members that other parts of the allOf declare are not held to these additionalProperties", ""
}

const closeAllOf = "write unevaluatedProperties: false beside the allOf"

// unheardOnce reports what is said in vain, once per place.
func (l *lowering) unheardOnce(cur spec.Cursor, message, hint string) {
	key := "unheard " + place(cur)
	if !l.visited[key] {
		l.visited[key] = true
		l.report(diag.UnsupportedKeyword, cur, message, hint)
	}
}

func declaresAll(part spec.Cursor, names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return !part.Child("properties").Has(name) })
}

// conditionsName holds where a schema that applies under a condition has members
// that the object itself has not.
func conditionsName(v view, names []string) bool {
	more := func(cur spec.Cursor) bool {
		if cur.Has("$ref") || cur.Has("allOf") || cur.Has("patternProperties") || cur.Has("additionalProperties") {
			return true
		}
		return slices.ContainsFunc(cur.Child("properties").Node.Keys(), func(name string) bool { return !slices.Contains(names, name) })
	}
	for _, part := range v {
		for _, keyword := range []string{"if", "then", "else"} {
			if more(part.Child(keyword)) {
				return true
			}
		}
		for _, cur := range part.Child("dependentSchemas").AllMembers() {
			if more(cur) {
				return true
			}
		}
	}
	return false
}

// namesOthers holds where the schema says what other members are, or how they
// are called.
func (v view) namesOthers() bool {
	for _, keyword := range []string{"additionalProperties", "unevaluatedProperties"} {
		for _, cur := range v.with(keyword) {
			if !isFalse(cur) && len(v) == 1 || cur.Node.Kind == source.Object {
				return true
			}
		}
	}
	return len(v.with("propertyNames")) > 0
}

// patternMember is an entry of patternProperties.
type patternMember struct {
	pattern ir.Pattern
	ok      bool // RE2 takes the pattern
	schema  spec.Cursor
}

// patternMembers are the entries of all parts; expressions that cannot be
// checked are reported.
func (l *lowering) patternMembers(v view) (out []patternMember) {
	for _, patterns := range v.with("patternProperties") {
		for expr, cur := range patterns.AllMembers() {
			pattern, ok := re2(expr)
			if !ok {
				l.unheardOnce(cur, unreadPattern, "")
			}
			out = append(out, patternMember{pattern, ok, cur})
		}
	}
	return out
}

const unreadPattern = "the pattern uses what RE2 leaves out (lookaround, back-references); names are not matched"

// matching are the schemas under the patterns that a name matches.
func matching(patterns []patternMember, name string) (out []spec.Cursor) {
	for _, p := range patterns {
		if p.ok && regexp.MustCompile(p.pattern.RE2).MatchString(name) {
			out = append(out, p.schema)
		}
	}
	return out
}

// others is what members without a name of their own are, and the checks that
// depend on their names. Patterns make a type where all their schemas, and that
// of members which match none, have the same. Where the document leaves the
// latter open, names is the expression that tells which these are.
func (l *lowering) others(v view, patterns []patternMember, closed bool, s site) (elem ir.Value, names string, checks []ir.Check) {
	var schemas []spec.Cursor
	for _, cur := range slices.Concat(v.with("additionalProperties"), v.with("unevaluatedProperties")) {
		if cur.Node.Kind == source.Object {
			schemas = append(schemas, cur)
		}
	}
	rest := l.common(schemas, s, label.Value{})
	if len(patterns) == 0 {
		return rest, "", nil
	}
	keyed := ir.Keyed{Closed: closed}
	var types []ir.Value
	if len(schemas) > 0 {
		types, keyed.Others = append(types, rest), wholeChecks(rest)
	}
	for _, p := range patterns {
		if !p.ok {
			keyed.Closed = false // a name may match what is not looked at
		}
		if isFalse(p.schema) {
			keyed.Patterns = append(keyed.Patterns, ir.KeyPattern{Pattern: p.pattern, Checks: []ir.Check{ir.Never{Keyword: "patternProperties"}}})
			continue
		}
		value := l.value(p.schema)
		types = append(types, value)
		if p.ok {
			keyed.Patterns = append(keyed.Patterns, ir.KeyPattern{Pattern: p.pattern, Checks: wholeChecks(value)})
		}
	}
	if out, ok := commonType(types); ok {
		if _, raw := out.Type.(ir.Any); !raw && !keyed.Closed && len(schemas) == 0 {
			names = anyOfThese(patterns)
		}
		return out, names, said(keyed)
	}
	return ir.Value{Type: ir.Any{}}, "", l.keyedRaw(patterns, schemas, keyed.Closed)
}

// anyOfThese is an expression for names that match one of the patterns; "" where
// all names do, or where one of the patterns cannot be told.
func anyOfThese(patterns []patternMember) string {
	var exprs []string
	for _, p := range patterns {
		expr := p.pattern.RE2
		if !p.ok || slices.Contains([]string{"", ".*", ".+"}, strings.Trim(expr, "^()$")) {
			return ""
		}
		if len(patterns) > 1 {
			expr = "(?:" + expr + ")"
		}
		exprs = append(exprs, expr)
	}
	return strings.Join(exprs, "|")
}

// commonType is the type of all values of a map; ok is false where they have
// several.
func commonType(types []ir.Value) (out ir.Value, ok bool) {
	if len(types) == 0 {
		return ir.Value{Type: ir.Any{}}, true
	}
	out = unchecked(types[0])
	return out, !slices.ContainsFunc(types, func(t ir.Value) bool { return !sameType(out, t) || out.Nullable != t.Nullable })
}

// keyedRaw holds members of several types, which are raw JSON, to the schemas
// that their names lead to.
func (l *lowering) keyedRaw(patterns []patternMember, others []spec.Cursor, closed bool) []ir.Check {
	keyed := ir.Keyed{Closed: closed}
	for _, p := range patterns {
		if p.ok {
			keyed.Patterns = append(keyed.Patterns, ir.KeyPattern{Pattern: p.pattern, Checks: l.rawCondition(p.schema)})
		}
	}
	for _, cur := range others {
		keyed.Others = append(keyed.Others, l.rawCondition(cur)...)
	}
	return said(keyed)
}

// said is a check that says something.
func said(keyed ir.Keyed) []ir.Check {
	if !keyed.Closed && len(keyed.Others) == 0 && !slices.ContainsFunc(keyed.Patterns, func(p ir.KeyPattern) bool { return len(p.Checks) > 0 }) {
		return nil
	}
	return []ir.Check{keyed}
}

// wholeChecks are all the checks of a value, those of its elements included.
func wholeChecks(v ir.Value) []ir.Check {
	u := ir.Underlying(v)
	out := slices.Clone(u.Checks)
	var elem ir.Value
	switch t := u.Type.(type) {
	case ir.List:
		elem = t.Elem
	case ir.Dict:
		elem = t.Elem
	default:
		return out
	}
	if inner := wholeChecks(elem); len(inner) > 0 {
		out = append(out, ir.Each{Checks: inner, NullToo: ir.Underlying(elem).Nullable})
	}
	return out
}

// unchecked is a value without its checks.
func unchecked(v ir.Value) ir.Value {
	u := ir.Underlying(v)
	u.Checks = nil
	switch t := u.Type.(type) {
	case ir.List:
		u.Type = ir.List{Elem: unchecked(t.Elem)}
	case ir.Dict:
		u.Type = ir.Dict{Elem: unchecked(t.Elem), Names: t.Names}
	}
	return u
}

// forbidden are the members whose schema is false.
func forbidden(v view) (out []ir.Check) {
	names, properties := v.properties()
	for _, name := range names {
		if slices.ContainsFunc(properties[name], isFalse) {
			out = append(out, ir.Absent{Name: name})
		}
	}
	return out
}
