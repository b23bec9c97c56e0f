package mutate

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// node parses JSON. Verbs are those of fmt; %q writes a JSON string of plain text.
func node(format string, args ...any) *source.Node {
	f, err := source.Parse("change.json", fmt.Appendf(nil, format, args...))
	if err != nil {
		panic(err) // the text is part of this package
	}
	return f.Root
}

// quote returns a JSON string.
func quote(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always has a JSON form
	}
	return string(text)
}

func text(s string) *source.Node { return &source.Node{Kind: source.String, Text: s} }

// position returns an index of a list where something is inserted.
func (c *change) position(n int) int {
	switch c.rand.IntN(3) {
	case 0:
		return 0
	case 1:
		return n / 2
	}
	return n
}

// insert adds a member to an object. It returns false if there is one of this name.
func (c *change) insert(object *source.Node, name string, value *source.Node) bool {
	if object.Has(name) {
		return false
	}
	members := slices.Clone(object.Members)
	members = slices.Insert(members, c.position(len(members)), source.Member{Name: name, Value: value})
	object.SetMembers(members)
	return true
}

// add inserts an item into an array.
func (c *change) add(array, item *source.Node) {
	array.Items = slices.Insert(slices.Clone(array.Items), c.position(len(array.Items)), item)
}

// child returns the member of an object, which is made if it is missing. kind is "{}" or
// "[]".
func child(object *source.Node, name, empty string) *source.Node {
	if found := object.Get(name); found != nil {
		return found
	}
	made := node("%s", empty)
	object.Set(name, made)
	return made
}

func str(n *source.Node) string {
	s, _ := n.Str()
	return s
}

// hasText reports whether an array has a string.
func hasText(array *source.Node, s string) bool {
	return slices.ContainsFunc(array.Elements(), func(item *source.Node) bool { return str(item) == s })
}

// escape writes a member name as part of a JSON Pointer.
func escape(name string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}

// typeOf returns the type of a schema, without null; "" if there are none or several.
func typeOf(schema *source.Node) string {
	t := schema.Get("type")
	if s, ok := t.Str(); ok {
		return s
	}
	only := ""
	for _, item := range t.Elements() {
		if s := str(item); s != "null" {
			if only != "" {
				return ""
			}
			only = s
		}
	}
	if t == nil && schema.Get("properties") != nil {
		return "object"
	}
	return only
}

func isRef(n *source.Node) bool { return n.Has("$ref") }

// hasAny reports whether an object has one of the members.
func hasAny(n *source.Node, names ...string) bool {
	return slices.ContainsFunc(names, n.Has)
}

// swapCase changes the case of the first letter.
func swapCase(s string) string {
	if s == "" {
		return s
	}
	if up := strings.ToUpper(s[:1]); up != s[:1] {
		return up + s[1:]
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// respell returns a text that spells as another one in Go: with other separators, or in
// another case.
func (c *change) respell(s string) string {
	separators := []string{"-", "_", ".", " "}
	at := strings.IndexAny(s, "-_. ")
	if at < 0 {
		if at = strings.IndexFunc(s[min(1, len(s)):], func(r rune) bool { return 'A' <= r && r <= 'Z' }) + 1; at > 0 {
			return s[:at] + "_" + s[at:]
		}
		return swapCase(s)
	}
	separators = slices.DeleteFunc(separators, func(other string) bool { return other == s[at:at+1] || other == " " })
	return s[:at] + separators[c.rand.IntN(len(separators))] + s[at+1:]
}

// replaceOnce replaces text that occurs once.
func replaceOnce(s, old, now string) (string, bool) {
	return strings.Replace(s, old, now, 1), strings.Count(s, old) == 1
}
