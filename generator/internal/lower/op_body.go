package lower

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// body lowers the request body at a place; nil if there is none, or none with content.
func (l *lowering) body(cur spec.Cursor) *ir.Body {
	cur = l.doc.Follow(cur)
	contents := l.contents(cur.Child("content"))
	if len(contents) == 0 {
		return nil
	}
	return &ir.Body{
		Required: cur.Child("required").IsTrue(), Choices: []*ir.Choice{{Contents: contents}}, // see choices
		Doc: prose("", cur.Text("description"), false, cur),
	}
}

// bodyChoices sorts the contents of bodies by their Go types: what has one type is
// one choice, whatever the content type that it travels in.
func bodyChoices(api *ir.API) {
	for _, op := range api.Operations {
		if op.Body != nil {
			groups := group(op.Body.Choices[0].Contents)
			op.Body.Choices = nil
			for _, contents := range groups {
				op.Body.Choices = append(op.Body.Choices, &ir.Choice{Contents: contents})
			}
		}
		op.Results, op.Errors = split(op.Results), split(op.Errors)
	}
}

// split makes several responses of one whose contents have several types.
func split(responses []*ir.Response) []*ir.Response {
	var out []*ir.Response
	for _, r := range responses {
		groups := group(r.Contents)
		if len(groups) < 2 {
			out = append(out, r)
			continue
		}
		for _, contents := range groups {
			one := *r
			one.Contents = contents
			out = append(out, &one)
		}
	}
	return out
}

// group puts contents together that are one value in different notations.
func group(contents []*ir.Media) [][]*ir.Media {
	var groups [][]*ir.Media
	for _, m := range contents {
		i := slices.IndexFunc(groups, func(group []*ir.Media) bool { return oneValue(group, m) })
		if i < 0 {
			groups = append(groups, []*ir.Media{m})
			continue
		}
		groups[i] = append(groups[i], m)
	}
	return groups
}

// oneValue reports whether m has the Go type of a group and notes what the group
// does: of texts only plain ones are another notation of what stands in JSON.
func oneValue(group []*ir.Media, m *ir.Media) bool {
	switch m.Format {
	case ir.Binary:
		return group[0].Format == ir.Binary
	case ir.Text:
		return group[0].Format != ir.Text && notesValue(group[0]) && mediaBase(m.Type) == "text/plain" && ir.SameType(group[0].Value, m.Value)
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		return notesValue(group[0]) && ir.SameType(group[0].Value, m.Value)
	case ir.Lines, ir.Sequence:
		return (group[0].Format == ir.Lines || group[0].Format == ir.Sequence) && ir.SameType(group[0].Value, m.Value)
	case ir.Events, ir.Parts:
		return false
	}
	panic("lower: content of format " + string(m.Format))
}

// notesValue holds for a content that is one value of the schema.
func notesValue(m *ir.Media) bool {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Text, ir.Form, ir.Multipart:
		return true
	}
	return false
}
