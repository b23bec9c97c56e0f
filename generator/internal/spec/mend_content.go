package spec

import (
	"mime"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// mendContent understands names that are no content types: short ones, lists, and
// names of examples, which are left out where there is a content type beside them.
func mendContent(m *mender, n *source.Node) {
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
			m.mended(at, member.Name+" is no content type", name)
			m.rename(n, &member, name)
		default:
			m.mended(at, member.Name+" is no content type: it is left out", "a content type, or put it below examples")
			continue
		}
		members = append(members, member)
	}
	n.SetMembers(members)
}

// shortContentTypes are names that content types go by among those who speak of them.
var shortContentTypes = map[string]string{
	"*": "*/*", "json": jsonMedia, "xml": "application/xml", "x-www-form-urlencoded": formMedia, "form-data": multipartMedia,
	"octet-stream": "application/octet-stream", "text": "text/plain", "plain": "text/plain", "html": "text/html", "event-stream": "text/event-stream",
}

// contentType is the content type that a name means; "" for none. Of a list it is
// the first JSON, or else the first:
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
