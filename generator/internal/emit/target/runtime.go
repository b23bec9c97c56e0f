package target

import (
	"strings"

	"github.com/dave/jennifer/jen"
)

// runtimeUse is the set of runtime declarations and members that the output
// mentions: "jsonCodec", "jsonCodec.object".
type runtimeUse map[string]bool

// RT mentions a declaration of the runtime.
func (e *Target) RT(name string) *jen.Statement {
	e.runtime[name] = true
	return jen.Id(name)
}

// RTMember mentions a method or a field of a type of the runtime, which is given
// as type.member. It returns the member, to be selected from a value.
func (e *Target) RTMember(member string) string {
	e.runtime[member] = true
	_, name, _ := strings.Cut(member, ".")
	return name
}

// RTKey mentions a field of a struct of the runtime as a key of a composite
// literal.
func (e *Target) RTKey(member string) *jen.Statement { return jen.Id(e.RTMember(member)) }

// RTEmbedded mentions a type of the runtime that a generated struct embeds. It
// returns the name of the field.
func (e *Target) RTEmbedded(name string) string {
	e.runtime[name] = true
	return name
}
