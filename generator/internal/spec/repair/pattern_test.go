package repair

import "testing"

func TestRegexpLiteral(t *testing.T) {
	for pattern, want := range map[string]string{
		`/^[a-z]+$/i`:   `(?i)^[a-z]+$`,
		`/^\d+$/`:       `^\d+$`,
		`/^a.b/gs`:      `(?s)^a.b`,
		`/b$/mi`:        `(?im)b$`,
		`/^a\/b$/u`:     `^a\/b$`,
		`/users/`:       "", // a part of a path
		`/v\d+/i`:       "",
		`/costs \$/`:    "", // no anchor
		`^/api/$`:       "",
		`/^a$/x`:        "", // no flag
		`/`:             "",
		`//`:            "",
		`^[a-z]+$`:      "",
		`^(?i)[a-z]+$/`: "",
	} {
		if got, ok := regexpLiteral(pattern); got != want || ok != (want != "") {
			t.Errorf("%s is read as %q, want %q", pattern, got, want)
		}
	}
}
