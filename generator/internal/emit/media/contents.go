package media

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// Spoken lists content types, the first of which is the one that is sent.
func Spoken(contents []*ir.Media) string {
	types := make([]string, 0, len(contents))
	for _, m := range contents {
		types = append(types, m.Type)
	}
	if len(types) == 1 {
		return types[0]
	}
	return types[0] + " (or " + strings.Join(types[1:], ", ") + ")"
}

// BodyContents are all content types of a body, the preferred ones first.
func BodyContents(b *ir.Body) []*ir.Media {
	var out []*ir.Media
	for _, choice := range b.Choices {
		out = append(out, choice.Contents...)
	}
	return out
}

// Notations sorts contents of one type by how their bytes are read.
func (e *Emitter) Notations(contents []*ir.Media) [][]*ir.Media {
	var out [][]*ir.Media
next:
	for _, m := range contents {
		for i := range out {
			if out[i][0].Format == m.Format && e.Names.FormMembers(out[i][0]) == e.Names.FormMembers(m) {
				out[i] = append(out[i], m)
				continue next
			}
		}
		out = append(out, []*ir.Media{m})
	}
	return out
}

// OneNotation reports whether one function of the runtime knows all contents.
func OneNotation(contents []*ir.Media) bool {
	return len(contents) == 1 || !slices.ContainsFunc(contents, func(m *ir.Media) bool {
		return m.Format != ir.JSON || !namesJSON(m.Type)
	})
}

// TypeList is the list of content types, as Go.
func TypeList(contents []*ir.Media) *jen.Statement {
	return jen.Index().String().Values(TypeNames(contents)...)
}

// TypeNames are content types, as Go.
func TypeNames(contents []*ir.Media) []jen.Code {
	var out []jen.Code
	for _, m := range contents {
		out = append(out, jen.Lit(m.Type))
	}
	return out
}

// Streamed reports whether the body of a response is a stream.
func Streamed(r *ir.Response) bool { return len(r.Contents) > 0 && r.Contents[0].Format.IsStream() }

// ByStatus puts responses together that are one entry of the document.
func ByStatus(responses []*ir.Response) [][]*ir.Response {
	var out [][]*ir.Response
	for _, r := range responses {
		i := slices.IndexFunc(out, func(group []*ir.Response) bool { return group[0].Status == r.Status })
		if i < 0 {
			out = append(out, []*ir.Response{r})
			continue
		}
		out[i] = append(out[i], r)
	}
	return out
}

// ContentsOf are the contents of responses, each content type once.
func ContentsOf(responses []*ir.Response) []*ir.Media {
	var out []*ir.Media
	for _, r := range responses {
		for _, m := range r.Contents {
			if !slices.ContainsFunc(out, func(other *ir.Media) bool { return other.Type == m.Type }) {
				out = append(out, m)
			}
		}
	}
	return out
}

// Typed reports whether a response has a body, and with it a Go type.
func Typed(r *ir.Response) bool { return len(r.Contents) > 0 }
