package check

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// patternName is the function that answers the compiled expression.
func (e *Emitter) patternName(p ir.Pattern) string {
	for i, known := range e.patterns {
		if known == p.RE2 {
			return e.Names.Pattern(i + 1)
		}
	}
	e.patterns = append(e.patterns, p.RE2)
	return e.Names.Pattern(len(e.patterns))
}

// Patterns compiles each expression once, when it is first needed.
func (e *Emitter) Patterns(f *gocode.File) {
	for i, expr := range e.patterns {
		f.Add(jen.Var().Id(e.Names.Pattern(i+1)).Op("=").Qual("sync", "OnceValue").Call(jen.Func().Params().Op("*").Qual("regexp", "Regexp").Block(
			jen.Return(jen.Qual("regexp", "MustCompile").Call(gocode.RawString(expr))))))
	}
	for i, text := range e.rawSchemas {
		f.Add(jen.Var().Id(e.Names.RawSchema(i+1)).Op("=").Qual("sync", "OnceValue").Call(jen.Func().Params().Op("*").Add(e.RT("rawSchema")).Block(
			jen.Return(e.RT("parseRawSchema").Call(gocode.RawString(text))))))
	}
}
