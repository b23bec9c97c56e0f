package lower

import (
	"regexp"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// isEnum holds for a list of strings, or of integers, which may hold null too.
func isEnum(schema *openapi3.Schema) bool {
	if len(schema.Enum) == 0 {
		return false
	}
	kinds := jsonTypes(schema)
	return len(kinds) == 1 && (kinds[0] == openapi3.TypeString || kinds[0] == openapi3.TypeInteger)
}

func (l *lowering) enum(schema *openapi3.Schema, cur spec.Cursor) ir.Type {
	if d := l.decls[place(cur)]; d != nil {
		return ir.Ref{Decl: d}
	}
	d := l.newDecl(schema, cur)
	kind := jsonTypes(schema)[0]
	body := &ir.Enum{Base: l.scalar(kind, schema, cur)}
	d.Body = body
	seen := map[string]bool{}
	values := cur.Child("enum")
	for i, item := range values.Node.Items {
		literal := string(item.JSON())
		switch {
		case item.Kind == source.Null:
		case (item.Kind == source.String) != (kind == openapi3.TypeString):
			l.report("invalid-document", values.Index(i), "the value "+literal+" is not of type "+kind, "")
		case seen[literal]:
			l.report("duplicate-enum-value", values.Index(i), "the value "+literal+" stands here twice", "take one of the two out")
		default:
			seen[literal] = true
			body.Values = append(body.Values, &ir.EnumValue{Literal: literal})
		}
	}
	return ir.Ref{Decl: d}
}

// re2 reports whether Go can take a pattern as it stands. ECMA-262 has
// lookaround and back-references, which RE2 leaves out on purpose.
func re2(pattern string) bool {
	_, err := regexp.Compile(pattern)
	return err == nil
}
