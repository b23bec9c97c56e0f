package lower

import (
	"fmt"
	"mime"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// styles are those of each location, the default one first. That delimited ones
// are good for more than queries is Swagger 2.0's idea.
var styles = map[ir.Location][]ir.Style{
	ir.InPath:        {ir.StyleSimple, ir.StyleLabel, ir.StyleMatrix, ir.StyleSpaceDelimited, ir.StylePipeDelimited, ir.StyleTabDelimited},
	ir.InQuery:       {ir.StyleForm, ir.StyleSpaceDelimited, ir.StylePipeDelimited, ir.StyleTabDelimited, ir.StyleDeepObject},
	ir.InHeader:      {ir.StyleSimple, ir.StyleSpaceDelimited, ir.StylePipeDelimited, ir.StyleTabDelimited},
	inAnswer:         {ir.StyleSimple, ir.StyleSpaceDelimited, ir.StylePipeDelimited, ir.StyleTabDelimited},
	ir.InCookie:      {ir.StyleForm, ir.StyleCookie},
	ir.InQuerystring: {ir.StyleForm},
}

// inAnswer is where the headers of responses are while their style is looked for.
const inAnswer ir.Location = "response header"

// style decides how a parameter travels. What OpenAPI leaves open is reported
// with what is made of it.
func (l *lowering) style(p *ir.Param, mediaType string, cur spec.Cursor) {
	p.Style = styles[p.In][0]
	if mediaType != "" {
		l.contentStyle(p, mediaType, cur.Child("content"))
		return
	}
	if said, ok := cur.Child("style").Node.Str(); ok {
		p.Style = ir.Style(said)
	}
	if !slices.Contains(styles[p.In], p.Style) {
		l.reportStyle(p, cur, fmt.Sprintf("has the style %s, which is none of its place: it travels in the style %s", p.Style, styles[p.In][0]))
		p.Style = styles[p.In][0]
	}
	p.Explode = p.Style == ir.StyleForm || p.Style == ir.StyleCookie || p.Style == ir.StyleDeepObject
	if cur.Has("explode") {
		p.Explode = cur.Child("explode").IsTrue()
	}
	l.fitStyle(p, cur)
}

// contentStyle is the style of a parameter that has content: JSON, or the text
// itself.
func (l *lowering) contentStyle(p *ir.Param, mediaType string, content spec.Cursor) {
	for name, media := range content.AllMembers() {
		if name != mediaType {
			l.Report(diag.UnsupportedMediaType, media, name+" is passed over for "+mediaType+": the content of a parameter has one type", "")
		}
	}
	base, _, _ := mime.ParseMediaType(mediaType)
	switch {
	case formatOf(mediaType) == ir.JSON:
		p.Style = ir.StyleJSON
	case base == "application/x-www-form-urlencoded" && p.In == ir.InQuerystring:
		p.Explode = true
		l.fitStyle(p, content)
	case base == "text/plain" && ir.IsScalar(p.Value):
	default:
		l.reportStyle(p, content, "has content of type "+mediaType+": it is a string that the caller writes")
		p.Value = ir.Value{Type: ir.String{}}
	}
}

// fitStyle replaces a style that has no meaning for a value by the nearest one
// that has.
func (l *lowering) fitStyle(p *ir.Param, cur spec.Cursor) {
	shape := ir.ShapeOf(p.Value)
	_, isAny := ir.Underlying(p.Value).Type.(ir.Any)
	delimited := p.Style == ir.StyleSpaceDelimited || p.Style == ir.StylePipeDelimited || p.Style == ir.StyleTabDelimited
	switch {
	case isAny:
		l.reportStyle(p, cur, "says nothing about its type: it is a string that the caller writes")
		p.Value, p.Style = ir.Value{Type: ir.String{}}, styles[p.In][0]
	case shape == ir.Texts && (delimited || p.Style == ir.StyleDeepObject):
		l.reportStyle(p, cur, fmt.Sprintf("has the style %s, which is for %s: it travels in the style %s", p.Style, meantFor(p.Style), styles[p.In][0]))
		p.Style = styles[p.In][0]
	case delimited && p.Explode:
		l.reportStyle(p, cur, fmt.Sprintf("is exploded, which has no meaning in the style %s: it travels in the style %s", p.Style, styles[p.In][0]))
		p.Style = styles[p.In][0]
	case p.Style == ir.StyleDeepObject && !p.Explode:
		l.reportStyle(p, cur, "is not exploded, which has no meaning in the style deepObject: it travels exploded")
		p.Explode = true
	case p.Style == ir.StyleDeepObject && shape&ir.Lists != 0:
		l.reportStyle(p, cur, fmt.Sprintf("is an array, and the style deepObject is for objects: it travels as %s[0], %s[1]", p.Name, p.Name))
	case p.Style != ir.StyleDeepObject && nests(p.Value):
		how := "they travel as JSON"
		if p.Explode && shape == ir.Objects && (p.Style == ir.StyleForm || p.Style == ir.StyleCookie) {
			how = "an array repeats its name, the rest travels as JSON"
		}
		l.reportStyle(p, cur, fmt.Sprintf("has values inside values, which OpenAPI does not define for the style %s: %s", p.Style, how))
	}
}

func meantFor(style ir.Style) string {
	if style == ir.StyleDeepObject {
		return "objects"
	}
	return "arrays and objects"
}

func (l *lowering) reportStyle(p *ir.Param, cur spec.Cursor, problem string) {
	if p.In == inAnswer {
		l.Report(diag.UnsupportedResponseHeaders, cur, "the header "+p.Name+" "+strings.TrimSuffix(problem, " that the caller writes"), "")
		return
	}
	l.Report(diag.UnsupportedParameterStyle, cur, fmt.Sprintf("the %s parameter %s %s", p.In, p.Name, problem), "")
}

// nests reports whether an element or member is more than a scalar.
func nests(v ir.Value) bool {
	switch t := ir.Underlying(v).Type.(type) {
	case ir.List:
		return isNested(t.Elem)
	case ir.Dict:
		return isNested(t.Elem)
	case ir.Ref:
		switch body := t.Decl.Body.(type) {
		case *ir.Named:
			return nests(body.Value)
		case *ir.Struct:
			return body.Others != nil && isNested(*body.Others) || slices.ContainsFunc(body.Fields, func(f *ir.Field) bool { return isNested(f.Value) })
		case *ir.Tuple:
			return body.Rest != nil && isNested(*body.Rest) || slices.ContainsFunc(body.Items, func(f *ir.Field) bool { return isNested(f.Value) })
		case *ir.Union:
			return slices.ContainsFunc(body.Variants, func(variant *ir.Variant) bool { return nests(ir.Value{Type: ir.Ref{Decl: variant.Decl}}) })
		}
	}
	return false
}

// isNested is false for raw JSON, of which nobody knows.
func isNested(v ir.Value) bool {
	_, isAny := ir.Underlying(v).Type.(ir.Any)
	return !isAny && ir.ShapeOf(v) != ir.Texts
}
