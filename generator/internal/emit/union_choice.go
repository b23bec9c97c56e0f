package emit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// howToldApart is the table of a union in its comment.
func (e *emitter) howToldApart(body *ir.Union) string {
	lines := []string{"One of:"}
	for _, variant := range body.Variants {
		line := "  - " + fmt.Sprintf("%#v", e.variantType(variant.Decl))
		kind := e.jsonKind(variant.Decl)
		switch {
		case len(variant.Tags) > 0:
			line += fmt.Sprintf(": %s is %s", body.Property, strings.Join(variant.Tags, " or "))
		case len(e.ofKind(body, kind)) == 1:
			line += ": JSON " + kindNames[kind]
		case variant.Member != "":
			line += ": has " + variant.Member
		case kind == '[' && toldByElements(e.ofKind(body, '[')):
			line += ": JSON arrays of " + kindNames[elementKind(variant.Decl)]
		case kind == '{':
			line += ": where its members fit best"
		default:
			line += ": where it fits best"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

var kindNames = map[rune]string{'{': "objects", '[': "arrays", '"': "strings", '0': "numbers", 't': "booleans"}

// jsonKind is the first byte of the JSON of a variant, as jsonCodec.kind tells it.
func (e *emitter) jsonKind(d *ir.Decl) rune {
	if kind := valueKind(ir.Value{Type: ir.Ref{Decl: d}}); kind != 0 {
		return kind
	}
	panic(fmt.Sprintf("emit: variant %s of kind %T", e.names.Type(d), d.Body))
}

// valueKind is the first byte of the JSON of a value; 0 where there are several.
func valueKind(v ir.Value) rune {
	u := ir.Underlying(v)
	if u.Nullable {
		return 0
	}
	switch t := ir.Wire(u.Type).(type) {
	case ir.Foreign:
		return map[string]rune{"object": '{', "array": '['}[t.JSON]
	case ir.Dict:
		return '{'
	case ir.List:
		return '['
	case ir.String:
		return '"'
	case ir.Integer, ir.Number:
		return '0'
	case ir.Boolean:
		return 't'
	case ir.Any:
		return 0
	case ir.Ref:
		switch body := t.Decl.Body.(type) {
		case *ir.Struct:
			return '{'
		case *ir.Tuple:
			return '['
		case *ir.Enum:
			return valueKind(ir.Value{Type: body.Base})
		case *ir.Named:
			return valueKind(ir.NotNull(body.Value))
		case *ir.Union:
			return 0
		}
	}
	panic(fmt.Sprintf("emit: value of kind %T", u.Type))
}

// elementKind is the valueKind of the first element of a variant that is an array.
func elementKind(d *ir.Decl) rune {
	switch body := d.Body.(type) {
	case *ir.Tuple:
		return valueKind(body.Items[0].Value)
	case *ir.Named:
		if list, ok := body.Value.Type.(ir.List); ok {
			return valueKind(list.Elem)
		}
	}
	panic(fmt.Sprintf("emit: array of kind %T", d.Body))
}

// toldByElements reports whether a look at the first element tells arrays apart.
func toldByElements(arrays []*ir.Variant) bool {
	seen := map[rune]bool{0: true}
	for _, variant := range arrays {
		kind := elementKind(variant.Decl)
		if seen[kind] {
			return false
		}
		seen[kind] = true
	}
	return true
}

// ofKind are the variants of one JSON type. Enumerations come before what else is
// of their type, which takes their values, too.
func (e *emitter) ofKind(body *ir.Union, kind rune) []*ir.Variant {
	var closed, others []*ir.Variant
	for _, variant := range body.Variants {
		if e.jsonKind(variant.Decl) != kind {
			continue
		}
		if enum, ok := variant.Decl.Body.(*ir.Enum); ok && !enum.Open {
			closed = append(closed, variant)
		} else {
			others = append(others, variant)
		}
	}
	return append(closed, others...)
}

// chooseVariant looks at the discriminator first. Where all objects have one, a
// value that nobody knows is no variant, and only without any value are the
// variants tried.
func (e *emitter) chooseVariant(body *ir.Union) []jen.Code {
	var cases []jen.Code
	for _, variant := range body.Variants {
		if len(variant.Tags) > 0 {
			cases = append(cases, e.caseOf(variant, variant.Tags...))
		}
	}
	otherwise := e.byKind(body)
	if len(cases) == 0 {
		return otherwise
	}
	if !slices.ContainsFunc(e.ofKind(body, '{'), func(v *ir.Variant) bool { return !mustHave(v, body.Property) }) {
		otherwise = e.byKind(e.others(body, '{'))
	}
	tag := e.rt("jsonTag")
	if body.Literal {
		tag = e.rt("jsonLiteralTag")
	}
	tagged := !slices.ContainsFunc(e.ofKind(body, '{'), func(v *ir.Variant) bool { return len(v.Tags) == 0 })
	if tagged && len(otherwise) > 0 {
		cases, otherwise = append(cases, jen.Case(jen.Lit("")).Block(otherwise...)), nil
	}
	return append([]jen.Code{jen.Switch(tag.Call(jen.Id("c"), jen.Lit(body.Property))).Block(cases...)}, otherwise...)
}

// mustHave reports whether a variant is an object that has a member in any case.
func mustHave(variant *ir.Variant, name string) bool {
	body, ok := variant.Decl.Body.(*ir.Struct)
	return ok && slices.ContainsFunc(body.Fields, func(f *ir.Field) bool { return f.Name == name && f.Required })
}

// others is a union less the variants of one JSON type.
func (e *emitter) others(body *ir.Union, kind rune) *ir.Union {
	rest := *body
	rest.Variants = slices.DeleteFunc(slices.Clone(body.Variants), func(v *ir.Variant) bool { return e.jsonKind(v.Decl) == kind })
	return &rest
}

// caseOf reads a variant in the case of some strings.
func (e *emitter) caseOf(variant *ir.Variant, texts ...string) jen.Code {
	literals := make([]jen.Code, 0, len(texts))
	for _, text := range texts {
		literals = append(literals, jen.Lit(text))
	}
	return jen.Case(literals...).Block(e.readVariant(variant), jen.Return())
}

func (e *emitter) readVariant(variant *ir.Variant) jen.Code {
	read := e.rt("readVariant").Index(jen.Id(e.names.Type(variant.Decl))).Call(jen.Id("c"))
	if _, ok := variant.Decl.Body.(*ir.Struct); !ok {
		read = jen.Op("*").Add(read)
	}
	return jen.Op("*").Id("p").Op("=").Add(read)
}

// kindRunes are the first bytes of a JSON type.
func kindRunes(kind rune) []jen.Code {
	if kind == 't' {
		return []jen.Code{jen.LitRune('t'), jen.LitRune('f')}
	}
	return []jen.Code{jen.LitRune(kind)}
}

// kindCase is the case of a JSON type, by its first byte.
func kindCase(kind rune) *jen.Statement { return jen.Case(kindRunes(kind)...) }

// byKind chooses by the JSON type, then among the variants of that type.
func (e *emitter) byKind(body *ir.Union) []jen.Code {
	var cases []jen.Code
	for _, kind := range []rune{'{', '[', '"', '0', 't'} {
		variants := e.ofKind(body, kind)
		switch {
		case len(variants) == 0:
		case len(variants) == 1 && (kind != '{' || len(variants[0].Tags) == 0):
			cases = append(cases, kindCase(kind).Block(e.readVariant(variants[0]), jen.Return()))
		case kind == '[' && toldByElements(variants):
			cases = append(cases, kindCase(kind).Block(e.byElement(variants)))
		default:
			cases = append(cases, kindCase(kind).Block(e.byMember(variants)...))
		}
	}
	if len(cases) == 0 {
		return nil
	}
	return []jen.Code{jen.Switch(jen.Id("c").Dot(e.rtDot("jsonCodec.kind")).Call()).Block(cases...)}
}

// byElement looks at the first element of an array; an empty one is the first
// variant that may be empty.
func (e *emitter) byElement(arrays []*ir.Variant) jen.Code {
	var cases []jen.Code
	empty := false
	for _, variant := range arrays {
		kinds := kindRunes(elementKind(variant.Decl))
		tuple, isTuple := variant.Decl.Body.(*ir.Tuple)
		if !empty && !(isTuple && tuple.Items[0].Required) {
			kinds, empty = append(kinds, jen.Lit(0)), true
		}
		cases = append(cases, jen.Case(kinds...).Block(e.readVariant(variant), jen.Return()))
	}
	return jen.Switch(e.rt("jsonElementKind").Call(jen.Id("c"))).Block(cases...)
}

// byMember takes the variant that has the member of its own; of the rest it tries
// each and takes the one that fits best.
func (e *emitter) byMember(variants []*ir.Variant) []jen.Code {
	names, cases := []jen.Code{jen.Id("c")}, []jen.Code{}
	var fits, choices []jen.Code
	for _, variant := range variants {
		if variant.Member != "" {
			names, cases = append(names, jen.Lit(variant.Member)), append(cases, e.caseOf(variant, variant.Member))
			continue
		}
		choices = append(choices, jen.Case(jen.Lit(len(fits))).Block(e.readVariant(variant), jen.Return()))
		fits = append(fits, e.misfit(variant).Index(jen.Id(e.names.Type(variant.Decl))).Call(jen.Id("c")))
	}
	var code []jen.Code
	if len(cases) > 0 {
		code = append(code, jen.Switch(e.rt("jsonMemberAmong").Call(names...)).Block(cases...))
	}
	if len(fits) > 0 {
		code = append(code, jen.Switch(e.rt("bestFit").Call(fits...)).Block(choices...))
	}
	return code
}

// misfit is the function that tells how badly a value fits a variant.
func (e *emitter) misfit(variant *ir.Variant) *jen.Statement {
	if e.checked[variant.Decl] {
		return e.rt("misfitChecked")
	}
	return e.rt("misfit")
}
