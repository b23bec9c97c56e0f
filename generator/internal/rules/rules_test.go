package rules

import (
	"testing"
)

func TestBraces(t *testing.T) {
	for template, valid := range map[string]bool{
		"/": true, "/{id}": true, "/{a}.{b}": true, "/{a": false, "/a}": false, "/{a{b}}": false, "/{}": false, "/{a}}": false,
	} {
		if problem := braces(template); (problem == "") != valid {
			t.Errorf("%s: %q", template, problem)
		}
	}
}

func TestPathProblem(t *testing.T) {
	for path, valid := range map[string]bool{
		"/a/{an id}": true, "/a%20b": true, "/a:b@c!$&'()*+,;=-._~": true, "/é": true, "/a?b c": true,
		"/a b": false, "/a%": false, "/a%2": false, "/a%zz": false, "/a#b": false, "/a|b": false, "/a\tb": false,
	} {
		if problem := pathProblem(path); (problem == "") != valid {
			t.Errorf("%s: %q", path, problem)
		}
	}
}

func TestSameForServers(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"/{a}/x", "/{b}/x", true}, {"/%61", "/a", true}, {"/a%2Fb", "/a/b", false}, {"/a%2fb", "/a%2Fb", true}, {"/a", "/A", false},
	} {
		if got := sameForServers(c.a) == sameForServers(c.b); got != c.same {
			t.Errorf("%s and %s: the same: %t", c.a, c.b, got)
		}
	}
}

func TestIsToken(t *testing.T) {
	for name, valid := range map[string]bool{"X-A": true, "x_y.z~": true, "": false, "a b": false, "a:": false, "é": false} {
		if isToken(name) != valid {
			t.Errorf("%q: %t", name, !valid)
		}
	}
}
