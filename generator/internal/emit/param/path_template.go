package param

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/runtime/server"
)

// PathExpr concatenates the path: literal text as it is, parameters escaped.
func (e *Emitter) PathExpr(op *ir.Operation) jen.Code {
	var parts []*jen.Statement
	text := ""
	flush := func() {
		if text != "" {
			parts = append(parts, jen.Lit(text))
			text = ""
		}
	}
	for i, segment := range op.Segments {
		text += "/"
		for j, piece := range segment {
			if piece.Param == nil {
				text += server.EscapeLiteral(piece.Text())
				continue
			}
			flush()
			parts = append(parts, e.pieceText(segment, j, e.rivalTexts(op, i)))
		}
	}
	flush()
	expr := parts[0]
	for _, part := range parts[1:] {
		expr = expr.Op("+").Add(part)
	}
	return expr
}

// IsTextPath reports whether nothing can go wrong in writing the path.
func IsTextPath(op *ir.Operation) bool {
	for _, segment := range op.Segments {
		for j, piece := range segment {
			if piece.Param == nil {
				continue
			}
			if _, limited := limit(segment, j); limited || !piece.Param.IsText() {
				return false
			}
		}
	}
	return true
}

// pieceText is the path parameter of a segment's piece as text. The value
// must not contain the text between the parameters of the segment, nor text
// that would make it a request for another operation.
func (e *Emitter) pieceText(segment ir.Segment, j int, conflicts []string) *jen.Statement {
	p := segment[j].Param
	u := ir.Underlying(p.Value)
	value := jen.Id("params").Dot(e.Names.Param(p))
	apart := slices.Compact(slices.Sorted(slices.Values(append(separators(segment), conflicts...))))
	apart = slices.DeleteFunc(apart, func(text string) bool { return !mayHold(u, text) })
	switch {
	case p.Style == ir.StyleJSON:
		value = e.jsonText(p, jen.Op("&").Add(value))
	case !p.IsText():
		return e.RT("client.PathForm").Call(jen.Id("r"), e.formStyle(p, e.escapeFunc(apart)...), jen.Op("&").Add(value), e.Appender(ir.NotNull(u)))
	default:
		value = jen.Add(e.Formatted(u, value))
	}
	if end, limited := limit(segment, j); limited {
		value = jen.Id("r").Dot(e.RTMember("client.Request.UntilText")).Call(jen.Lit(p.Name), value, jen.Lit(end))
	}
	switch {
	case p.AllowReserved:
		return e.RT("client.EscapeReservedPath").Call(value)
	case len(apart) == 0:
		return e.RT("form.EscapeSegment").Call(value)
	}
	return e.RT("client.EscapeApart").Call(append([]jen.Code{value}, gocode.Strings(apart)...)...)
}

// mayHold reports whether the text of a value can contain another one.
func mayHold(v ir.Value, text string) bool {
	switch ir.Underlying(v).Type.(type) {
	case ir.Boolean:
		return false
	case ir.Integer:
		return strings.Trim(text, "-0123456789") == ""
	}
	return true
}

// escapeFunc is the member of a formStyle that keeps texts apart.
func (e *Emitter) escapeFunc(apart []string) []jen.Code {
	if len(apart) == 0 {
		return nil
	}
	body := jen.Return(e.RT("client.EscapeApart").Call(append([]jen.Code{jen.Id("s")}, gocode.Strings(apart)...)...))
	return []jen.Code{e.RTKey("form.Style.Escape").Op(":").Func().Params(jen.Id("s").String()).String().Block(body)}
}

// separators are the first letters of the texts between the parameters of a
// segment, but for those that a path cannot hold as they are.
func separators(segment ir.Segment) []string {
	var out []string
	for j := 1; j+1 < len(segment); j++ {
		if first := firstLetter(segment[j].Text()); first != "" && server.EscapeLiteral(first) == first {
			out = append(out, first)
		}
	}
	return out
}

// limit is what a parameter must not contain, for the text behind it would look
// the same when escaped; "" if another parameter
// follows; then the parameter has one letter.
func limit(segment ir.Segment, j int) (text string, limited bool) {
	if j+1 == len(segment) || j+2 == len(segment) && segment[j+1].Param == nil {
		return "", false
	}
	first := firstLetter(segment[j+1].Text())
	return first, server.EscapeLiteral(first) != first || first == ""
}

func firstLetter(text string) string {
	_, size := utf8.DecodeRuneInString(text)
	return text[:size]
}

// pathIndex is the place of a parameter among those of the path.
func pathIndex(op *ir.Operation, p *ir.Param) int {
	i := 0
	for _, segment := range op.Segments {
		for _, piece := range segment {
			if piece.Param == p {
				return i
			}
			if piece.Param != nil {
				i++
			}
		}
	}
	panic("emit: the parameter " + p.Name + " is not in the path " + op.Path)
}
