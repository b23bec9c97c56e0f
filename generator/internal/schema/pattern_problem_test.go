package schema

import "testing"

func TestPatternProblem(t *testing.T) {
	for expr, valid := range map[string]bool{
		"": true, "^a$": true, "(?=a)b": true, "(?<!a)b": true, `(a)\1`: true, `(?<n>a)\k<n>`: true, "a{2000}": true, `[(?=]`: true, `\p{Script=Greek}`: true,
		"a{1,2}": true, "a{,5}": true, "[a{2,1}]": true, `\{2,1}`: true, "a{02,3}": true, `\p{Letter}\p{gc=Lu}\p{sc=Grek}\p{Emoji}\P{ASCII}`: true, `\pL`: true,
		"a{2,1}": false, "a{10,9}": false, `\p{Nope}`: false, `\p{Script=Unknown}`: false, `\p{gc=Greek}`: false, `\p`: false, `\u{110000}`: false, `\Z`: false,
		"[a-z": false, "(": false, ")": false, "*": false, "a**": false, "[z-a]": false, `a\`: false, "(?=": false, "(?>a)": false,
	} {
		if problem := PatternProblem(expr); (problem == "") != valid {
			t.Errorf("%s: %q", expr, problem)
		}
	}
}

func TestPatternNeeds(t *testing.T) {
	for expr, want := range map[string]string{
		"^a$": "", "(?=a)b": "lookaround", `(a)\1`: "back-references", "a{2000}": "more than 1,000 repetitions", `\p{Emoji}`: `the property \p{Emoji}`,
		`[\P{LC}]`: `the property \P{LC}`, `\p{sc=Grek}`: `the property \p{sc=Grek}`,
	} {
		if got := PatternNeeds(expr); got != want {
			t.Errorf("%s needs %q, want %q", expr, got, want)
		}
		if _, ok := RE2(expr); ok != (want == "") {
			t.Errorf("%s is accepted: %t", expr, ok)
		}
	}
}
