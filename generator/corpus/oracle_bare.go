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

// mostOperations is how many operations of a document are compared.
const mostOperations = 40

// bareDocument is a document less what only one of two generators makes code of,
// security and servers, and with an operationId for each operation, so that both
// go by the same. It is cut to some of its operations where it has too many.
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
	if !bytes.Contains(data, []byte("#/paths/")) { // what an operation left out has may be another's
		cut = cutDocument(doc)
	}
	data, err = json.MarshalIndent(doc, "", " ")
	return data, cut, err
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

// cutDocument leaves so many operations, evenly spaced, and of the components what
// these need.
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

// reach notes the components that a value refers to, those they refer to
// included; every text that looks like a reference is taken for one.
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
