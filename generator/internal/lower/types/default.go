package types

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Default is the default of a schema, see [schema.Reader.Default]. One that has no
// effect is reported.
func (b *Builder) Default(cur spec.Cursor) spec.Cursor {
	found, ignored := b.Schemas.Default(cur)
	if ignored.Node != nil {
		b.Report(diag.UnsupportedKeyword, ignored, "default next to $ref has no effect before OpenAPI 3.1", "write an allOf of the reference and the rest")
	}
	return found
}

// addDefault adds the default of a property: that of the last of its schemas that has
// one.
func (b *Builder) addDefault(f *ir.Field, schemas []spec.Cursor) {
	for _, cur := range slices.Backward(schemas) {
		if found := b.Default(cur); found.Node != nil {
			f.Default, b.defaults[f] = found.JSON(), found
			return
		}
	}
}

// FillDefaults decides which members servers can fill in if they are absent: optional
// ones whose default is a value of the Go type that violates no constraint.
func (b *Builder) FillDefaults() {
	for _, d := range b.API.Decls {
		body, ok := d.Body.(*ir.Struct)
		if !ok {
			continue
		}
		for _, f := range body.Fields {
			cur := b.defaults[f]
			f.Fills = cur.Node != nil && cur.Node.Kind != source.Null && !f.Required && !f.ReadOnly && !f.Hidden && DefaultProblem(f.Value, cur.Node) == ""
		}
	}
}
