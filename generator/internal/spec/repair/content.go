package repair

import (
	"mime"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// repairContent handles names that are not content types: short forms, lists, and names of
// examples, which are ignored if there is a content type next to them.
func repairContent(r *repairer, n *source.Node) {
	named := slices.ContainsFunc(n.Members, func(member source.Member) bool { return contentType(member.Name) != "" })
	var members []source.Member
	for _, member := range n.Members {
		name := contentType(member.Name)
		is := func(other source.Member) bool { return other.Name == name }
		at := &source.Node{Line: member.Line, Column: member.Column}
		switch {
		case name == member.Name || member.Name == "$ref":
		case name == "" && !named && len(members) == 0:
			name = "*/*"
			fallthrough
		case name != "" && !slices.ContainsFunc(n.Members, is) && !slices.ContainsFunc(members, is):
			r.repaired(at, member.Name+" is not a content type", name)
			r.rename(n, &member, name)
		default:
			r.repaired(at, member.Name+" is not a content type: it is ignored", "a content type, or move it below examples")
			continue
		}
		members = append(members, member)
	}
	n.SetMembers(members)
}

// shortContentTypes are informal names of content types.
var shortContentTypes = map[string]string{
	"*": "*/*", "json": jsonMedia, "xml": "application/xml", "x-www-form-urlencoded": formMedia, "form-data": multipartMedia,
	"octet-stream": "application/octet-stream", "text": "text/plain", "plain": "text/plain", "html": "text/html", "event-stream": "text/event-stream",
}

// contentType returns the content type that a name means; "" if none. Of a list it is
// the first JSON, or else the first content type:
//
//	application/json, version=2    application/json;version=2
//	application-json               application/json
func contentType(name string) string {
	if _, _, err := mime.ParseMediaType(name); strings.Contains(name, "/") && (err == nil || !strings.Contains(name, ",")) {
		return name
	}
	if !strings.Contains(name, ",") {
		short := strings.ToLower(strings.TrimSpace(name))
		for _, tree := range []string{"application", "text", "multipart"} {
			if rest, ok := strings.CutPrefix(short, tree); ok && rest != "" && strings.ContainsAny(rest[:1], "-_.") {
				return tree + "/" + rest[1:]
			}
		}
		return shortContentTypes[short]
	}
	var types []string
	for part := range strings.SplitSeq(name, ",") {
		part = strings.TrimSpace(part)
		switch last := len(types) - 1; {
		case last >= 0 && strings.Contains(part, "=") && !strings.Contains(part, "/"):
			types[last] += ";" + part
		case contentType(part) != "":
			types = append(types, contentType(part))
		}
	}
	if i := slices.IndexFunc(types, func(t string) bool { return strings.HasPrefix(t, jsonMedia) }); i > 0 {
		return types[i]
	}
	if len(types) == 0 {
		return ""
	}
	return types[0]
}

// repairExample reads dataValue, which OpenAPI 3.2 adds, as value.
func repairExample(r *repairer, n *source.Node) {
	if data := n.Member("dataValue"); data != nil && !n.Has("value") {
		r.rename(n, data, "value")
		n.SetMembers(n.Members)
	}
}

// toExample reads a bare value as the value of an example.
func toExample(_ *repairer, n *source.Node, _ *shape) string {
	value := *n
	n.SetMembers([]source.Member{memberAt("value", &value)})
	return "{value: ...}"
}

// toExamples reads an array of examples as a map whose names are numbers from 1.
func toExamples(_ *repairer, n *source.Node, _ *shape) string {
	if n.Kind != source.Array {
		return ""
	}
	var members []source.Member
	for i, item := range n.Items {
		if item.Kind != source.Object || !item.Has("value") && !item.Has("$ref") {
			item = objectAt(item, memberAt("value", item))
		}
		members = append(members, memberAt(strconv.Itoa(i+1), item))
	}
	n.SetMembers(members)
	return "each example as a member: {name: {value: ...}}"
}
