package repair

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// repairResponses handles keys such as 4xx, "200 OK" and success.
func repairResponses(r *repairer, n *source.Node) {
	changed := false
	for i := range n.Members {
		member := &n.Members[i]
		if strings.HasPrefix(member.Name, "x-") || member.Name == "$ref" {
			continue
		}
		key := statusKey(member.Name)
		if key == member.Name {
			continue
		}
		at := &source.Node{Line: member.Line, Column: member.Column}
		if key == "" || n.Has(key) {
			r.repaired(at, member.Name+" is not a status code: the response is ignored", "a status such as 200, a range such as 4XX, or default")
			key = "x-" + member.Name
		} else {
			r.repaired(at, member.Name+" is not a status code", key)
		}
		r.rename(n, member, key)
		changed = true
	}
	if changed {
		n.SetMembers(n.Members)
	}
}

// statusKey returns the status code, range or default that a key of responses means; ""
// if none.
func statusKey(key string) string {
	upper := strings.ToUpper(strings.TrimSpace(key))
	if len(upper) > 3 && upper[3] == ' ' { // 200 OK
		upper = upper[:3]
	}
	switch {
	case upper == "DEFAULT" || upper == "ERROR":
		return "default"
	case upper == "SUCCESS" || upper == "OK":
		return "200"
	case len(upper) == 3 && '1' <= upper[0] && upper[0] <= '9':
		rest := upper[1:]
		if rest == "XX" || strings.Trim(rest, "0123456789") == "" {
			return upper
		}
		if strings.Trim(rest, "X0123456789*") == "" {
			return upper[:1] + "XX"
		}
	}
	return ""
}

// repairResponse handles a schema without a media type, as in Swagger 2.0.
func repairResponse(r *repairer, n *source.Node) {
	if r.set.Since32() && !n.Has("$ref") { // where a description is optional, which kin-openapi does not know
		r.addDescription(n, r.table.response)
	}
	if schema := n.Get("schema"); schema != nil && !n.Has("content") && !n.Has("$ref") {
		r.repaired(schema, "the schema of a response belongs under a media type: it is read as that of "+jsonMedia, "content: {"+jsonMedia+": {schema: ...}}")
		(&swagger{root: objectAt(n)}).response(n, nil)
	}
}

// toResponse reads a string as the description of a response.
func toResponse(r *repairer, n *source.Node, s *shape) string {
	if n.Kind != source.String {
		return toObject(r, n, s)
	}
	n.SetMembers([]source.Member{memberAt("description", stringAt(n, n.Text))})
	return "{description: ...}"
}
