package gocode

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"github.com/dave/jennifer/jen"
)

// Literal returns the JSON text of a scalar as a Go literal.
func Literal(text string) *jen.Statement {
	if strings.HasPrefix(text, `"`) {
		return jen.Lit(Unquote(text))
	}
	return jen.Id(text) // Go and JSON spell numbers, true and false alike
}

// Unquote returns the value of a JSON string. It panics if text is not one.
func Unquote(text string) string {
	var s string
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		panic(fmt.Sprintf("gocode: %s is not a JSON string", text))
	}
	return s
}

// Strings returns string literals.
func Strings(texts []string) []jen.Code {
	out := make([]jen.Code, len(texts))
	for i, text := range texts {
		out[i] = jen.Lit(text)
	}
	return out
}

// RawString returns a string literal, in back quotes if all its characters can be seen there.
// Others, such as those that change the direction of the text, are escaped.
func RawString(s string) *jen.Statement {
	for _, r := range s {
		if r == '`' || r == '\ufffd' || !unicode.IsPrint(r) && r != '\t' {
			return jen.Lit(s)
		}
	}
	return jen.Id("`" + s + "`")
}

// ShortBody returns the body of a function with one statement, on one line.
func ShortBody(statement *jen.Statement) jen.Code {
	return jen.Op("{").Add(statement).Op("}")
}
