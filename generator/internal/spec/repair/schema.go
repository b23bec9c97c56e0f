package repair

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// toSchema reads the name of a type as a schema of this type, and an array of schemas as
// alternatives.
func toSchema(_ *repairer, n *source.Node, _ *shape) string {
	switch {
	case n.Kind == source.String && (slices.Contains(jsonTypes, n.Text) || otherTypes[strings.ToLower(n.Text)][0] != ""):
		n.SetMembers([]source.Member{memberAt("type", stringAt(n, n.Text))})
		return "{type: " + n.Get("type").Text + "}"
	case n.Kind == source.String && (n.Text == "true" || n.Text == "false"):
		n.Kind = source.Bool
		return n.Text
	case n.Kind == source.Array && len(n.Items) == 0:
		n.SetMembers(nil)
		return "{}"
	case n.Kind == source.Array && len(n.Items) == 1 && n.Items[0].Kind == source.Object:
		*n = *n.Items[0].Clone()
		return "the one schema without brackets"
	case n.Kind == source.Array:
		n.SetMembers([]source.Member{memberAt("anyOf", arrayAt(n, n.Items...))})
		return "{anyOf: [...]}"
	}
	return ""
}

// repairSchema handles what depends on several keywords of a schema.
func repairSchema(r *repairer, n *source.Node) {
	if r.set.IsOfSwagger(r.file) {
		swaggerSchema(r, n)
	}
	r.repairType(n)
	r.values(n, nil)
	r.patterns(n)
	r.requiredFlags(n)
	r.tupleItems(n)
	for _, bound := range [][2]string{{"exclusiveMinimum", "minimum"}, {"exclusiveMaximum", "maximum"}} {
		r.exclusive(n, bound[0], bound[1])
	}
	if mapping := n.Get("discriminator").Get("mapping"); mapping != nil {
		r.mapping(mapping)
	}
}

// requiredFlags moves `required: true` of a property to the list of its object.
func (r *repairer) requiredFlags(n *source.Node) {
	if flag := n.Get("required"); flag != nil && isFlag(flag) {
		r.repaired(flag, "required is a list of member names: this is ignored", "the names of the required members, in the schema that has them")
		n.Delete("required")
	}
	properties := n.Get("properties")
	if properties == nil || properties.Kind != source.Object {
		return
	}
	for _, property := range properties.Members {
		flag := property.Value.Get("required")
		if flag == nil || !isFlag(flag) {
			continue
		}
		r.repaired(flag, "required belongs to the object that has the property "+property.Name,
			"required: ["+property.Name+"] next to its properties")
		property.Value.Delete("required")
		if flag.Text != "true" {
			continue
		}
		if list := n.Get("required"); list == nil || list.Kind != source.Array {
			n.Set("required", arrayAt(flag, stringAt(flag, property.Name)))
		} else if !slices.ContainsFunc(list.Items, func(i *source.Node) bool { return i.Text == property.Name }) {
			list.Items = append(list.Items, stringAt(flag, property.Name))
		}
	}
}

func isFlag(n *source.Node) bool {
	return n.Kind == source.Bool || n.Kind == source.String && (n.Text == "true" || n.Text == "false")
}

// exclusive handles the boolean exclusiveMinimum of OpenAPI 3.0 in later documents.
func (r *repairer) exclusive(n *source.Node, exclusive, inclusive string) {
	flag, limit := n.Get(exclusive), n.Get(inclusive)
	if flag == nil || flag.Kind != source.Bool || !r.set.Since31() {
		return
	}
	if flag.Text == "true" && limit != nil && limit.Kind == source.Number {
		r.repaired(flag, exclusive+" is a number since OpenAPI 3.1", exclusive+": "+limit.Text+" without "+inclusive)
		n.Set(exclusive, limit)
		n.Delete(inclusive)
		return
	}
	r.repaired(flag, exclusive+" is a number since OpenAPI 3.1: this is ignored", "the bound, or nothing")
	n.Delete(exclusive)
}

// mapping resolves the references in the mapping of a discriminator. A value may also be the
// name of a component.
func (r *repairer) mapping(mapping *source.Node) {
	var kept []source.Member
	for _, member := range mapping.Members {
		ref := member.Value
		if ref.Kind == source.String && r.isReference(ref.Text) && !strings.HasPrefix(member.Name, "x-") {
			to, problem, hint := r.resolve(r.file, ref.Text)
			if to.node == nil {
				to = r.resolveInEnclosing(ref)
			}
			if to.node == nil {
				r.report(diag.UnresolvedRef, ref, ref.Text+" "+problem, hint)
				continue
			}
			r.reportOutside(ref, to.file)
			ref.Text = r.referTo(to)
			r.pending = append(r.pending, target{to, r.table.schema})
		}
		kept = append(kept, member)
	}
	if len(kept) < len(mapping.Members) {
		mapping.SetMembers(kept)
	}
}

// isReference reports whether a value of a mapping is a reference and not the name of a
// component. A name may end like that of a file.
func (r *repairer) isReference(text string) bool {
	if strings.ContainsAny(text, "#/") {
		return true
	}
	isFile := slices.Contains([]string{".yaml", ".yml", ".json"}, filepath.Ext(text))
	return isFile && !r.set.Root.Root.Get("components").Get("schemas").Has(text)
}

// tupleItems handles tuples as older drafts of JSON Schema write them: an array of schemas under
// items, and additionalItems for the items after them. Without additionalItems and without a
// fixed length such an array is read as alternatives, see toSchema.
func (r *repairer) tupleItems(n *source.Node) {
	items, rest := n.Get("items"), n.Get("additionalItems")
	if items == nil || items.Kind != source.Array || len(items.Items) < 2 || n.Has("prefixItems") {
		return
	}
	least, most := n.Get("minItems"), n.Get("maxItems")
	length := strconv.Itoa(len(items.Items))
	if rest == nil && (least == nil || most == nil || least.Text != length || most.Text != length) {
		return
	}
	r.repaired(items, "expected a schema, found an array: its schemas are those of the first items", "prefixItems: [...], and items for those that follow")
	n.Set("prefixItems", items)
	n.Delete("items")
	n.Delete("additionalItems")
	if rest != nil {
		n.Set("items", rest)
	}
}

func toDiscriminator(_ *repairer, n *source.Node, _ *shape) string {
	if n.Kind != source.String {
		return ""
	}
	n.SetMembers([]source.Member{memberAt("propertyName", stringAt(n, n.Text))})
	return "{propertyName: " + n.Get("propertyName").Text + "}"
}
