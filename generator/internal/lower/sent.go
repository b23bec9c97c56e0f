package lower

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
)

// markSent finds what a variant is sent with that leaves its tag zero: the first
// of its tags that its member takes. Without a discriminator an optional member
// may well be absent, and of several constants none is the one that is meant.
func (t *tagging) markSent() {
	body := t.plan.body
	_, declared := t.plan.discriminator.Child("propertyName").Node.Str()
	for _, variant := range body.Variants {
		f := fieldOf(variant.Decl, body.Property)
		if f == nil && declared && len(variant.Tags) > 0 {
			f = undeclaredTag(variant.Decl, body.Property)
		}
		switch {
		case f == nil, len(variant.Tags) == 0, variant.Sent != "":
		case !declared && (!f.Required || len(variant.Tags) > 1):
		case !body.Literal:
			variant.Sent = quoted(t.firstTaken(variant))
		case !slices.Contains(variant.Tags, "0") && !slices.Contains(variant.Tags, "false"): // which are zero, and mean it
			variant.Sent = t.firstTaken(variant)
		}
	}
}

// undeclaredTag gives an object a field for what a discriminator names and the
// object does not declare: without it nobody could tell what has been sent. It is
// nil for what is no struct.
func undeclaredTag(d *ir.Decl, name string) *ir.Field {
	body, ok := d.Body.(*ir.Struct)
	if !ok {
		return nil
	}
	f := &ir.Field{Name: name, Value: ir.Value{Type: ir.String{}}, Doc: ir.Doc{Description: "Tells variants of a union apart; only their discriminator declares it."}}
	body.Fields = append(body.Fields, f)
	return f
}

func (t *tagging) firstTaken(variant *ir.Variant) string {
	constants, _ := constantsOf(variant.Decl, t.plan.body.Property)
	if i := slices.IndexFunc(variant.Tags, func(tag string) bool { return slices.Contains(constants, tag) }); i >= 0 {
		return variant.Tags[i]
	}
	return variant.Tags[0]
}

// fieldOf is the field of a member of an object, or nil.
func fieldOf(d *ir.Decl, name string) *ir.Field {
	if body, ok := d.Body.(*ir.Struct); ok {
		return body.Field(name)
	}
	return nil
}
