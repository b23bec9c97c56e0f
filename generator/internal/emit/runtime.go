package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"
)

// runtimeUse is the set of runtime declarations and members that the output
// mentions: "jsonCodec", "jsonCodec.object".
type runtimeUse map[string]bool

// rt mentions a declaration of the runtime.
func (e *emitter) rt(name string) *jen.Statement {
	e.runtime[name] = true
	return jen.Id(name)
}

// rtDot mentions a method or a field of a type of the runtime, which is given
// as type.member. It returns the member, to be selected from a value.
func (e *emitter) rtDot(member string) string {
	e.runtime[member] = true
	_, name, _ := strings.Cut(member, ".")
	return name
}

// rtKey mentions a field of a struct of the runtime as a key of a composite
// literal.
func (e *emitter) rtKey(member string) *jen.Statement { return jen.Id(e.rtDot(member)) }

// rtEmbedded mentions a type of the runtime that a generated struct embeds. It
// returns the name of the field.
func (e *emitter) rtEmbedded(name string) string {
	e.runtime[name] = true
	return name
}
