package rules

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// paths checks the templates, and that no two of them are the same for a server.
func (c *checker) paths(cur spec.Cursor) {
	if cur.File != c.doc.Root {
		return
	}
	first := map[string]string{}
	for path, item := range cur.Members() {
		if problem := braces(path); problem != "" {
			c.violation(item, "the path "+path+" "+problem, "write a parameter as {name}")
			continue
		}
		if problem := pathProblem(path); problem != "" {
			c.violation(item, "the path "+path+" "+problem, "percent-encode what is part of the path, and declare the rest as parameters")
		}
		if name := repeated(path); name != "" {
			c.violation(item, "the path "+path+" names {"+name+"} twice", "give the parameters different names")
		}
		same := sameForServers(path)
		earlier, taken := first[same]
		if !taken {
			first[same] = path
			continue
		}
		c.conflict(cur, earlier, path)
	}
}

// conflict reports two paths that every request matches alike. The lowering reports the
// operations of one method, of which no request reaches the second.
func (c *checker) conflict(paths spec.Cursor, first, second string) {
	if withoutNames(first) != withoutNames(second) {
		c.violation(paths.Child(second), "the paths "+first+" and "+second+" differ only in their percent-encoding: the same requests match them", "write the operations of both under one path")
		return
	}
	a, b := c.doc.Follow(paths.Child(first)), c.doc.Follow(paths.Child(second))
	for method := range a.Operations() {
		for other := range b.Operations() {
			if method == other {
				return
			}
		}
	}
	c.violation(paths.Child(second), "the paths "+first+" and "+second+" differ only in the names of their parameters", "write the operations of both under one path")
}

// braces returns why the braces of a template are wrong; "" if they are not.
func braces(template string) string {
	open := -1
	for i, r := range template {
		switch {
		case r == '{' && open >= 0:
			return "has a brace inside of braces"
		case r == '{':
			open = i
		case r == '}' && open < 0:
			return "has a closing brace without an opening one"
		case r == '}' && i == open+1:
			return "has no name between its braces"
		case r == '}':
			open = -1
		}
	}
	if open >= 0 {
		return "has a brace that is not closed"
	}
	return ""
}

// pathProblem returns which character of a path must be percent-encoded, outside of
// expressions; "" if none. A query is reported by the lowering.
func pathProblem(path string) string {
	literal, _, _ := strings.Cut(withoutNames(path), "?")
	literal = strings.ReplaceAll(literal, "{}", "")
	for i, r := range literal {
		switch {
		case r == '%' && !isEscape(literal[i:]):
			return "has a percent sign that begins no escape"
		case r == ' ':
			return "has a space"
		case r == '#':
			return "has a fragment, which no request has"
		case r < ' ' || r == 0x7f:
			return "has a control character"
		case strings.ContainsRune("\"<>\\^`|", r):
			return "has the character " + string(r)
		}
	}
	return ""
}

func isEscape(s string) bool {
	return len(s) >= 3 && source.PercentDecode(s[:3]) != s[:3]
}

// repeated returns a name that a template has twice; "" if there is none.
func repeated(path string) string {
	var names []string
	for _, match := range variablePattern.FindAllStringSubmatch(path, -1) {
		if slices.Contains(names, match[1]) {
			return match[1]
		}
		names = append(names, match[1])
	}
	return ""
}

func withoutNames(path string) string { return variablePattern.ReplaceAllString(path, "{}") }

// sameForServers returns a text that is equal for two paths if the same requests match them.
func sameForServers(path string) string {
	segments := strings.Split(withoutNames(path), "/")
	for i, segment := range segments {
		segments[i] = source.EscapeToken(source.PercentDecode(segment))
	}
	return strings.Join(segments, "/")
}

func (c *checker) pathItem(cur spec.Cursor) { c.uniqueParameters(cur) }
