package check

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// raw validates raw JSON by a schema, and another value by its JSON.
func (e *Emitter) raw(c ir.Raw, s subject) []jen.Code {
	schema := jen.Id(e.rawSchemaName(c)).Call()
	expr := s.code()
	switch t := s.value.Type.(type) {
	case ir.Any:
		return []jen.Code{e.RT("check.Raw").Call(jen.Id("c"), e.placeName(s.place), expr, schema)}
	case ir.Ref:
		if _, isTuple := t.Decl.Body.(*ir.Tuple); isTuple || ir.StructDecl(s.value) != nil {
			expr = jen.Op("*").Add(expr) // the check of a struct has a pointer to it
		}
	default:
		if s.place.isItself() { // the value may be of a named type
			expr = jen.Add(e.Types.Of(s.value)).Call(expr)
		}
	}
	return []jen.Code{e.RT("check.AsJSON").Call(jen.Id("c"), e.placeName(s.place), expr, e.Appender(ir.NotNull(s.value)), schema)}
}

// rawSchemaName mentions the function that returns the parsed schema.
func (e *Emitter) rawSchemaName(c ir.Raw) string {
	e.rawSchemas.Mention(c.Schema)
	if len(c.Formats) > 0 {
		e.rawFormats[c.Schema] = c.Formats
	}
	return e.Names.RawSchema(c.Schema)
}
