package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/model"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// codecs writes how each type is read from and written as JSON: one method that
// names each member once, for both directions. Its calls are those of the table
// in support/doc.go.
func (e *emitter) codecs(f *gocode.File) {
	for _, d := range e.API.Decls {
		switch body := d.Body.(type) {
		case *ir.Struct:
			f.Add(e.StructCodec(d, body))
			if model.HasFiles(body) {
				f.Add(e.FilesCodec(d, body))
				continue
			}
		case *ir.Tuple:
			f.Add(e.TupleCodec(d, body))
		case *ir.Enum:
			if e.InJSON(d) {
				f.Add(e.EnumCodec(d, body))
			}
			continue
		case *ir.Named:
			f.Add(e.CodecFunc(d, e.NamedCodec(body.Value)))
		case *ir.Union:
			f.Add(e.UnionCodec(d, body))
			continue
		case *ir.Part:
			f.Add(e.PartCodec(d, body))
			continue
		case *ir.Alias:
			continue
		default:
			panic(fmt.Sprintf("emit: declaration with a body of kind %T", d.Body))
		}
		if e.IsRoot(d) {
			f.Add(e.Marshalers(d))
		}
	}
}

// models declares the types of all schemas.
func (e *emitter) models(f *gocode.File) {
	for _, d := range e.API.Decls {
		doc := e.DeclDoc(d)
		switch body := d.Body.(type) {
		case *ir.Struct:
			f.Add(e.StructType(d, body, doc))
			for _, field := range body.Fields {
				if getter := e.Getter(d, field); getter != nil {
					f.Add(getter)
				}
			}
		case *ir.Tuple:
			f.Add(e.TupleType(d, body))
		case *ir.Enum:
			if body.Open {
				doc = e.DeclDoc(d, model.OthersToo(body))
			}
			f.Add(jen.Add(doc).Type().Id(e.Names.Type(d)).Add(e.Types.Of(ir.Value{Type: body.Base})))
			if len(body.Values) > 0 {
				f.Add(e.Constants(d, body))
			}
			f.Add(e.Known(d, body))
		case *ir.Part:
			f.Add(e.PartType(d, body))
		case *ir.Named:
			f.Add(jen.Add(e.DeclDoc(d, model.Constraints(body.Value)...)).Type().Id(e.Names.Type(d)).Add(e.Types.Of(body.Value)))
		case *ir.Union:
			e.UnionType(f, d, body)
		case *ir.Alias:
			f.Add(jen.Add(e.DeclDoc(d, model.Constraints(body.Value)...)).Type().Id(e.Names.Type(d)).Op("=").Add(e.Types.Elem(body.Value)))
		default:
			panic(fmt.Sprintf("emit: declaration with a body of kind %T", d.Body))
		}
	}
}
