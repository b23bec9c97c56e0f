package types

import (
	"cmp"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/mediatype"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// NamePath is the path that the type of a schema is named after. It depends only on
// where the schema is, so that it keeps its name whatever refers to it:
//
//	/components/schemas/Pet/properties/tags/items        Pet tags []
//	/paths/~1pets/get/parameters/0/schema                <operation id> <parameter name>
//	/paths/~1pets/get/responses/200/content/.../schema   <operation id> response
//	/webhooks/pet/post/requestBody/content/.../schema    <operation id> request
//	/properties/tag, in a file of schemas                <file> tag
func (b *Builder) NamePath(cur spec.Cursor) label.Path {
	tokens := source.SplitPointer(cur.Pointer())
	whole := tokens
	var path label.Path
	switch owner := b.operationTokens(tokens); {
	case len(owner) > 0:
		path, tokens = b.inOperation(owner, b.OperationIDs[source.JoinPointer("", owner...)], tokens[len(owner):])
	case len(tokens) >= 3 && tokens[0] == "components":
		path, tokens = label.Path{b.componentStep(cur.File, tokens[1], tokens[2])}, tokens[3:]
	case len(tokens) >= 3 && tokens[0] == "paths":
		path, tokens = b.itemPath(tokens)
	default:
		root := spec.Cursor{File: cur.File}
		path = label.Path{label.Name(cmp.Or(b.Schemas.Component(root), strings.TrimSuffix(filepath.Base(cur.File.Path), filepath.Ext(cur.File.Path))))}
	}
	return append(path, b.schemaSteps(cur.File, whole, len(whole)-len(tokens))...)
}

// componentStep is different for a response named Pet and the schema Pet. A schema of
// another file can have another name in the document.
func (b *Builder) componentStep(file *source.File, section, name string) label.Step {
	switch section {
	case "schemas":
		return label.Name(b.Schemas.Component(spec.At(file, source.JoinPointer("", "components", section, name))))
	case "responses":
		return label.Response{Of: name}
	case "requestBodies":
		return label.Request{Of: name}
	}
	return label.Name(name)
}

// itemPath reads a pointer below paths to what all operations of a path share.
func (b *Builder) itemPath(tokens []string) (path label.Path, rest []string) {
	template, member := tokens[1], tokens[2]
	if member == "parameters" {
		return append(label.Path{label.Name(template)}, b.parameterStep(tokens[:2], tokens[3:])...), after(tokens, 4)
	}
	return label.Path{label.Name(member + " " + template)}, tokens[3:]
}

// inOperation reads the rest of a pointer that begins with that of an operation.
func (b *Builder) inOperation(owner []string, id string, rest []string) (path label.Path, after []string) {
	switch {
	case len(rest) >= 2 && rest[0] == "parameters":
		return append(label.Path{label.Name(id)}, b.parameterStep(owner, rest[1:])...), rest[2:]
	case len(rest) >= 1 && rest[0] == "requestBody":
		return label.Path{label.Request{Of: id}}, rest[1:]
	case len(rest) >= 2 && rest[0] == "responses":
		return label.Path{label.Response{Of: id, Status: b.statusWord(owner, rest[1])}}, rest[2:]
	}
	return label.Path{label.Name(id)}, rest
}

// otherContent is the content type that a schema belongs to, "" for application/json
// and for the only one of a body.
func otherContent(cur spec.Cursor) string {
	tokens := source.SplitPointer(cur.Pointer())
	for i, token := range tokens[:max(0, len(tokens)-1)] {
		switch token {
		case "content":
			content := cur.File.At(source.JoinPointer("", tokens[:i+1]...))
			if len(content.Keys()) > 1 && mediatype.Rank(tokens[i+1]) > 0 {
				return tokens[i+1]
			}
			return ""
		case "schema", "schemas":
			return ""
		}
	}
	return ""
}

func after(tokens []string, n int) []string { return tokens[min(n, len(tokens)):] }

func (b *Builder) parameterStep(owner, rest []string) label.Path {
	if len(rest) == 0 {
		return nil
	}
	name, _ := b.Doc.Root.At(source.JoinPointer("", append(slices.Clone(owner), "parameters", rest[0], "name")...)).Str()
	return label.Path{label.Name(name)}
}

// statusWord distinguishes errors and further successes from the success with the lowest status
// of those that have content. It has no word, so that a success that is added later does not
// rename its types.
func (b *Builder) statusWord(owner []string, status string) string {
	op := b.Doc.Cursor()
	for _, token := range owner {
		op = op.Child(token)
	}
	first, successes := "", 0
	for key, response := range op.Child("responses").Members() {
		if !strings.HasPrefix(key, "2") {
			continue
		}
		successes++
		hasContent := len(b.Doc.Follow(response).Child("content").Node.Keys()) > 0
		if hasContent && (first == "" || key < first) {
			first = key
		}
	}
	if status == first || successes == 0 && status == "default" {
		return ""
	}
	return status
}

// schemaSteps are the steps of a pointer, from a token on, that mean something to a
// reader. For alternatives of a union see [schema.Reader.AlternativeStep].
func (b *Builder) schemaSteps(file *source.File, tokens []string, from int) label.Path {
	var steps label.Path
	for i := from; i < len(tokens); i++ {
		switch token := tokens[i]; token {
		case "content", "encoding":
			i++ // the media type
		case "schema", "itemSchema", "contentSchema", "allOf":
			if token == "allOf" {
				i++ // its parts have the name of the whole
			}
		case "properties", "patternProperties", "$defs", "definitions", "dependentSchemas":
			if i++; i < len(tokens) {
				steps = append(steps, label.Name(tokens[i]))
			}
		case "items", "contains":
			steps = append(steps, label.Item{})
		case "additionalProperties", "unevaluatedProperties":
			steps = append(steps, label.Value{})
		case "oneOf", "anyOf", "prefixItems":
			if i++; i < len(tokens) {
				if step := b.elementStep(file, tokens[:i], tokens[i]); step != nil {
					steps = append(steps, step)
				}
			}
		default:
			steps = append(steps, label.Name(token))
		}
	}
	return steps
}

// elementStep is the step to an alternative or to an item of a tuple.
func (b *Builder) elementStep(file *source.File, list []string, index string) label.Step {
	if list[len(list)-1] != "prefixItems" {
		return b.Schemas.AlternativeStep(file, list, index)
	}
	title, ok := file.At(source.JoinPointer("", append(slices.Clone(list), index)...)).Get("title").Str()
	if ok && len(title) <= 40 {
		return label.Name(title)
	}
	at, _ := strconv.Atoi(index)
	return label.Position(at)
}

// operationTokens is the beginning of a pointer that leads to an operation, or
// to a hook, the longest there is; nil without one.
func (b *Builder) operationTokens(tokens []string) []string {
	if len(tokens) == 0 || !slices.Contains([]string{"paths", "webhooks", "components"}, tokens[0]) {
		return nil
	}
	for n := len(tokens); n > 1; n-- {
		if b.OperationIDs[source.JoinPointer("", tokens[:n]...)] != "" {
			return tokens[:n]
		}
	}
	return nil
}
