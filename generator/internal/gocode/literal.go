package gocode

import (
	"encoding/json"
	"fmt"
	"strings"

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

// RawString returns a string literal, in back quotes if they can hold it.
func RawString(s string) *jen.Statement {
	for _, r := range s {
		if r == '`' || r == '\r' || r == '\ufeff' || r == '\ufffd' || r < ' ' && r != '\t' {
			return jen.Lit(s)
		}
	}
	return jen.Id("`" + s + "`")
}

// ShortBody returns the body of a function with one statement, on one line.
func ShortBody(statement *jen.Statement) jen.Code {
	return jen.Op("{").Add(statement).Op("}")
}
