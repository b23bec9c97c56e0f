package model

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// chooseVariant looks at the discriminator first. If it is required in all objects, a
// value that is not listed is none of the variants that have values. The variants are
// tried only without a value.
func (e *Emitter) chooseVariant(d *ir.Decl, body *ir.Union) []jen.Code {
	var cases []jen.Code
	requiresTag, allTagged := e.requiresTag(body), e.allTagged(body)
	for _, variant := range body.Variants {
		if len(variant.Tags) > 0 {
			cases = append(cases, e.caseOf(variant, requiresTag || allTagged, variant.Tags...))
		}
	}
	for _, inner := range body.Inner {
		if len(inner.Tags) > 0 {
			cases = append(cases, jen.Case(stringLiterals(inner.Tags)...).Block(e.readInner(d, body, inner)...))
		}
	}
	if len(cases) == 0 {
		return e.byKind(d, body)
	}
	rest := body
	if requiresTag {
		rest = e.withoutTagged(body)
	}
	otherwise := e.byKind(d, rest)
	if allTagged && len(otherwise) > 0 {
		cases, otherwise = append(cases, jen.Case(jen.Lit("")).Block(otherwise...)), nil
	}
	return append([]jen.Code{jen.Switch(e.readWith("json.Tag", jen.Lit(body.Property))).Block(cases...)}, otherwise...)
}

// requiresTag reports whether all objects of a union require the discriminator.
func (e *Emitter) requiresTag(body *ir.Union) bool {
	return !slices.ContainsFunc(e.ofKind(body, '{'), func(v *ir.Variant) bool { return !mustHave(v, body.Property) })
}

// allTagged reports whether all objects of a union have discriminator values.
func (e *Emitter) allTagged(body *ir.Union) bool {
	return !slices.ContainsFunc(e.ofKind(body, '{'), func(v *ir.Variant) bool { return !isTagged(body, v) })
}

// isTagged reports whether a variant has discriminator values, directly or together
// with others.
func isTagged(body *ir.Union, v *ir.Variant) bool {
	return len(v.Tags) > 0 || body.Selecting(v) != nil
}

// mustHave reports whether a variant is an object that has a member in any case.
func mustHave(variant *ir.Variant, name string) bool {
	body, ok := variant.Decl.Body.(*ir.Struct)
	return ok && slices.ContainsFunc(body.Fields, func(f *ir.Field) bool { return f.Name == name && f.Required })
}

// withoutTagged is a union less the objects with discriminator values.
func (e *Emitter) withoutTagged(body *ir.Union) *ir.Union {
	rest := *body
	rest.Variants = slices.DeleteFunc(slices.Clone(body.Variants), func(v *ir.Variant) bool {
		return e.jsonKind(v.Decl) == '{' && isTagged(body, v)
	})
	return &rest
}

func stringLiterals(texts []string) (out []jen.Code) {
	for _, text := range texts {
		out = append(out, jen.Lit(text))
	}
	return out
}

// caseOf reads a variant in the case of some strings. If they do not decide, the
// variant must fit.
func (e *Emitter) caseOf(variant *ir.Variant, decides bool, texts ...string) jen.Code {
	if decides {
		return jen.Case(stringLiterals(texts)...).Block(e.readVariant(variant)...)
	}
	return jen.Case(stringLiterals(texts)...).Block(
		jen.If(jen.List(jen.Id("v"), jen.Id("end"), jen.Id("ok")).Op(":=").Add(e.trial("TryVariant", variant)), jen.Id("ok")).Block(
			jen.Op("*").Id("p").Op("=").Add(variantValue(variant, jen.Id("v"))),
			jen.Return(jen.Id("end"))))
}

// readInner reads the variant that an inner union chooses.
//
//	v, i := jsonReadVariant(r, i, readUserEvent)
//	switch v := (*v).(type) {
//	case UnknownUserEvent:
//		*p = UnknownEvent(v)
//	case Event:
//		*p = v
//	}
//	return i
func (e *Emitter) readInner(d *ir.Decl, body *ir.Union, inner *ir.InnerUnion) []jen.Code {
	return []jen.Code{
		e.declareVariant(inner.Decl),
		jen.Switch(jen.Id("v").Op(":=").Parens(jen.Op("*").Id("v")).Assert(jen.Type())).Block(
			jen.Case(jen.Id(e.Names.Unknown(inner.Body()))).Block(jen.Op("*").Id("p").Op("=").Id(e.Names.Unknown(body)).Call(jen.Id("v"))),
			jen.Case(jen.Id(e.Names.Type(d))).Block(jen.Op("*").Id("p").Op("=").Id("v"))),
		jen.Return(jen.Id("i")),
	}
}

// declareVariant reads a variant into the new variable v.
func (e *Emitter) declareVariant(d *ir.Decl) jen.Code {
	return jen.List(jen.Id("v"), jen.Id("i")).Op(":=").Add(e.readWith("json.ReadVariant", e.variantReader(d)))
}

// variantReader is the function that reads a variant. A variant is a type, which a
// function of the runtime cannot infer from the result.
func (e *Emitter) variantReader(d *ir.Decl) *jen.Statement {
	e.Codecs.Mention(Codec{JSONReader, d})
	return jen.Id(e.Names.Reader(d))
}

