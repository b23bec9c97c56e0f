package lower

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lower/types"
	"github.com/peergen/peergen/generator/internal/mediatype"
	"github.com/peergen/peergen/generator/internal/spec"
)

// body lowers a request body; nil if it is absent or has no content.
func (l *lowering) body(cur spec.Cursor) *ir.Body {
	cur = l.Doc.Follow(cur)
	contents, keys := l.contents(cur.Child("content"))
	if len(contents) == 0 {
		return nil
	}
	return &ir.Body{
		Required: cur.Child("required").IsTrue(), Choices: []*ir.Choice{{Contents: inOrder(contents, keys, cur.Child("content").Node.Keys())}}, // bodyChoices splits them
		Doc: types.Doc("", cur.Text("description"), false, cur),
	}
}

// inOrder returns contents in declared order. The first one is the default of a request, so that
// one that is added behind it changes nothing.
func inOrder(contents []*ir.Media, keys, declared []string) []*ir.Media {
	out := slices.Clone(contents)
	at := func(m *ir.Media) int { return slices.Index(declared, keys[slices.Index(contents, m)]) }
	slices.SortFunc(out, func(a, b *ir.Media) int { return at(a) - at(b) })
	return out
}

// bodyChoices groups the contents of bodies by their Go types: contents with the same type are
// one choice, whatever their content type.
func bodyChoices(api *ir.API) {
	for _, op := range api.Operations {
		if op.Body != nil {
			groups := groupByType(op.Body.Choices[0].Contents, haveOneRequestType)
			op.Body.Choices = nil
			for _, contents := range groups {
				op.Body.Choices = append(op.Body.Choices, &ir.Choice{Contents: contents})
			}
		}
		op.Results, op.Errors = splitByType(op.Results), splitByType(op.Errors)
	}
}

// splitByType makes several responses of a response whose contents have several Go types.
func splitByType(responses []*ir.Response) []*ir.Response {
	var out []*ir.Response
	for _, r := range responses {
		groups := groupByType(r.Contents, haveOneType)
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

// groupByType groups contents that have the same Go type.
func groupByType(contents []*ir.Media, haveOneType func([]*ir.Media, *ir.Media) bool) [][]*ir.Media {
	var groups [][]*ir.Media
	for _, m := range contents {
		i := slices.IndexFunc(groups, func(group []*ir.Media) bool { return haveOneType(group, m) })
		if i < 0 {
			groups = append(groups, []*ir.Media{m})
			continue
		}
		groups[i] = append(groups[i], m)
	}
	for _, group := range groups {
		relaxUses(group)
	}
	return groups
}

// haveOneRequestType reports whether m has the Go type of a group, in requests. A text cannot be
// null, so that it has not the type of a value that can.
func haveOneRequestType(group []*ir.Media, m *ir.Media) bool {
	if !isOneValue(group[0]) || !isOneValue(m) {
		return haveOneType(group, m)
	}
	isText := m.Format == ir.Text || slices.ContainsFunc(group, func(other *ir.Media) bool { return other.Format == ir.Text })
	return ir.SameType(group[0].Value, m.Value) && (!isText || !ir.IsNullable(m.Value))
}

// haveOneType reports whether m has the Go type of a group, in responses. Of texts, only text/plain
// is another representation of a value that is also sent as JSON.
func haveOneType(group []*ir.Media, m *ir.Media) bool {
	switch m.Format {
	case ir.Binary:
		return group[0].Format == ir.Binary
	case ir.Text:
		return group[0].Format != ir.Text && isOneValue(group[0]) && mediatype.Base(m.Type) == "text/plain" && ir.SameType(group[0].Value, m.Value)
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		return isOneValue(group[0]) && ir.SameType(group[0].Value, m.Value)
	case ir.Lines, ir.Sequence:
		return (group[0].Format == ir.Lines || group[0].Format == ir.Sequence) && ir.SameType(group[0].Value, m.Value)
	case ir.Events, ir.Parts:
		return false
	}
	panic("lower: content of format " + string(m.Format))
}

// isOneValue reports whether a content is one value of its schema, not a stream.
func isOneValue(m *ir.Media) bool {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Text, ir.Form, ir.Multipart:
		return true
	}
	return false
}
