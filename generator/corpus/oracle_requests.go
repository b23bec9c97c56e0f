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

// bareDocument is a document less what only one of two generators makes code of,
// security and servers, and with an operationId for each operation, so that both
// go by the same.
func bareDocument(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	file, err := source.Parse(path, data)
	if err != nil {
		return nil, err
	}
	var doc object
	if err := json.Unmarshal(file.Root.JSON(), &doc); err != nil {
		return nil, err
	}
	delete(doc, "security")
	delete(doc, "servers")
	if components, ok := doc["components"].(object); ok {
		delete(components, "securitySchemes")
	}
	for _, op := range operationsOf(doc) {
		delete(op.node, "security")
		delete(op.node, "servers")
		delete(op.item, "servers")
		if op.node["operationId"] == nil {
			op.node["operationId"] = wordsOf(op.method + "/" + op.path)
		}
	}
	return json.MarshalIndent(doc, "", " ")
}

// wordsOf is a path as a name: "get/pets/{id}" is "getPetsId".
func wordsOf(path string) string {
	words := strings.FieldsFunc(path, func(r rune) bool { return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9') })
	for i, word := range words[1:] {
		words[i+1] = strings.ToUpper(word[:1]) + word[1:]
	}
	return strings.Join(words, "")
}

type operation struct {
	path, method string
	item, node   object
	pointer      string
}

// operationsOf lists the operations under paths, sorted.
func operationsOf(doc object) (ops []operation) {
	paths, _ := doc["paths"].(object)
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		item, _ := paths[path].(object)
		for _, method := range methods {
			method = strings.ToLower(method)
			if node, ok := item[method].(object); ok {
				ops = append(ops, operation{path, method, item, node, source.JoinPointer("/paths", path, method)})
			}
		}
	}
	return ops
}

// requestWriter makes the requests of a document.
type requestWriter struct {
	sampler
	valid    *validator
	requests []driver.Request
	unmade   int // requests for which no valid value was found
}

// requestsOf makes the requests of a bare document: each operation in all variants.
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
		for _, w.variant = range []variant{onlyRequired, everything, hostile} {
			if args, ok := w.args(op); ok {
				id, _ := op.node["operationId"].(string)
				w.requests = append(w.requests, driver.Request{Operation: id, Variant: string(w.variant), Args: args})
			} else {
				w.unmade++
			}
		}
	}
	return w, nil
}

// args are those of the path, in its order, then the others as they are declared,
// then the body.
func (w *requestWriter) args(op operation) (args []driver.Arg, ok bool) {
	w.parameter = true
	for _, p := range w.parameters(op) {
		schema, pointer := p.node["schema"], source.JoinPointer(p.pointer, "schema")
		content, _ := p.node["content"].(object)
		for mediaType, media := range content {
			schema, pointer = media.(object)["schema"], source.JoinPointer(p.pointer, "content", mediaType, "schema")
		}
		a := driver.Arg{Name: p.name, In: p.in, Kind: w.kind(p, schema)}
		a.Default, _ = json.Marshal(w.follow(schema)["default"])
		if string(a.Default) == "null" {
			a.Default = nil
		}
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
	for _, mediaType := range []string{"application/json", "application/x-www-form-urlencoded", "text/plain"} {
		if media, ok := content[mediaType].(object); ok {
			must := body["required"] == true
			pointer := source.JoinPointer(w.pointerOf(op.node["requestBody"], source.JoinPointer(op.pointer, "requestBody")), "content", mediaType, "schema")
			value := w.sample(media["schema"], pointer, must)
			return append(args, driver.Arg{Name: "body", In: "body", Kind: mediaType, Value: value}), value != nil || !must
		}
	}
	return args, len(content) == 0
}

// place sorts arguments of a path by where they stand in it, before all others.
func place(path string, a driver.Arg) int {
	if a.In == "path" {
		return strings.Index(path, "{"+a.Name+"}")
	}
	return len(path)
}

// sample is a valid value as JSON; nil if none is known, or wanted.
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

// parameters are those of the operation, and those of its path that it does not
// have itself.
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

// pointerOf is where a node stands that may be a reference.
func (w *requestWriter) pointerOf(v any, pointer string) string {
	n, _ := v.(object)
	if ref, ok := n["$ref"].(string); ok {
		return source.JoinPointer("", source.SplitPointer(strings.TrimPrefix(ref, "#"))...)
	}
	return pointer
}

// kind says how a parameter is written: "deepObject explode object".
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
