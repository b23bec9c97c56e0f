package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/model"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// codecs writes how types are read and written: the methods of users, and the
// codecs that are mentioned.
func (e *Package) codecs(f *gocode.File) {
	marshalers := map[*ir.Decl]jen.Code{}
	for _, d := range e.API.Decls {
		if e.HasMarshalers(d) {
			marshalers[d] = e.Marshalers(d)
		}
	}
	written := map[model.Codec]jen.Code{}
	e.Codecs.Write(func(c model.Codec) { written[c] = e.codec(c) })
	for _, d := range e.API.Decls {
		for _, kind := range []model.CodecKind{model.JSONReader, model.JSONAppender, model.FilesCodec, model.PartCodec} {
			if code := written[model.Codec{Kind: kind, Decl: d}]; code != nil {
				f.Add(code)
			}
		}
		if code := marshalers[d]; code != nil {
			f.Add(code)
		}
	}
}

// codec is one function or method that names each member once.
func (e *Package) codec(c model.Codec) jen.Code {
	switch c.Kind {
	case model.JSONReader:
		return e.ReaderFunc(c.Decl)
	case model.JSONAppender:
		return e.AppenderFunc(c.Decl)
	case model.FilesCodec:
		return e.FilesMethod(c.Decl, c.Decl.Body.(*ir.Struct))
	case model.PartCodec:
		return e.PartMethod(c.Decl, c.Decl.Body.(*ir.Part))
	}
	panic(fmt.Sprintf("emit: codec of kind %d", c.Kind))
}

// models declares the types of all schemas.
func (e *Package) models(f *gocode.File) {
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
				f.Add(e.ValueList(d, body))
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
