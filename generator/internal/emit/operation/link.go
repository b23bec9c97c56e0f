package operation

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// linkFacts documents the links of all responses:
//
//	Link next of 200: more results. It calls Search with Offset = $response.body#/next.
func (e *Emitter) linkFacts(op *ir.Operation) []string {
	var out []string
	for _, responses := range [][]*ir.Response{op.Results, op.Errors} {
		for _, r := range responses {
			for _, link := range r.Links {
				out = append(out, e.linkFact(link, r.Status))
			}
		}
	}
	return slices.Compact(out) // default may be a result and an error
}

func (e *Emitter) linkFact(link *ir.Link, status ir.Status) string {
	text := "Link " + gocode.OneLine(link.Key) + " of " + statusWords(status) + ": "
	if words := gocode.OneLine(link.Description); words != "" {
		text += strings.TrimRight(words, ".") + ". It calls " + e.Names.Operation(link.To)
	} else {
		text += "calls " + e.Names.Operation(link.To)
	}
	values := make([]string, 0, len(link.Values))
	for _, v := range link.Values {
		values = append(values, e.linkedField(link.To, v.Param)+" = "+gocode.OneLine(v.Text))
	}
	if len(values) > 0 {
		text += " with " + target.Listed(values)
	}
	return text + "."
}

// linkedField is the field of the params that a link sets, or else the name in
// the document.
func (e *Emitter) linkedField(op *ir.Operation, name string) string {
	if name == "" {
		return "Body"
	}
	place, bare, qualified := strings.Cut(name, ".")
	for _, p := range op.Params {
		if p.Name == name || qualified && place == string(p.In) && p.Name == bare {
			return e.Names.Param(p)
		}
	}
	return gocode.OneLine(name)
}
