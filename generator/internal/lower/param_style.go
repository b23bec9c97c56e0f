package lower

import (
	"fmt"
	"mime"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/mediatype"
	"github.com/peergen/peergen/generator/internal/spec"
)

// styles are the styles of each location, the default first. The delimited styles outside of the
// query come from Swagger 2.0.
var styles = map[ir.Location][]ir.Style{
	ir.InPath:        {ir.StyleSimple, ir.StyleLabel, ir.StyleMatrix, ir.StyleSpaceDelimited, ir.StylePipeDelimited, ir.StyleTabDelimited},
	ir.InQuery:       {ir.StyleForm, ir.StyleSpaceDelimited, ir.StylePipeDelimited, ir.StyleTabDelimited, ir.StyleDeepObject},
	ir.InHeader:      {ir.StyleSimple, ir.StyleSpaceDelimited, ir.StylePipeDelimited, ir.StyleTabDelimited},
	inResponse:       {ir.StyleSimple, ir.StyleSpaceDelimited, ir.StylePipeDelimited, ir.StyleTabDelimited},
	ir.InCookie:      {ir.StyleForm, ir.StyleCookie},
	ir.InQuerystring: {ir.StyleForm},
}

// inResponse is the location of response headers, while their style is decided.
const inResponse ir.Location = "response header"

// style decides how a parameter is serialized. A style without a meaning is reported, with the
// one that is used.
func (l *lowering) style(p *ir.Param, mediaType string, cur spec.Cursor) {
	p.Style = styles[p.In][0]
	if mediaType != "" {
		l.contentStyle(p, mediaType, cur.Child("content"))
		return
	}
	if name, ok := cur.Child("style").Node.Str(); ok {
		p.Style = ir.Style(name)
	}
	if !slices.Contains(styles[p.In], p.Style) {
		l.reportStyle(p, cur, fmt.Sprintf("has the style %s, which does not exist at this location: style %s is used", p.Style, styles[p.In][0]))
		p.Style = styles[p.In][0]
	}
	p.Explode = p.Style == ir.StyleForm || p.Style == ir.StyleCookie || p.Style == ir.StyleDeepObject
	if cur.Has("explode") {
		p.Explode = cur.Child("explode").IsTrue()
	}
	l.fitStyle(p, cur)
}

// contentStyle decides how a parameter with content is serialized: as JSON, or as plain text.
func (l *lowering) contentStyle(p *ir.Param, mediaType string, content spec.Cursor) {
	for name, media := range content.AllMembers() {
		if name != mediaType {
			l.Report(diag.UnsupportedMediaType, media, name+" is ignored in favor of "+mediaType+": the content of a parameter has one media type", "")
		}
	}
	base, _, _ := mime.ParseMediaType(mediaType)
	switch {
	case mediatype.FormatOf(mediaType) == ir.JSON:
		p.Style = ir.StyleJSON
	case base == "application/x-www-form-urlencoded" && p.In == ir.InQuerystring:
		p.Explode = true
		l.fitStyle(p, content)
	case base == "text/plain" && ir.IsScalar(p.Value):
	default:
		l.reportStyle(p, content, "has content of type "+mediaType+": "+asString(p))
		p.Value = ir.Value{Type: ir.String{}}
	}
}

// fitStyle replaces a style that has no meaning for the type of a parameter by the closest one.
func (l *lowering) fitStyle(p *ir.Param, cur spec.Cursor) {
	shape := l.Kinds(p.Value)
	_, isAny := ir.Underlying(p.Value).Type.(ir.Any)
	delimited := p.Style == ir.StyleSpaceDelimited || p.Style == ir.StylePipeDelimited || p.Style == ir.StyleTabDelimited
	switch {
	case isAny:
		if !l.Doc.Unresolved[cur.Node] && !l.Doc.Unresolved[cur.Child("schema").Node] {
			l.reportStyle(p, cur, "has no type: "+asString(p))
		}
		p.Value, p.Style = ir.Value{Type: ir.String{}}, styles[p.In][0]
	case shape == ir.Texts && (delimited || p.Style == ir.StyleDeepObject):
		l.reportStyle(p, cur, fmt.Sprintf("has the style %s, which is for %s: style %s is used", p.Style, typesOf(p.Style), styles[p.In][0]))
		p.Style = styles[p.In][0]
	case delimited && p.Explode:
		l.reportStyle(p, cur, fmt.Sprintf("is exploded, which has no meaning in the style %s: style %s is used", p.Style, styles[p.In][0]))
		p.Style = styles[p.In][0]
	case p.Style == ir.StyleDeepObject && !p.Explode:
		l.reportStyle(p, cur, "is not exploded, which has no meaning in the style deepObject: it is exploded")
		p.Explode = true
	case p.Style == ir.StyleDeepObject && shape&ir.Lists != 0:
		l.reportStyle(p, cur, fmt.Sprintf("is an array, and the style deepObject is for objects: it is sent as %s[0], %s[1]", p.Name, p.Name))
	case p.Style != ir.StyleDeepObject && l.isNestedValue(p.Value):
		how := "they are sent as JSON"
		if p.Explode && shape == ir.Objects && (p.Style == ir.StyleForm || p.Style == ir.StyleCookie) {
			how = "an array repeats its name, other values are sent as JSON"
		}
		l.reportStyle(p, cur, fmt.Sprintf("has nested values, which OpenAPI does not define for the style %s: %s", p.Style, how))
	}
}

func typesOf(style ir.Style) string {
	if style == ir.StyleDeepObject {
		return "objects"
	}
	return "arrays and objects"
}

func (l *lowering) reportStyle(p *ir.Param, cur spec.Cursor, problem string) {
	if p.In == inResponse {
		l.Report(diag.UnsupportedResponseHeaders, cur, "the header "+p.Name+" "+problem, "")
		return
	}
	l.Report(diag.UnsupportedParameterStyle, cur, fmt.Sprintf("the %s parameter %s %s", p.In, p.Name, problem), "")
}

// asString describes, for messages, a parameter or header that becomes a string.
func asString(p *ir.Param) string {
	if p.In == inResponse {
		return "it is a string"
	}
	return "it is a string that the caller encodes"
}

// isNestedValue reports whether an item or member of a value is not a scalar.
func (l *lowering) isNestedValue(v ir.Value) bool {
	switch t := ir.Underlying(v).Type.(type) {
	case ir.List:
		return l.isNested(t.Elem)
	case ir.Dict:
		return l.isNested(t.Elem)
	case ir.Ref:
		switch body := t.Decl.Body.(type) {
		case *ir.Named:
			return l.isNestedValue(body.Value)
		case *ir.Struct:
			return body.Additional != nil && l.isNested(*body.Additional) || slices.ContainsFunc(body.Fields, func(f *ir.Field) bool { return l.isNested(f.Value) })
		case *ir.Tuple:
			return body.Rest != nil && l.isNested(*body.Rest) || slices.ContainsFunc(body.Items, func(f *ir.Field) bool { return l.isNested(f.Value) })
		case *ir.Union:
			return slices.ContainsFunc(body.Variants, func(variant *ir.Variant) bool { return l.isNestedValue(ir.Value{Type: ir.Ref{Decl: variant.Decl}}) })
		}
	}
	return false
}

// isNested is false for raw JSON, whose type is unknown.
func (l *lowering) isNested(v ir.Value) bool {
	_, isAny := ir.Underlying(v).Type.(ir.Any)
	return !isAny && l.Kinds(v) != ir.Texts
}
