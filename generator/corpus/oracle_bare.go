package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// mostOperations is the maximum number of operations per document that are
// compared.
const mostOperations = 40

// bareDocument returns a document without security and servers, for which only
// one of the generators emits code. Each operation gets an operationId, so that
// both use the same one. If there are too many operations, some are removed.
func bareDocument(path string) (data []byte, cut bool, err error) {
	data, err = os.ReadFile(path)
	if err != nil {
		return nil, false, err
	}
	file, err := source.Parse(path, data)
	if err != nil {
		return nil, false, err
	}
	var doc object
	if err = json.Unmarshal(file.Root.JSON(), &doc); err != nil {
		return nil, false, err
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
	if !bytes.Contains(data, []byte("#/paths/")) { // an operation that was cut may be the target of a reference
		cut = cutDocument(doc)
	}
	data, err = json.MarshalIndent(doc, "", " ")
	return data, cut, err
}

// wordsOf turns a path into a name: "get/pets/{id}" becomes "getPetsId".
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

// cutDocument keeps n operations, evenly spaced, and the components that they
// need.
func cutDocument(doc object) bool {
	ops := operationsOf(doc)
	if len(ops) <= mostOperations {
		return false
	}
	kept := map[string]bool{}
	for i := range mostOperations {
		kept[ops[i*len(ops)/mostOperations].pointer] = true
	}
	paths, _ := doc["paths"].(object)
	for _, op := range ops {
		if !kept[op.pointer] {
			delete(op.item, op.method)
		}
	}
	for path, item := range paths {
		if len(operationsOf(object{"paths": object{path: item}})) == 0 {
			delete(paths, path)
		}
	}
	delete(doc, "webhooks")
	reached := map[string]bool{}
	components, _ := doc["components"].(object)
	reach(paths, components, reached)
	for kind, list := range components {
		named, _ := list.(object)
		maps.DeleteFunc(named, func(name string, _ any) bool { return !reached[source.JoinPointer("", kind, name)] })
	}
	return true
}

// reach records the components that a value refers to, directly or indirectly.
// Every string that looks like a reference is treated as one.
func reach(v any, components object, reached map[string]bool) {
	switch v := v.(type) {
	case object:
		for _, member := range v {
			reach(member, components, reached)
		}
	case []any:
		for _, item := range v {
			reach(item, components, reached)
		}
	case string:
		kind, name, ok := strings.Cut(strings.TrimPrefix(v, "#/components/"), "/")
		if !ok || !strings.HasPrefix(v, "#/components/") {
			return
		}
		if steps := source.SplitPointer("/" + kind + "/" + name); len(steps) >= 2 {
			key := source.JoinPointer("", steps[0], steps[1])
			named, _ := components[steps[0]].(object)
			if at, ok := named[steps[1]]; ok && !reached[key] {
				reached[key] = true
				reach(at, components, reached)
			}
		}
	}
}
