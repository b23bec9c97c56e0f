package schema

import (
	"regexp"
	"testing"
)

func TestPatternsOfECMA262(t *testing.T) {
	for _, test := range []struct{ expr, matches, fails string }{
		{`^\d\w$`, "1a", "١a"},
		{`^\/\-$`, "/-", `\/-`},
		{`^\u0041\u{42}$`, "AB", "ab"},
		{`^\ud83d\udc32$`, "🐲", "🐳"},
		{`^\cJ$`, "\n", "J"},
		{`^[^]$`, "\n", ""},
		{`^a[]?$`, "a", "aa"},
		{`^\s$`, "\u00a0", "x"},
		{`^[\sx]$`, "\ufeff", "y"},
		{`^\S$`, "x", "\u2028"},
		{`^[[]$`, "[", "]"},
		{`^[\b]\0$`, "\b\x00", "b0"},
		{`^\p{Script=Greek}$`, "λ", "l"},
		{`^\p{Greek}$`, "λ", "l"},
		{`^\p{Uppercase_Letter}\P{gc=Letter}$`, "A1", "aa"},
		{`^\p{ASCII}\P{ASCII}[\P{ASCII}_]$`, "aλ_", "aλa"},
		{`^\p{LC}[\p{Cased_Letter}]$`, "aB", "a1"},
	} {
		pattern, ok := RE2(test.expr)
		if !ok || pattern.Expr != test.expr {
			t.Errorf("%s is not accepted, as %s", test.expr, pattern.RE2)
			continue
		}
		re := regexp.MustCompile(pattern.RE2)
		if !re.MatchString(test.matches) || re.MatchString(test.fails) {
			t.Errorf("%s, translated to %s, matches %q %t, %q %t", test.expr, pattern.RE2,
				test.matches, re.MatchString(test.matches), test.fails, re.MatchString(test.fails))
		}
	}
	for _, expr := range []string{`(?!a)b`, `(a)\1`, `(`, `\`, `\u`, `\c`, `\p`, `[`} {
		if pattern, ok := RE2(expr); ok && expr != `\u` {
			t.Errorf("%s is accepted, as %s", expr, pattern.RE2)
		}
	}
}
