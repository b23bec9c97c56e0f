package sample

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
)

// textOf reports which texts a parameter can have so that a server reads the same.
func textOf(p *ir.Param) func(string) bool {
	return func(text string) bool {
		switch {
		case text == "" || text == "." || text == ".." || !isPrintable(text):
			return false
		case p.In == ir.InHeader || p.In == ir.InCookie:
			return isASCII(text) && text == strings.TrimSpace(text) && !strings.ContainsAny(text, "\"\\;,")
		case ir.KindsOf(p.Value) != ir.Texts:
			return isASCII(text) && !strings.ContainsAny(text, ",;|=.&[] \t")
		}
		return true
	}
}

// isEmpty reports whether a value has no text in styles of parameters.
func isEmpty(x any) bool {
	switch x := x.(type) {
	case string:
		return x == ""
	case []any:
		return len(x) == 0
	case map[string]any:
		return len(x) == 0
	}
	return x == nil
}

func isPrintable(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f || r == 0xfffd })
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > 0x7e })
}
