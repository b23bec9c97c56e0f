package check

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// checkRaw holds raw JSON to a schema, and another value to one by way of its JSON.
func (e *Emitter) checkRaw(c ir.Raw, u ir.Value, name, expr *jen.Statement) jen.Code {
	schema := jen.Id(e.rawSchemaName(c)).Call()
	switch t := u.Type.(type) {
	case ir.Any:
		return e.RT("checkRaw").Call(jen.Id("c"), name, expr, schema)
	case ir.Ref:
		if _, isTuple := t.Decl.Body.(*ir.Tuple); isTuple || ir.StructDecl(u) != nil {
			expr = jen.Op("*").Add(expr) // its own check has a pointer
		}
	default:
		if isItself(name) { // perhaps of a named type
			expr = jen.Add(e.Types.Of(u)).Call(expr)
		}
	}
	return e.RT("checkAsJSON").Call(jen.Id("c"), name, expr, e.Element(ir.NotNull(u)), schema)
}

// rawSchemaName is the function that answers the parsed schema.
func (e *Emitter) rawSchemaName(c ir.Raw) string {
	i := slices.Index(e.rawSchemas, c.Schema)
	if i < 0 {
		i, e.rawSchemas = len(e.rawSchemas), append(e.rawSchemas, c.Schema)
	}
	return e.Names.RawSchema(i + 1)
}
