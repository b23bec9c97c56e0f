package schema

import "testing"

func TestPatternProblem(t *testing.T) {
	for expr, valid := range map[string]bool{
		"": true, "^a$": true, "(?=a)b": true, "(?<!a)b": true, `(a)\1`: true, `(?<n>a)\k<n>`: true, "a{2000}": true, `[(?=]`: true, `\p{Script=Greek}`: true,
		"[a-z": false, "(": false, ")": false, "*": false, "a**": false, "[z-a]": false, `a\`: false, "(?=": false, "(?>a)": false,
	} {
		if problem := PatternProblem(expr); (problem == "") != valid {
			t.Errorf("%s: %q", expr, problem)
		}
	}
}
