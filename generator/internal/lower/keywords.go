package lower

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// handled are the keywords of a schema that shape the output or are
// documentation only.
var handled = words(`
	type format enum items properties required additionalProperties nullable
	minLength maxLength pattern minimum maximum exclusiveMinimum exclusiveMaximum minItems maxItems
	multipleOf uniqueItems minProperties maxProperties not
	contains minContains maxContains dependentSchemas dependentRequired propertyNames
	unevaluatedItems unevaluatedProperties if then else
	allOf anyOf oneOf discriminator const patternProperties prefixItems contentEncoding
	title description deprecated default example examples externalDocs readOnly writeOnly xml $comment $schema $defs $id $anchor $dynamicAnchor`)

// annotation are the handled keywords that constrain nothing.
var annotation = words(`title description deprecated default example examples externalDocs readOnly writeOnly xml $comment $schema $defs $id $anchor $dynamicAnchor`)

// unsupported are the keywords that have no effect on the output. Each use is
// reported, never passed over in silence.
var unsupported = words(`
	allowEmptyValue $dynamicRef
	contentMediaType contentSchema`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// keywords reports what a schema says that the output does not, once per place.
func (l *lowering) keywords(cur spec.Cursor) {
	if l.visited[place(cur)] {
		return
	}
	l.visited[place(cur)] = true
	for name, member := range cur.Members() {
		if unsupported[name] && !isFalse(member) {
			message := name + " has no effect yet"
			if name == "$dynamicRef" { // one with a single target has been made a $ref
				message = "$dynamicRef has several targets: which one is meant depends on the way here, so any value is taken"
			}
			l.report(diag.UnsupportedKeyword, member, message, "")
		}
	}
	l.encoding(cur)
	l.pattern(cur)
}

// pattern reports an expression that cannot be checked.
func (l *lowering) pattern(cur spec.Cursor) {
	expr, ok := cur.Child("pattern").Node.Str()
	if !ok {
		return
	}
	if _, ok := re2(expr); !ok {
		l.report(diag.UnsupportedKeyword, cur.Child("pattern"), "the pattern uses what RE2 leaves out (lookaround, back-references); it is not checked", "")
	}
}

// ignored are the members of other objects than schemas that have no effect on
// the output. Each use is reported, as with schemas.
var ignored = map[string][]string{
	"path item":     {"servers"},
	"operation":     {"servers"},
	"link":          {"server"},
	"discriminator": {"defaultMapping"},
}

// ignore reports the members of an object that have no effect, once per place.
func (l *lowering) ignore(object string, cur spec.Cursor) {
	key := object + " " + place(cur)
	if l.visited[key] {
		return
	}
	l.visited[key] = true
	for _, name := range ignored[object] {
		l.ignoreMember(object, cur, name)
	}
}

func (l *lowering) ignoreMember(object string, cur spec.Cursor, name string) {
	if cur.Has(name) && !isFalse(cur.Child(name)) {
		l.report(diag.UnsupportedKeyword, cur.Child(name), "the member "+name+" of this "+object+" has no effect yet", "")
	}
}

// off are the keywords that say nothing where they are false.
var off = words(`nullable uniqueItems exclusiveMinimum exclusiveMaximum additionalProperties`)

// isFalse holds for a keyword that is there to say that it is not: uniqueItems: false.
func isFalse(cur spec.Cursor) bool {
	return cur.Node != nil && cur.Node.Kind == source.Bool && cur.Node.Text == "false"
}