func (e *Emitter) readVariant(variant *ir.Variant) []jen.Code {
	return []jen.Code{
		e.declareVariant(variant.Decl),
		jen.Op("*").Id("p").Op("=").Add(variantValue(variant, jen.Id("v"))),
		jen.Return(jen.Id("i")),
	}
}

// variantValue is a variant as the union has it, for a pointer to its value.
func variantValue(variant *ir.Variant, pointer *jen.Statement) *jen.Statement {
	if _, ok := variant.Decl.Body.(*ir.Struct); ok {
		return pointer
	}
	return jen.Op("*").Add(pointer)
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
func (e *Emitter) byKind(d *ir.Decl, body *ir.Union) []jen.Code {
	var cases []jen.Code
	for _, kind := range []rune{'{', '[', '"', '0', 't'} {
		variants := e.ofKind(body, kind)
		switch {
		case len(variants) == 0:
		case len(variants) == 1 && (kind != '{' || len(variants[0].Tags) == 0):
			cases = append(cases, kindCase(kind).Block(e.readVariant(variants[0])...))
		case kind == '[' && distinguishedByElements(variants):
			cases = append(cases, kindCase(kind).Block(e.byElement(variants)))
		default:
			cases = append(cases, kindCase(kind).Block(e.byMember(d, body, variants)...))
		}
	}
	if len(cases) == 0 {
		return nil
	}
	return []jen.Code{jen.Switch(jen.Id("r").Dot(e.RTMember("json.Reader.Kind")).Call(jen.Id("i"))).Block(cases...)}
}

// byElement looks at the first element of an array; an empty one is the first
// variant that may be empty.
func (e *Emitter) byElement(arrays []*ir.Variant) jen.Code {
	var cases []jen.Code
	empty := false
	for _, variant := range arrays {
		kinds := kindRunes(elementKind(variant.Decl))
		if !empty && mayBeEmpty(variant.Decl) {
			kinds, empty = append(kinds, jen.Lit(0)), true
		}
		cases = append(cases, jen.Case(kinds...).Block(e.readVariant(variant)...))
	}
	return jen.Switch(e.readWith("json.ElementKind")).Block(cases...)
}

// mayBeEmpty reports whether an array can have no elements.
func mayBeEmpty(d *ir.Decl) bool {
	if tuple, ok := d.Body.(*ir.Tuple); ok {
		return !tuple.Items[0].Required
	}
	return !slices.ContainsFunc(ir.Underlying(d.Body.(*ir.Named).Value).Checks, func(check ir.Check) bool {
		items, ok := check.(ir.Items)
		return ok && items.Min > 0
	})
}

// byMember chooses the variant with a member that no other variant has, if the
// value has only that one of these members. Otherwise, or if variants without such a
// member are possible and the value does not fit, it takes the one that fits best.
// Variants of an inner union that has another discriminator are tried as this union.
func (e *Emitter) byMember(d *ir.Decl, body *ir.Union, variants []*ir.Variant) []jen.Code {
	decides := !slices.ContainsFunc(variants, func(v *ir.Variant) bool { return v.Member == "" })
	var names []jen.Code
	var cases, fits, choices []jen.Code
	try := func(misfit jen.Code, read []jen.Code) {
		choices = append(choices, jen.Case(jen.Lit(len(fits))).Block(read...))
		fits = append(fits, misfit)
	}
	tried := map[*ir.InnerUnion]bool{}
	for _, variant := range variants {
		if variant.Member != "" {
			names, cases = append(names, jen.Lit(variant.Member)), append(cases, e.caseOf(variant, decides, variant.Member))
		}
		inner := innerOf(body, variant)
		switch {
		case inner == nil:
			try(e.misfit(variant), e.readVariant(variant))
		case !tried[inner]:
			tried[inner] = true
			try(e.readWith("json.Misfit", e.variantReader(inner.Decl)), e.readInner(d, body, inner))
		}
	}
	var code []jen.Code
	if len(cases) > 0 {
		code = append(code, jen.Switch(e.readWith("json.OnlyMember", names...)).Block(cases...))
	}
	fit := jen.Func().Params().Int().Block(jen.Return(e.RT("json.BestFit").Call(fits...)))
	return append(code, jen.Switch(e.readWith("json.Choose", jen.Id("p"), fit)).Block(choices...))
}

// innerOf is the inner union that has a variant without direct tags and
// distinguishes it by another discriminator; or nil.
func innerOf(body *ir.Union, variant *ir.Variant) *ir.InnerUnion {
	for _, inner := range body.Inner {
		if len(variant.Tags) == 0 && inner.Body().Has(variant.Decl) && inner.Body().Property != "" {
			return inner
		}
	}
	return nil
}

// misfit is how badly the next value fits a variant.
func (e *Emitter) misfit(variant *ir.Variant) *jen.Statement { return e.trial("Misfit", variant) }

// trial calls a function that reads a variant, of package json, or of package check
// if the variant has constraints.
func (e *Emitter) trial(function string, variant *ir.Variant) *jen.Statement {
	if e.Checked[variant.Decl] {
		check := jen.Parens(jen.Op("*").Id(e.Names.Type(variant.Decl))).Dot("check")
		return e.readWith("check."+function, e.variantReader(variant.Decl), check)
	}
	return e.readWith("json."+function, e.variantReader(variant.Decl))
}
