package emit

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
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

// constraints says in words what the checks of a value are.
func constraints(v ir.Value) []string {
	var out []string
	if _, ok := ir.Underlying(v).Type.(ir.UnixTime); ok {
		out = append(out, "On the wire the seconds since 1970.")
	}
	for _, check := range ir.Underlying(v).Checks {
		switch c := check.(type) {
		case ir.Length:
			out = append(out, between(c.Min, c.Max, "character"))
		case ir.Items:
			out = append(out, between(c.Min, c.Max, "element"))
		case ir.Pattern:
			out = append(out, "Pattern: "+c.Expr)
		case ir.StringFormat:
			out = append(out, "Format: "+c.Name+".")
		case ir.Texted: // goes without saying
		case ir.Bound:
			out = append(out, strings.ToUpper(boundWords(c)[:1])+boundWords(c)[1:]+".")
		default:
			panic(fmt.Sprintf("emit: check of kind %T", check))
		}
	}
	return out
}

func between(least uint64, most *uint64, unit string) string {
	plural := func(n uint64) string {
		if n == 1 {
			return "1 " + unit
		}
		return strconv.FormatUint(n, 10) + " " + unit + "s"
	}
	switch {
	case most == nil:
		return "At least " + plural(least) + "."
	case least == 0:
		return "At most " + plural(*most) + "."
	case least == *most:
		return "Exactly " + plural(least) + "."
	}
	return strconv.FormatUint(least, 10) + " to " + plural(*most) + "."
}

func boundWords(c ir.Bound) string {
	switch {
	case c.Upper && c.Exclusive:
		return "less than " + c.Limit
	case c.Upper:
		return "at most " + c.Limit
	case c.Exclusive:
		return "more than " + c.Limit
	}
	return "at least " + c.Limit
}
