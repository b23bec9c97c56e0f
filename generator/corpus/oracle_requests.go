package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/corpus/driver"
	"github.com/peergen/peergen/generator/internal/source"
)

// requestWriter makes the requests of a document.
type requestWriter struct {
	sampler
	valid  *validator
	cases  driver.Cases
	unmade int // requests and responses without a known valid value
}

// requestsOf makes the requests of a bare document: each operation in all
// variants.
func requestsOf(path string) (*requestWriter, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var doc object
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, err
	}
	w := &requestWriter{sampler: sampler{doc: doc}, valid: newValidator(path)}
	for _, op := range operationsOf(doc) {
		id, _ := op.node["operationId"].(string)
		kinds := w.bodyKinds(op)
		var least []driver.Arg
		called := false
		for _, w.variant = range []variant{onlyRequired, everything, hostile} {
			for i, kind := range kinds {
				name := string(w.variant)
				if i > 0 {
					name += " " + kind
				}
				if args, ok := w.args(op, kind); ok {
					if !called {
						least, called = args, true
					}
					w.cases.Requests = append(w.cases.Requests, driver.Request{Operation: id, Variant: name, Route: strings.ToUpper(op.method) + " " + op.path, Args: args})
				} else {
					w.unmade++
				}
			}
		}
		if called {
			w.replies(op, id, least)
		}
	}
	return w, nil
}

