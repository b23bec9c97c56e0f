package types

import (
	"fmt"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/schema"
	"github.com/peergen/peergen/generator/internal/spec"
)

// ReportKeywords reports the keywords without an effect of all schemas in use, and the schemas
// that are left out.
func (b *Builder) ReportKeywords() {
	for _, cur := range b.Schemas.TooDeep() {
		b.ReportFirst(diag.TooManyCombinations, cur, fmt.Sprintf("more than %d schemas extend one another by allOf: this one is left out of the first", schema.MaxExtensions),
			"refer to the other schema in a member, instead of extending it by allOf")
	}
	for _, cur := range b.Schemas.Opened() {
		for name, member := range cur.Members() {
			if schema.ClassOf(name) == schema.Unsupported && !member.IsFalse() && !b.isEventData(cur, name) {
				b.Report(diag.UnsupportedKeyword, member, unsupported(name), "")
			}
		}
		if name, ok := cur.Child("contentEncoding").Node.Str(); ok && name != "base64" {
			b.Report(diag.UnsupportedKeyword, cur.Child("contentEncoding"), "the encoding "+name+" has no effect yet: the string is passed on as it is", "")
		}
		if expr, ok := cur.Child("pattern").Node.Str(); ok {
			if _, ok := schema.RE2(expr); !ok && schema.PatternProblem(expr) == "" {
				b.Report(diag.UnsupportedKeyword, cur.Child("pattern"), "the pattern has "+schema.PatternNeeds(expr)+", which regular expressions of Go do not support; it is not checked", "")
			}
		}
		if ignored, ok := b.Schemas.IgnoresAdditional(cur); ok {
			b.reportIgnored(ignored)
		}
	}
}

// EventData notes the schema of the data of events, whose content has a type.
func (b *Builder) EventData(cur spec.Cursor) {
	b.eventData[cur.Place()] = true
}

// isEventData reports whether a keyword has an effect because its schema is that of the
// data of events.
func (b *Builder) isEventData(cur spec.Cursor, name string) bool {
	return b.eventData[cur.Place()] && (name == "contentMediaType" || name == "contentSchema")
}

func unsupported(name string) string {
	if name == "$dynamicRef" { // one with a single target has become a $ref
		return "$dynamicRef has several targets, and the path of references decides which one is meant; any value is accepted"
	}
	return name + " has no effect yet"
}

// ignored are the members of other objects than schemas that have no effect on
// the output.
var ignored = map[string][]string{
	"path item":     {"servers"},
	"operation":     {"servers"},
	"link":          {"server"},
	"discriminator": {"defaultMapping"},
}

// Ignore reports the members of an object that have no effect.
func (b *Builder) Ignore(object string, cur spec.Cursor) {
	for _, name := range ignored[object] {
		b.IgnoreMember(object, cur, name)
	}
}

// IgnoreMember reports a member of an object that has no effect.
func (b *Builder) IgnoreMember(object string, cur spec.Cursor, name string) {
	if cur.Has(name) && !cur.Child(name).IsFalse() {
		b.Report(diag.UnsupportedKeyword, cur.Child(name), "the member "+name+" of this "+object+" has no effect yet", "")
	}
}
