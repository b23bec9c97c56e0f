package oapicodegen

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// Imported is a configuration file of oapi-codegen, converted to gen.yaml.
type Imported struct {
	Text  []byte       // gen.yaml, with each note as a comment
	Notes []Diagnostic // keys without an equivalent, in the order of the file
}

// Import converts the configuration file data, of either style, into the text
// of a gen.yaml with one target for our engine. The name is that of the file in
// comments. The document is spec, because their file does not name it; empty
// means "openapi.yaml", with a comment.
//
// Keys with their default value (`skip-prune: false`) get no note. The error is
// an [Errors] if the file cannot be read.
func Import(name string, data []byte, spec string) (Imported, error) {
	if !utf8.ValidString(spec) {
		return Imported{}, fmt.Errorf("the file name %q cannot be written in YAML: it is not UTF-8", spec)
	}
	root, err := parseYAML(data)
	if err != nil {
		return Imported{}, err
	}
	cfg, old, err := decode(root)
	if err != nil {
		return Imported{}, err
	}
	i := importer{old: old}
	i.mapping(root, "")
	i.models(root, cfg)
	i.types(root, cfg)
	i.filters(root, cfg)
	slices.SortStableFunc(i.notes, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	i.notes = slices.Compact(i.notes) // one mapping may be merged twice
	return Imported{Text: genYAML(path.Base(name), cfg, spec, i.notes), Notes: i.notes}, nil
}

type importer struct {
	old   bool
	notes []Diagnostic
}

// mapping visits the keys of node, which has been checked, with paths below
// path.
func (i *importer) mapping(node *yaml.Node, path string) {
	node = resolve(node)
	for n := 0; n+1 < len(node.Content); n += 2 {
		key, value := node.Content[n], resolve(node.Content[n+1])
		if isMerge(key) {
			for _, merged := range mergeSources(value) {
				i.mapping(merged, path)
			}
			continue
		}
		i.key(key, value, join(path, key.Value))
	}
}

func (i *importer) key(key, value *yaml.Node, place string) {
	if i.old && !strings.Contains(place, ".") {
		current, ok := oldPlace(place)
		switch {
		case !ok:
			i.note(key, place, advice{does: "Ignored by oapi-codegen in a file of the old style.", instead: dropKey})
			return
		case place == "generate":
			for _, item := range value.Content {
				i.row(resolve(item), oldTargets[resolve(item).Value])
			}
			return
		}
		place = current
	}
	switch {
	case isDefault(value, withoutEquivalent[place].emptyDiffers):
	case i.row(key, place):
	default:
		i.mapping(value, place)
	}
}

// row adds a note for the key at place and reports whether the tables have it.
func (i *importer) row(at *yaml.Node, place string) bool {
	if a, ok := equivalents[place]; ok {
		if a.instead != "" {
			i.note(at, place, a)
		}
		return true
	}
	a, ok := withoutEquivalent[place]
	if ok {
		i.note(at, place, a)
	}
	return ok
}

func (i *importer) note(at *yaml.Node, place string, a advice) {
	i.notes = append(i.notes, Diagnostic{Key: place, Line: at.Line, Column: at.Column, Message: a.does, Hint: a.instead})
}

// models adds a note for a configuration that gets its types from another one,
// which an absent key indicates.
func (i *importer) models(root *yaml.Node, cfg Config) {
	if cfg.UpdateDefaults().Generate.Models {
		return
	}
	at := resolve(root)
	if generate := mappingValue(root, "generate"); generate != nil {
		at = generate
	}
	i.note(at, "generate.models", advice{
		does:    "Is off: the types come from another package or configuration.",
		instead: "Types, client and server are one package here: import that other configuration alone and switch client and server on.",
	})
}

// isDefault reports whether a value is equivalent to leaving the key out.
func isDefault(value *yaml.Node, emptyDiffers bool) bool {
	switch {
	case isNull(value):
		return true
	case value.Kind != yaml.ScalarNode:
		return len(value.Content) == 0 && !emptyDiffers
	case value.ShortTag() == "!!int":
		return value.Value == "0"
	}
	var on bool // also `no` and `off`, which have no !!bool tag
	if value.Decode(&on) == nil {
		return !on
	}
	return value.Value == ""
}
