package emit

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
)

// linkFacts says of each link where a response leads:
//
//	Link next: more results. It leads to Search with Offset = $response.body#/next.
func linkFacts(op *ir.Operation) []string {
	var out []string
	for _, responses := range [][]*ir.Response{op.Results, op.Errors} {
		for _, r := range responses {
			for _, link := range r.Links {
				out = append(out, linkFact(link, r.Status))
			}
		}
	}
	return slices.Compact(out) // default may be a result and an error
}

func linkFact(link *ir.Link, status ir.Status) string {
	text := "Link " + oneLineOf(link.Key) + " of " + statusWords(status) + ": "
	if words := oneLineOf(link.Description); words != "" {
		text += strings.TrimRight(words, ".") + ". It leads to " + link.To.Name
	} else {
		text += "to " + link.To.Name
	}
	values := make([]string, 0, len(link.Values))
	for _, v := range link.Values {
		values = append(values, linkedField(link.To, v.Param)+" = "+oneLineOf(v.Text))
	}
	if len(values) > 0 {
		text += " with " + listed(values)
	}
	return text + "."
}

// linkedField is the field of the params that a link is about, as far as there
// is one.
func linkedField(op *ir.Operation, name string) string {
	if name == "" {
		return "Body"
	}
	place, bare, qualified := strings.Cut(name, ".")
	for _, p := range op.Params {
		if p.Name == name || qualified && place == string(p.In) && p.Name == bare {
			return p.GoName
		}
	}
	return oneLineOf(name)
}
