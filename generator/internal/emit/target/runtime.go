package target

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
)

// RT mentions a declaration of the runtime, for example "json.Codec".
func (e *Target) RT(key string) *jen.Statement {
	ref := e.runtime.Name(key)
	if ref.Path == "" {
		return e.Declared(ref.Name)
	}
	return jen.Qual(ref.Path, ref.Name)
}

// RTMember mentions a method or a field of a type of the runtime, for example
// "json.Codec.Object". It returns its name, to be selected from a value.
func (e *Target) RTMember(key string) string { return e.runtime.Member(key) }

// RTKey mentions a field of a struct of the runtime as a key of a composite
// literal.
func (e *Target) RTKey(key string) *jen.Statement { return jen.Id(e.RTMember(key)) }

// RTEmbedded mentions a type of the runtime that a generated struct embeds. It
// returns the name of the field.
func (e *Target) RTEmbedded(key string) string { return e.runtime.Name(key).Name }

// RuntimeFiles returns the declarations of the runtime that the files written so
// far need.
func (e *Target) RuntimeFiles() []gocode.Source {
	var out []gocode.Source
	for _, f := range e.runtime.Files(e.Package.HeaderComment(), e.Package.Name) {
		out = append(out, gocode.Source(f))
	}
	return out
}
