package repair

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// regexpLiteral reads a pattern that is written as a regular expression of JavaScript, with
// slashes around it and flags, and returns it without them; ok is false for others. Slashes
// mean that only outside of an anchor: nothing precedes the beginning of a text, or follows
// its end.
//
//	/^[a-z]+$/i     (?i)^[a-z]+$
func regexpLiteral(pattern string) (expr string, ok bool) {
	rest, ok := strings.CutPrefix(pattern, "/")
	end := strings.LastIndexByte(rest, '/')
	if !ok || end < 1 {
		return "", false
	}
	expr, flags := rest[:end], rest[end+1:]
	if strings.Trim(flags, "dgimsuvy") != "" || expr[0] != '^' && (expr[end-1] != '$' || strings.HasSuffix(expr, `\$`)) {
		return "", false
	}
	var kept strings.Builder
	for _, flag := range "ims" { // those that Go has; the others do not change what matches
		if strings.ContainsRune(flags, flag) {
			kept.WriteRune(flag)
		}
	}
	if kept.Len() == 0 {
		return expr, true
	}
	return "(?" + kept.String() + ")" + expr, true
}

// patterns repairs pattern and the names under patternProperties.
func (r *repairer) patterns(n *source.Node) {
	const message = "a pattern has no slashes around it, and no flags"
	if text, ok := n.Get("pattern").Str(); ok {
		if expr, ok := regexpLiteral(text); ok {
			r.push("pattern")
			r.repaired(n.Get("pattern"), message, expr)
			r.pop()
			n.Get("pattern").Text = expr
		}
	}
	properties := n.Get("patternProperties")
	if properties == nil || properties.Kind != source.Object {
		return
	}
	changed := false
	for i := range properties.Members {
		member := &properties.Members[i]
		if expr, ok := regexpLiteral(member.Name); ok && !properties.Has(expr) {
			r.repaired(&source.Node{Line: member.Line, Column: member.Column}, message, expr)
			r.rename(properties, member, expr)
			changed = true
		}
	}
	if changed {
		properties.SetMembers(properties.Members)
	}
}
