// Package rules reports where a document violates the OpenAPI Specification, each violation at
// the node that is wrong.
//
// It has the rules that do not change what is generated. What the lowering has reported about
// a place is not reported again.
package rules

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Check reports the violations of a document and of what it refers to in other files. ds has
// what earlier stages have found.
func Check(doc *spec.Document, ds *diag.List) {
	var own diag.List
	c := &checker{doc: doc, earlier: ds, report: spec.NewReporter(&own), seen: map[spec.Place]bool{}, minor: doc.Minor(), objects: newObjects(),
		enums: &enums{map[*source.Node]map[string]bool{}, map[*source.Node]string{}}, expressions: expressions{}}
	c.object(doc.Cursor(), c.objects.document)
	for _, finding := range own.All() {
		ds.Add(finding)
	}
}

// checker is the state of one run.
type checker struct {
	doc     *spec.Document
	earlier *diag.List // what earlier stages have found
	report  *spec.Reporter
	seen    map[spec.Place]bool // objects that are checked
	minor   int                 // of the version of OpenAPI, such as 1 of 3.1
	objects objects

	enums       *enums
	expressions expressions
	allSteps    int             // of all validators
	allParts    int             // that are compared
	referredTo  map[string]bool // members of the document that references lead to; nil before it is known
}

// violation reports the violation of a rule at a place, unless an earlier stage has reported
// that the value is wrong.
func (c *checker) violation(at spec.Cursor, message, hint string) {
	if !c.isReported(at) {
		c.report.Report(diag.InvalidDocument, at, message, hint)
	}
}

// isReported reports whether an earlier stage has reported that a value is wrong.
func (c *checker) isReported(at spec.Cursor) bool {
	for _, code := range []diag.Code{diag.InvalidDocument, diag.Repaired, diag.UnresolvedRef, diag.Syntax} {
		if c.earlier.Has(code, at.File.Path, at.Pointer()) {
			return true
		}
	}
	return false
}

// object checks an object and all that it contains or refers to.
func (c *checker) object(cur spec.Cursor, o *object) {
	if cur.Node == nil || c.seen[cur.Place()] {
		return
	}
	c.seen[cur.Place()] = true
	if o.referable {
		if to, ok := c.doc.Target(cur); ok {
			c.object(to, o)
			if o != c.objects.pathItem && (o != c.objects.schema || c.minor == 0) {
				return // what is next to $ref is ignored
			}
		}
	}
	if cur.Node.Kind != source.Object {
		if o == c.objects.schema && c.minor == 0 {
			c.violation(cur, "a boolean is a schema since OpenAPI 3.1", "write {} for any value, or {not: {}} for none")
		}
		return
	}
	if o.check != nil && !c.doc.Unresolved[cur.Node] {
		o.check(c, cur)
	}
	for name, child := range cur.AllMembers() {
		c.member(cur, o, name, child)
	}
}

// member checks one member of an object.
func (c *checker) member(cur spec.Cursor, o *object, name string, child spec.Cursor) {
	m, known := o.members[name]
	switch {
	case known && m.since > c.minor && !c.doc.IsOfSwagger(cur.File):
		c.violation(child, name+" is a member of "+o.name+" since OpenAPI "+versionOf(m.since), writeVersion(m.since))
	case known, name == "$ref" && o.referable:
	case o.extensible && strings.HasPrefix(name, "x-"):
		return
	case o.free != nil:
		m = member{object: o.free}
	case o == c.objects.schema && c.minor > 0:
		return // JSON Schema allows unknown keywords
	case o == c.objects.document && c.isReferredTo(name):
		c.violation(child, o.name+" has no member "+name+": only references use it", "move what they refer to below components, and correct the references")
		return
	default:
		c.violation(child, o.name+" has no member "+name+": it is ignored", o.suggest(name))
		return
	}
	if m.object == nil || m.boolean && child.Node.Kind == source.Bool {
		return
	}
	switch m.form {
	case one:
		c.object(child, m.object)
	case list:
		for _, item := range child.Elements() {
			c.object(item, m.object)
		}
	case dict:
		for _, value := range child.AllMembers() {
			c.object(value, m.object)
		}
	}
}

// isReferredTo reports whether references lead to a member of the document.
func (c *checker) isReferredTo(name string) bool {
	if c.referredTo == nil {
		c.referredTo = map[string]bool{}
		for _, to := range c.doc.Targets() {
			if tokens := source.SplitPointer(to.Pointer()); to.File == c.doc.Root && len(tokens) > 0 {
				c.referredTo[tokens[0]] = true
			}
		}
	}
	return c.referredTo[name]
}