// bodyKinds returns the compared content types of a body, "" without a body:
// those that both generators have a type for, and the first of the others that
// is sent unchanged.
func (w *requestWriter) bodyKinds(op operation) (kinds []string) {
	content, _ := w.follow(op.node["requestBody"])["content"].(object)
	for _, kind := range []string{"application/json", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data"} {
		if content[kind] != nil {
			kinds = append(kinds, kind)
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(content)) {
		media, _ := content[kind].(object)
		schema := w.follow(media["schema"])
		if !slices.Contains(kinds, kind) && !strings.ContainsAny(kind, "*;") && typeOf(schema) == "string" && schema["format"] == "binary" {
			return append(kinds, kind)
		}
	}
	if kinds == nil {
		kinds = []string{""}
	}
	return kinds
}

// args returns the path parameters in the order of the path, then the other
// parameters in the order of declaration, then the body.
func (w *requestWriter) args(op operation, kind string) (args []driver.Arg, ok bool) {
	w.parameter = true
	for _, p := range w.parameters(op) {
		schema, pointer := p.node["schema"], source.JoinPointer(p.pointer, "schema")
		content, _ := p.node["content"].(object)
		for mediaType, media := range content {
			schema, pointer = media.(object)["schema"], source.JoinPointer(p.pointer, "content", mediaType, "schema")
		}
		a := driver.Arg{Name: p.name, In: p.in, Kind: w.kind(p, schema)}
		a.Default = defaultOf(w.follow(schema))
		must := p.in == "path" || p.node["required"] == true
		if a.Value = w.sample(schema, pointer, must); a.Value == nil && must {
			return nil, false
		}
		args = append(args, a)
	}
	slices.SortStableFunc(args, func(a, b driver.Arg) int { return place(op.path, a) - place(op.path, b) })
	w.parameter = false
	body := w.follow(op.node["requestBody"])
	content, _ := body["content"].(object)
	media, ok := content[kind].(object)
	if !ok {
		return args, len(content) == 0
	}
	must := body["required"] == true
	pointer := source.JoinPointer(w.pointerOf(op.node["requestBody"], source.JoinPointer(op.pointer, "requestBody")), "content", kind, "schema")
	a := driver.Arg{Name: "body", In: "body", Kind: kind, Value: w.sample(media["schema"], pointer, must)}
	switch kind {
	case "multipart/form-data":
		a.Files = w.files(media["schema"])
	case "application/x-www-form-urlencoded":
		if string(a.Value) == "{}" && !must { // it is empty, like a missing body
			a.Value = nil
		}
	}
	return append(args, a), a.Value != nil || !must
}

// defaultOf returns the default of a schema, or nil. A string is also read as a
// number or a boolean if the type requires it.
func defaultOf(schema object) json.RawMessage {
	text, ok := schema["default"].(string)
	if kind := typeOf(schema); ok && kind != "string" && json.Valid([]byte(text)) {
		return json.RawMessage(text)
	}
	data, _ := json.Marshal(schema["default"]) // it was decoded from JSON
	if string(data) == "null" {
		return nil
	}
	return data
}

// files returns the members of a schema that are bytes or lists of bytes.
func (w *requestWriter) files(schema any) (names []string) {
	n := w.follow(schema)
	properties, _ := n["properties"].(object)
	for name, property := range properties {
		p := w.follow(property)
		if typeOf(p) == "array" {
			p = w.follow(p["items"])
		}
		if p["format"] == "binary" {
			names = append(names, name)
		}
	}
	parts, _ := n["allOf"].([]any)
	for _, part := range parts {
		names = append(names, w.files(part)...)
	}
	slices.Sort(names)
	return names
}

// place sorts path parameters by their position in the path, before all others.
func place(path string, a driver.Arg) int {
	if a.In == "path" {
		return strings.Index(path, "{"+a.Name+"}")
	}
	return len(path)
}

// sample returns a valid value as JSON, or nil if none is known or wanted.
func (w *requestWriter) sample(schema any, pointer string, must bool) json.RawMessage {
	if !must && w.variant == onlyRequired {
		return nil
	}
	v := w.value(schema)
	if v == nil {
		return nil
	}
	data, err := json.Marshal(v)
	if err != nil || w.valid.contradicts(pointer, data) {
		return nil
	}
	return data
}

type parameter struct {
	name, in string
	node     object
	pointer  string
}

// parameters returns the parameters of the operation and those of its path that
// it does not override.
func (w *requestWriter) parameters(op operation) (found []parameter) {
	itemPointer := op.pointer[:strings.LastIndexByte(op.pointer, '/')]
	for _, level := range []struct {
		node    object
		pointer string
	}{{op.node, op.pointer}, {op.item, itemPointer}} {
		list, _ := level.node["parameters"].([]any)
		for i, v := range list {
			n := w.follow(v)
			p := parameter{node: n, pointer: w.pointerOf(v, source.JoinPointer(level.pointer, "parameters", fmt.Sprint(i)))}
			p.name, _ = n["name"].(string)
			p.in, _ = n["in"].(string)
			same := func(other parameter) bool { return other.name == p.name && other.in == p.in }
			ignored := p.in == "header" && slices.Contains([]string{"accept", "content-type", "authorization"}, strings.ToLower(p.name))
			if !slices.ContainsFunc(found, same) && !ignored {
				found = append(found, p)
			}
		}
	}
	return found
}

// pointerOf returns the location of a node that may be a reference.
func (w *requestWriter) pointerOf(v any, pointer string) string {
	n, _ := v.(object)
	if ref, ok := n["$ref"].(string); ok {
		return source.JoinPointer("", source.SplitPointer(strings.TrimPrefix(ref, "#"))...)
	}
	return pointer
}

// kind returns how a parameter is written: "deepObject explode object".
func (w *requestWriter) kind(p parameter, schema any) string {
	if p.node["content"] != nil {
		return "content"
	}
	style, _ := p.node["style"].(string)
	if style == "" {
		style = map[string]string{"query": "form", "cookie": "form"}[p.in]
	}
	if style == "" {
		style = "simple"
	}
	explode, ok := p.node["explode"].(bool)
	if explode || !ok && style == "form" {
		style += " explode"
	}
	n := w.follow(schema)
	if format, ok := n["format"].(string); ok {
		return style + " " + typeOf(n) + " " + format
	}
	return style + " " + typeOf(n)
}
