package emit

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"
)

// literal turns JSON text of a scalar into a Go literal.
func literal(text string) *jen.Statement {
	if strings.HasPrefix(text, `"`) {
		return jen.Lit(unquote(text))
	}
	return jen.Id(text) // a number, true or false is spelled as in JSON
}

func unquote(text string) string {
	var s string
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		panic(fmt.Sprintf("emit: %s is no JSON string", text))
	}
	return s
}
