package repair

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// repairDocument adds the members that OpenAPI requires of a document.
func repairDocument(r *repairer, n *source.Node) {
	if n != r.set.Root.Root {
		return
	}
	for _, name := range []string{"info", "paths"} {
		if v := n.Get(name); v == nil || v.Kind == source.Null {
			if name == "info" {
				r.push(name)
				r.repaired(n, "info is required", `info: {title: ..., version: "1"}`)
				r.pop()
			}
			n.Set(name, objectAt(n))
		}
	}
}

// repairPaths adds the slash at the start of each path. In other files than the root document,
// paths are mere names that references use.
func repairPaths(r *repairer, n *source.Node) {
	if r.file != r.set.Root {
		return
	}
	changed := false
	for i := range n.Members {
		member := &n.Members[i]
		if strings.HasPrefix(member.Name, "/") || strings.HasPrefix(member.Name, "x-") || member.Name == "$ref" {
			continue
		}
		r.repaired(&source.Node{Line: member.Line, Column: member.Column}, "the path "+member.Name+" does not start with a slash", "/"+member.Name)
		if n.Has("/" + member.Name) {
			continue
		}
		r.rename(n, member, "/"+member.Name)
		changed = true
	}
	if changed {
		n.SetMembers(n.Members)
	}
}

// repairOperation handles request bodies among the parameters, as in Swagger 2.0, and tags that
// are objects or lists.
func repairOperation(r *repairer, n *source.Node) {
	r.bodyParameters(n)
	tags := n.Get("tags")
	if tags == nil || tags.Kind != source.Array {
		return
	}
	var flat []*source.Node
	for _, tag := range tags.Items {
		switch {
		case tag.Kind == source.Array:
			r.repaired(tag, "expected a tag, found an array: its items are used", "the tags in one list")
			flat = append(flat, tag.Items...)
		case tag.Kind == source.Object && tag.Has("name"):
			r.repaired(tag, "expected a tag, found an object: its name is used", "the name alone")
			flat = append(flat, tag.Get("name"))
		default:
			flat = append(flat, tag)
		}
	}
	tags.Items = flat
}

// repairRequirement handles a security requirement without scopes: {key: } or {key: {}}.
func repairRequirement(r *repairer, n *source.Node) {
	for i := range n.Members {
		member := &n.Members[i]
		if v := member.Value; v.Kind == source.Null || v.Kind == source.Object {
			r.repaired(v, "expected a list of scopes, found "+article(v), member.Name+": []")
			member.Value = arrayAt(v)
		}
	}
}

func toServer(_ *repairer, n *source.Node, _ *shape) string {
	if n.Kind != source.String {
		return ""
	}
	n.SetMembers([]source.Member{memberAt("url", stringAt(n, n.Text))})
	return "{url: " + n.Get("url").Text + "}"
}

func toScopes(_ *repairer, n *source.Node, _ *shape) string {
	if n.Kind != source.Array {
		return ""
	}
	var members []source.Member
	for _, item := range n.Items {
		if item.Kind == source.String {
			members = append(members, source.Member{Name: item.Text, Line: item.Line, Column: item.Column, Value: stringAt(item, "")})
		}
	}
	n.SetMembers(members)
	return "each scope as a member, its description as the value"
}
