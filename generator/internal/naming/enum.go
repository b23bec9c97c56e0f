package naming

import (
	"cmp"
	"encoding/json"
	"go/token"
	"strings"

	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
)

// constants names the constants of an enum. Each name begins with that of the type.
func (a *assignment) constants(d *ir.Decl, e *ir.Enum) {
	for _, v := range e.Values {
		a.nameEntry(a.pkg, claim{
			part: v, want: cmp.Or(givenConstant(a.names.Type(d), v.Given), constantName(a.names.Type(d), cmp.Or(v.Given, valueText(v.Literal)))), suffix: "Value",
			given: v.Given != "", what: "value " + v.Literal + " of " + a.names.Type(d), doc: d.Doc, hint: hintVarNames,
		}, a.names.blocks[d], identity.Value(v))
	}
}

// givenConstant returns the name that an extension gives a constant if it already begins
// with the name of the type, as Go constants do; "" if it does not.
func givenConstant(typeName, given string) string {
	name := join(constantWords(given))
	if rest, ok := strings.CutPrefix(name, typeName); !ok || rest == "" || !token.IsExported(rest) && !startsWithDigit(rest) && rest[0] != '_' {
		return ""
	}
	return name
}

// valueText returns the text that a constant is named after: the value of a string,
// the literal of anything else.
func valueText(literal string) string {
	text := literal
	_ = json.Unmarshal([]byte(literal), &text) // on error, text is still the literal
	return text
}

// constantName returns the name of a constant. It begins with that of its type, so
// a value that begins with a digit needs no letter before it.
func constantName(typeName, value string) string {
	word := join(constantWords(value))
	switch {
	case value == "":
		return typeName + "Empty"
	case word == "":
		return typeName + "Value"
	case endsInDigit(typeName) && startsWithDigit(word):
		return typeName + "_" + word
	}
	return typeName + word
}
