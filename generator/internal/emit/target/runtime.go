package target

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/gocode"
)

// RT mentions a declaration of the runtime, for example "json.Reader".
func (t *Target) RT(key string) *jen.Statement {
	ref := t.runtime.Name(key)
	if ref.Path == "" {
		return t.Declared(ref.Name)
	}
	return jen.Qual(ref.Path, ref.Name)
}

// RTMember mentions a method or a field of a type of the runtime, for example
// "json.Reader.Open". It returns its name, to be selected from a value.
func (t *Target) RTMember(key string) string { return t.runtime.Member(key) }

// RTKey mentions a field of a struct of the runtime as a key of a composite
// literal.
func (t *Target) RTKey(key string) *jen.Statement { return jen.Id(t.RTMember(key)) }

// RTEmbedded mentions a type of the runtime that a generated struct embeds. It
// returns the name of the field.
func (t *Target) RTEmbedded(key string) string { return t.runtime.Name(key).Name }

// RuntimeFiles returns the declarations of the runtime that the files written so
// far need, and those for users.
func (t *Target) RuntimeFiles() []gocode.Source {
	t.runtime.MentionPublic(t.HasClient, t.HasServer, t.Features...)
	var out []gocode.Source
	for _, f := range t.runtime.Files(t.Package.HeaderComment(), t.Package.Name) {
		out = append(out, gocode.Source(f))
	}
	return out
}
