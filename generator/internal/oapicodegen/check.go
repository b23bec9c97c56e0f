package oapicodegen

import (
	"fmt"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"
)

// check compares node with the YAML tags of T. It reports unknown keys,
// duplicate keys, and values of the wrong kind.
func check[T any](node *yaml.Node) Errors {
	root := reflect.TypeFor[T]()
	c := checker{root: root, merged: map[mergeSite]bool{}}
	c.value(node, root, "")
	return c.found
}

type checker struct {
	root   reflect.Type
	merged map[mergeSite]bool // so that each is checked once: merges may be nested and recursive
	found  Errors
}

// mergeSite is a mapping and the path it is merged into.
type mergeSite struct {
	node *yaml.Node
	path string
}

func (c *checker) report(at *yaml.Node, key, hint, format string, args ...any) {
	c.found = append(c.found, Diagnostic{
		Key: key, Line: at.Line, Column: at.Column, Message: fmt.Sprintf(format, args...), Hint: hint,
	})
}

// value checks node against t. The types of a configuration are not recursive,
// so the depth is bounded even if aliases are.
func (c *checker) value(node *yaml.Node, t reflect.Type, path string) {
	node = resolve(node)
	if isNull(node) {
		return
	}
	switch t.Kind() {
	case reflect.Pointer:
		c.value(node, t.Elem(), path)
	case reflect.Struct:
		if c.kind(node, yaml.MappingNode, path) {
			c.object(node, t, path)
		}
	case reflect.Map:
		if c.kind(node, yaml.MappingNode, path) {
			c.members(node, path, func(key, value *yaml.Node) {
				c.value(value, t.Elem(), join(path, key.Value))
			})
		}
	case reflect.Slice:
		if c.kind(node, yaml.SequenceNode, path) {
			for _, item := range node.Content {
				c.value(item, t.Elem(), path)
			}
		}
	default:
		c.scalar(node, t, path)
	}
}

func (c *checker) object(node *yaml.Node, t reflect.Type, path string) {
	known := fields(t)
	c.members(node, path, func(key, value *yaml.Node) {
		for _, f := range known {
			if f.key == key.Value {
				c.value(value, f.typ, join(path, f.key))
				return
			}
		}
		where := ""
		if path != "" {
			where = fmt.Sprintf(" in %q", path)
		}
		c.report(key, join(path, key.Value), c.suggestKey(key.Value, known), "unknown key %q%s", key.Value, where)
	})
}

// members calls do for each member of a mapping, including merged ones (`<<`).
func (c *checker) members(node *yaml.Node, path string, do func(key, value *yaml.Node)) {
	seen := map[string]int{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := resolve(node.Content[i]), resolve(node.Content[i+1])
		switch {
		case isMerge(key):
			for _, merged := range mergeSources(value) {
				site := mergeSite{merged, path}
				if merged.Kind == yaml.MappingNode && !c.merged[site] {
					c.merged[site] = true
					c.members(merged, path, do)
				}
			}
		case key.Kind != yaml.ScalarNode:
			c.report(key, path, "", "a key must be a string")
		case seen[key.Value] > 0:
			c.report(key, join(path, key.Value), "", "key %q is already set in line %d", key.Value, seen[key.Value])
		default:
			seen[key.Value] = key.Line
			do(key, value)
		}
	}
}

func (c *checker) kind(node *yaml.Node, want yaml.Kind, path string) bool {
	if node.Kind == want {
		return true
	}
	hint := "write a mapping (`key: value` lines, indented)"
	if want == yaml.SequenceNode {
		hint = "write a list (`- item` lines)"
	}
	c.report(node, path, hint, "%s must be a %s, not a %s", subject(path), kindNames[want], kindNames[node.Kind])
	return false
}

func (c *checker) scalar(node *yaml.Node, t reflect.Type, path string) {
	want := map[reflect.Kind]string{reflect.Bool: "true or false", reflect.Int: "an integer", reflect.String: "a string"}[t.Kind()]
	if want == "" {
		panic(fmt.Sprintf("oapicodegen: configuration field %s of kind %s", path, t.Kind()))
	}
	if node.Kind != yaml.ScalarNode {
		c.report(node, path, "", "%s must be %s, not a %s", subject(path), want, kindNames[node.Kind])
	} else if err := node.Decode(reflect.New(t).Interface()); err != nil {
		c.report(node, path, "", "%s must be %s, not %q", subject(path), want, node.Value)
	}
}

// suggestKey returns the key that was probably meant by name: a sibling with a
// similar spelling, or a key elsewhere with the same one ("did you mean
// output-options.skip-prune?").
func (c *checker) suggestKey(name string, siblings []field) string {
	var names []string
	for _, f := range siblings {
		names = append(names, f.key)
	}
	if hint := suggest(name, names); hint != "" {
		return hint
	}
	for _, path := range keyPaths(c.root, "") {
		if strings.HasSuffix(path, "."+name) || path == name {
			return fmt.Sprintf("did you mean %q?", path)
		}
	}
	return ""
}

// field is one key of a configuration struct.
type field struct {
	key string
	typ reflect.Type
}

// fields lists the keys of struct t, including those of inlined structs.
func fields(t reflect.Type) []field {
	var out []field
	for f := range t.Fields() {
		key, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		switch {
		case options == "inline":
			out = append(out, fields(f.Type)...)
		case f.IsExported() && key != "-":
			out = append(out, field{key, f.Type})
		}
	}
	return out
}

// keyPaths lists the dotted paths of all keys of t, containers before their
// content. It omits keys of maps, which are data, but includes the keys of
// their values: "output-options.type-mapping.string.formats.type".
func keyPaths(t reflect.Type, path string) []string {
	switch t.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		return keyPaths(t.Elem(), path)
	case reflect.Struct:
		var out []string
		for _, f := range fields(t) {
			out = append(out, join(path, f.key))
			out = append(out, keyPaths(f.typ, join(path, f.key))...)
		}
		return out
	}
	return nil
}
