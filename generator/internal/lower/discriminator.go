package lower

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// discriminator reads which value of a member means which variant: the mapping
// where there is one, by pointer, file or bare name; the names of components
// else; the constants of the member in the variants in any case.
func (l *lowering) discriminator(body *ir.Union, part spec.Cursor, schemas []spec.Cursor, members []ir.Value) {
	property, ok := part.Child("discriminator").Child("propertyName").Node.Str()
	if !ok {
		property = sharedConstant(body)
	}
	if property == "" {
		return
	}
	body.Property = property
	mapping := part.Child("discriminator").Child("mapping")
	mapped := map[string]bool{}
	for i, schema := range schemas {
		ref, _ := members[i].Type.(ir.Ref)
		variant := variantOf(body, ref.Decl)
		if variant == nil {
			continue
		}
		to := l.doc.Follow(schema)
		name := componentName(to.Pointer)
		for tag, target := range mapping.AllMembers() {
			if text, ok := target.Node.Str(); ok && name != "" && (lastSegment(text) == name || text == name) {
				variant.Tags = append(variant.Tags, tag)
				mapped[name] = true
			}
		}
		constants := constantsOf(variant.Decl, property)
		switch {
		case len(constants) > 0:
			for _, tag := range constants {
				if !slices.Contains(variant.Tags, tag) {
					variant.Tags = append(variant.Tags, tag)
				}
			}
		case !mapped[name] && name != "" && ok:
			variant.Tags = append(variant.Tags, name)
		}
	}
	dropAmbiguous(body)
}

func variantOf(body *ir.Union, d *ir.Decl) *ir.Variant {
	for _, variant := range body.Variants {
		if variant.Decl == d {
			return variant
		}
	}
	return nil
}

func lastSegment(ref string) string {
	name := ref[strings.LastIndexAny(ref, "/#")+1:]
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, ".yaml"), ".yml"), ".json")
}

// constantsOf are the values that a member of a struct may have, if these are
// strings of an enumeration.
func constantsOf(d *ir.Decl, property string) []string {
	body, ok := d.Body.(*ir.Struct)
	if !ok {
		return nil
	}
	for _, f := range body.Fields {
		ref, ok := ir.Underlying(f.Value).Type.(ir.Ref)
		if f.Name != property || !ok {
			continue
		}
		if enum, ok := ref.Decl.Body.(*ir.Enum); ok {
			var out []string
			for _, v := range enum.Values {
				if text := unquoted(v.Literal); text != "" {
					out = append(out, text)
				}
			}
			return out
		}
	}
	return nil
}

// sharedConstant is a member by which all variants say what they are: each has
// it, required, with values that no other one has.
func sharedConstant(body *ir.Union) string {
	if len(body.Variants) == 0 {
		return ""
	}
	first, ok := body.Variants[0].Decl.Body.(*ir.Struct)
	if !ok {
		return ""
	}
	for _, f := range first.Fields {
		seen := map[string]bool{}
		distinct := f.Required
		for _, variant := range body.Variants {
			constants := constantsOf(variant.Decl, f.Name)
			distinct = distinct && len(constants) > 0
			for _, c := range constants {
				distinct = distinct && !seen[c]
				seen[c] = true
			}
		}
		if distinct {
			return f.Name
		}
	}
	return ""
}

// dropAmbiguous forgets tags that two variants claim: they are tried in turn.
func dropAmbiguous(body *ir.Union) {
	count := map[string]int{}
	for _, variant := range body.Variants {
		for _, tag := range variant.Tags {
			count[tag]++
		}
	}
	for _, variant := range body.Variants {
		variant.Tags = slices.DeleteFunc(variant.Tags, func(tag string) bool { return count[tag] > 1 })
	}
}
