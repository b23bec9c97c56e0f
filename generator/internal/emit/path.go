package emit

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/support"
)

// pathExpr concatenates the path: literals as they stand, parameters escaped.
func (e *emitter) pathExpr(op *ir.Operation) jen.Code {
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
				text += support.LiteralOfPath(piece.Literal)
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

// isTextPath reports whether nothing can go wrong in writing the path.
func isTextPath(op *ir.Operation) bool {
	for _, segment := range op.Segments {
		for j, piece := range segment {
			if piece.Param == nil {
				continue
			}
			if _, limited := limit(segment, j); limited || !isText(piece.Param) {
				return false
			}
		}
	}
	return true
}

// pieceText is the path parameter of a segment's piece as text. Beside rivals,
// what the segment has between parameters is apart from its value.
func (e *emitter) pieceText(segment ir.Segment, j int, rivals []string) *jen.Statement {
	p := segment[j].Param
	u := ir.Underlying(p.Value)
	value := jen.Id("params").Dot(e.names.Param(p))
	apart := slices.Compact(slices.Sorted(slices.Values(append(separators(segment), rivals...))))
	apart = slices.DeleteFunc(apart, func(text string) bool { return !mayHold(u, text) })
	switch {
	case p.Style == ir.StyleJSON:
		value = e.jsonText(p, jen.Op("&").Add(value))
	case !isText(p):
		return e.rt("pathForm").Call(jen.Id("r"), e.formStyle(p, e.escapeFunc(apart)...), jen.Op("&").Add(value), e.element(ir.NotNull(u)))
	default:
		value = jen.Add(e.formatted(u, value))
	}
	if end, limited := limit(segment, j); limited {
		value = jen.Id("r").Dot(e.rtDot("request.untilText")).Call(jen.Lit(p.Name), value, jen.Lit(end))
	}
	switch {
	case p.AllowReserved:
		return e.rt("escapeReservedPath").Call(value)
	case len(apart) == 0:
		return e.rt("escapeSegment").Call(value)
	}
	return e.rt("escapeApart").Call(append([]jen.Code{value}, gocode.Strings(apart)...)...)
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
func (e *emitter) escapeFunc(apart []string) []jen.Code {
	if len(apart) == 0 {
		return nil
	}
	body := jen.Return(e.rt("escapeApart").Call(append([]jen.Code{jen.Id("s")}, gocode.Strings(apart)...)...))
	return []jen.Code{e.rtKey("formStyle.escape").Op(":").Func().Params(jen.Id("s").String()).String().Block(body)}
}

// separators are the first letters of the texts between the parameters of a
// segment, but for those that a path cannot hold as they are.
func separators(segment ir.Segment) []string {
	var out []string
	for j := 1; j+1 < len(segment); j++ {
		if first := firstLetter(segment[j].Literal); first != "" && support.LiteralOfPath(first) == first {
			out = append(out, first)
		}
	}
	return out
}

// limit is what a parameter must not contain, for the text behind it would look
// the same when escaped; "" where that is another parameter, beside which it has
// one letter.
func limit(segment ir.Segment, j int) (text string, limited bool) {
	if j+1 == len(segment) || j+2 == len(segment) && segment[j+1].Param == nil {
		return "", false
	}
	first := firstLetter(segment[j+1].Literal)
	return first, support.LiteralOfPath(first) != first || first == ""
}

func firstLetter(text string) string {
	_, size := utf8.DecodeRuneInString(text)
	return text[:size]
}

// rivalTexts are texts that would make of a value in a segment a request for
// another operation: of /files/{name}:copy for /files/{name}. Such that begin
// with a letter or a digit are none: where paths differ by words, the more exact
// one is meant.
func (e *emitter) rivalTexts(op *ir.Operation, i int) []string {
	if e.mixed == nil {
		e.mixed = mixedPaths(e.api.Served())
	}
	var out []string
	for _, other := range e.mixed[pathKey(op)] {
		rival := other.Segments[i]
		if op.Hook != nil || len(rival) < 2 || !mayMeet(op.Segments[i], rival) || !sameBut(op, other, i) {
			continue
		}
		if text := tellingText(rival); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// mixedPaths are the operations with a segment of text and parameters, by
// pathKey.
func mixedPaths(ops []*ir.Operation) map[string][]*ir.Operation {
	out := map[string][]*ir.Operation{}
	for _, op := range ops {
		if slices.ContainsFunc(op.Segments, func(s ir.Segment) bool { return len(s) > 1 }) {
			out[pathKey(op)] = append(out[pathKey(op)], op)
		}
	}
	return out
}

// pathKey is the same for operations that a request could be for at once.
func pathKey(op *ir.Operation) string { return fmt.Sprintf("%s %d", op.Method, len(op.Segments)) }

// sameBut reports whether a path can lead to both operations, but for a segment.
func sameBut(a, b *ir.Operation, segment int) bool {
	for i := range a.Segments {
		x, y := segmentShape(a.Segments[i]), segmentShape(b.Segments[i])
		if i != segment && x != y && !strings.Contains(x+y, "{}") {
			return false
		}
	}
	return true
}

// mayMeet reports whether one text can be of two segments that differ: what they
// begin with, and what they end with, must go together.
func mayMeet(a, b ir.Segment) bool {
	begin, other := a[0].Literal, b[0].Literal
	end, otherEnd := a[len(a)-1].Literal, b[len(b)-1].Literal
	return segmentShape(a) != segmentShape(b) &&
		(strings.HasPrefix(begin, other) || strings.HasPrefix(other, begin)) &&
		(strings.HasSuffix(end, otherEnd) || strings.HasSuffix(otherEnd, end))
}

func segmentShape(segment ir.Segment) string {
	return (&ir.Operation{Segments: []ir.Segment{segment}}).Shape()
}

// tellingText is the last text of a segment that no letter begins, and that stands
// in a path as it is.
func tellingText(segment ir.Segment) string {
	for _, piece := range slices.Backward(segment) {
		first := firstLetter(piece.Literal)
		if first != "" && strings.Trim(first, "-._~!$&'()*+,;=:@") == "" {
			return piece.Literal
		}
	}
	return ""
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
