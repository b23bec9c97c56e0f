package repair

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// checkTarget reports whether n, whose $ref refers to a place, can stay as it is: the place has
// an object of shape s. Otherwise it changes n, or its $ref, to what it most likely means.
func (r *repairer) checkTarget(n, ref *source.Node, s *shape, to place) bool {
	if !s.ref {
		r.inline(n, ref, s, to)
		return false
	}
	found := r.shapeAt(to)
	if s == r.table.pathItem && found == r.table.callback {
		if inner := pathItemIn(to); inner.node != nil {
			r.repaired(ref, "expected a reference to a path item, found one to a callback: its path item is used", r.referTo(inner))
			r.inlineMembers(n, inner)
			return false
		}
	}
	if s == r.table.pathItem && (found == nil || found == s) {
		// kin-openapi does not resolve into components.pathItems, and the members next to
		// a $ref are part of the path item.
		if to.file == r.file || len(to.tokens) > 1 && to.tokens[1] == "pathItems" || len(n.Members) > 1 {
			r.inlineMembers(n, to)
			return false
		}
		return true
	}
	if found == nil || found == s {
		return true
	}
	return r.convertTarget(n, ref, s, found, to)
}

// inline replaces a $ref at a place where OpenAPI has no references by the members of what it
// refers to. A map of referable objects, such as components.schemas, gets a reference for
// each name, so that the objects keep their place.
func (r *repairer) inline(n, ref *source.Node, s *shape, to place) {
	if to.node.Kind != source.Object || to.node == n {
		r.unresolved(ref, s, "does not refer to "+s.name, "")
		n.Delete("$ref")
		return
	}
	if s.rest == nil || !s.rest.ref {
		r.inlineMembers(n, to)
		return
	}
	var members []source.Member
	for _, member := range n.Members {
		if member.Name != "$ref" {
			members = append(members, member)
			continue
		}
		for _, name := range to.node.Keys() {
			if n.Has(name) || s.extensible && strings.HasPrefix(name, "x-") {
				continue
			}
			each := place{to.file, append(slices.Clip(to.tokens), name), to.node.Get(name)}
			members = append(members, memberAt(name, objectAt(ref, memberAt("$ref", stringAt(ref, r.referTo(each))))))
		}
	}
	n.SetMembers(members)
}

// convertTarget handles a reference to an object of another shape, found, than s. It reports
// whether the reference can stay.
func (r *repairer) convertTarget(n, ref *source.Node, s, found *shape, to place) bool {
	t := r.table
	mismatch := "expected a reference to " + s.name + ", found one to " + found.name
	switch {
	case s == t.schema && found == t.discriminator, s == t.schema && found.any:
	case s == t.schema:
		if inner := r.schemaIn(to); inner.node != nil {
			write := r.referTo(inner)
			r.repaired(ref, mismatch+": its schema is used", write)
			ref.Text = write
			return false
		}
	case s == t.header && found == t.parameter, s == t.parameter && found == t.header,
		s == t.requestBody && found == t.response, s == t.response && found == t.requestBody:
		r.repaired(ref, mismatch+": it is read as one", "a reference to "+s.name)
		r.inlineMembers(n, to, "name", "in", "headers", "links")
		r.addDescription(n, s)
		return false
	case (s == t.requestBody || s == t.response) && found == t.schema:
		r.repaired(ref, mismatch+": it is read as the schema of application/json", "content: {application/json: {schema: {$ref: ...}}}")
		schema := objectAt(ref, memberAt("$ref", stringAt(ref, ref.Text)))
		media := objectAt(ref, memberAt("schema", schema))
		n.SetMembers([]source.Member{memberAt("content", objectAt(ref, memberAt("application/json", media)))})
		r.addDescription(n, s)
		return false
	case s == t.header && found == t.schema:
		r.repaired(ref, mismatch+": it is read as its schema", "schema: {$ref: ...}")
		n.SetMembers([]source.Member{memberAt("schema", objectAt(ref, memberAt("$ref", stringAt(ref, ref.Text))))})
		return false
	case s == t.example:
		value := r.copyOf(to, ref)
		if given := to.node.Get("example"); given != nil {
			value = r.copyOf(place{to.file, nil, given}, ref)
		} else if found == t.schema {
			break
		}
		r.repaired(ref, mismatch+": it is read as its value", "a reference to an example")
		n.SetMembers([]source.Member{memberAt("value", value)})
		return false
	}
	r.unresolved(ref, s, "refers to "+found.name+", expected "+s.name, "")
	n.Delete("$ref")
	return false
}

// pathItemIn returns the path item of a callback that has exactly one; else the zero place.
func pathItemIn(callback place) (found place) {
	for _, name := range callback.node.Keys() {
		if strings.HasPrefix(name, "x-") {
			continue
		}
		if found.node != nil {
			return place{}
		}
		found = place{callback.file, append(slices.Clip(callback.tokens), name), callback.node.Get(name)}
	}
	return found
}

// schemaIn returns the schema of a parameter, a media type, a body or a response: of several
// content types that of application/json, or else of the first one that has a schema.
func (r *repairer) schemaIn(at place) place {
	if schema := at.node.Get("schema"); schema != nil {
		return r.walk(at, []string{"schema"})
	}
	if to := r.walk(at, []string{"content", "application/json", "schema"}); to.node != nil {
		return to
	}
	content := r.walk(at, []string{"content"})
	for _, name := range content.node.Keys() {
		if to := r.walk(content, []string{name, "schema"}); to.node != nil {
			return to
		}
	}
	return place{}
}
