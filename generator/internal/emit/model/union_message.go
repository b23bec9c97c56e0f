package model

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// rejectVariant reads a value of none of the variants. Its violation names the values
// of the discriminator if they decide, else the variants.
func (e *Emitter) rejectVariant(body *ir.Union) jen.Code {
	tags := tagLiterals(body)
	switch {
	case len(tags) > 0 && e.requiresTag(body):
		return e.rejectTag("json.RequireTag", body, tags, true)
	case len(tags) > 0 && e.allTagged(body):
		return e.rejectTag("json.UnknownTag", body, tags, false)
	}
	return e.readWith("json.UnknownVariant", jen.Lit(body.Keyword), jen.Lit("must be "+e.variantWords(body, false)))
}

func (e *Emitter) rejectTag(function string, body *ir.Union, tags []string, tagDecides bool) jen.Code {
	return e.readWith(function, jen.Lit(body.Property), jen.Lit(valueWords(tags)), jen.Lit(body.Keyword), jen.Lit("must be "+e.variantWords(body, tagDecides)))
}

// tagLiterals are the values of the discriminator, as JSON.
func tagLiterals(body *ir.Union) []string {
	var out []string
	listed := map[*ir.InnerUnion]bool{}
	for _, variant := range body.Variants {
		out = append(out, literalsOf(body, variant, variant.Tags)...)
		if inner := body.Selecting(variant); inner != nil && !listed[inner] {
			listed[inner] = true
			out = append(out, literalsOf(body, variant, inner.Tags)...)
		}
	}
	return out
}

// literalsOf are values of the discriminator as the member of a variant has them.
func literalsOf(body *ir.Union, variant *ir.Variant, tags []string) []string {
	out := make([]string, len(tags))
	for i, tag := range tags {
		out[i] = strconv.Quote(tag)
	}
	s, ok := variant.Decl.Body.(*ir.Struct)
	if !ok {
		return out
	}
	f := s.Field(body.Property)
	if f == nil {
		return out
	}
	switch base := ir.Wire(ir.Base(ir.Underlying(f.Value))).(type) {
	case ir.Integer, ir.Number, ir.Boolean:
		for i, tag := range tags {
			if isLiteralOf(base, tag) {
				out[i] = tag
			}
		}
	}
	return out
}

// variantWords lists the variants. If the discriminator decides among objects,
// they are not distinguished.
func (e *Emitter) variantWords(body *ir.Union, tagDecides bool) string {
	var out []string
	for _, variant := range body.Variants {
		words := e.variantPhrase(body, variant)
		if tagDecides && e.jsonKind(variant.Decl) == '{' {
			words = kindPhrases['{']
		}
		if !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	if n := len(out); n > maxListed {
		return fmt.Sprintf("%s or one of %d more types", strings.Join(out[:maxListed], ", "), n-maxListed)
	} else if n > 1 {
		return strings.Join(out[:n-1], ", ") + " or " + out[n-1]
	}
	return strings.Join(out, "")
}

// variantPhrase describes a variant as far as needed to distinguish it.
func (e *Emitter) variantPhrase(body *ir.Union, variant *ir.Variant) string {
	kind := e.jsonKind(variant.Decl)
	phrase := kindPhrases[kind]
	if inner := innerOf(body, variant); inner != nil {
		return e.variantPhrase(inner.Body(), inner.Body().Variant(variant.Decl))
	}
	switch {
	case kind == '0' && isInteger(variant.Decl):
		return "an integer"
	case len(variant.Tags) > 0:
		return fmt.Sprintf("%s with the %s %s", phrase, body.Property, strings.Join(literalsOf(body, variant, variant.Tags), " or "))
	case kind != '{' && kind != '[', len(e.kindsOf(body)[kind]) == 1:
		return phrase
	case variant.Member != "":
		return phrase + " with the member " + variant.Member
	case kind == '[' && listKind(variant.Decl) != 0:
		return phrase + " of " + kindNames[listKind(variant.Decl)]
	}
	return phrase + " like " + e.Names.Type(variant.Decl)
}

// listKind is the valueKind of all elements of a variant that is a list, or 0.
func listKind(d *ir.Decl) rune {
	if list, ok := ir.Base(ir.Underlying(ir.Value{Type: ir.Ref{Decl: d}})).(ir.List); ok {
		return valueKind(list.Elem)
	}
	return 0
}

// isInteger reports whether a variant is an integer or an enum of integers.
func isInteger(d *ir.Decl) bool {
	_, ok := ir.Base(ir.Underlying(ir.Value{Type: ir.Ref{Decl: d}})).(ir.Integer)
	return ok
}

var kindPhrases = map[rune]string{'{': "an object", '[': "an array", '"': "a string", '0': "a number", 't': "a boolean"}
