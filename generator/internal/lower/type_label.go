package lower

import (
	"cmp"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// componentName returns the name of a schema of components.schemas; "" for a pointer to anything
// else, also inside of such a schema.
func componentName(pointer string) string {
	tokens := source.SplitPointer(pointer)
	if len(tokens) == 3 && tokens[0] == "components" && tokens[1] == "schemas" {
		return tokens[2]
	}
	return ""
}

// namePath returns the steps from which the name of the type of a schema is made. It depends only
// on the place of the schema, so that the name does not depend on references:
//
//	/components/schemas/Pet/properties/tags/items        Pet tags []
//	/paths/~1pets/get/parameters/0/schema                <operation id> <parameter name>
//	/paths/~1pets/get/responses/200/content/.../schema   <operation id> response
//	/webhooks/pet/post/requestBody/content/.../schema    <operation id> request
//	/properties/tag, in a file of schemas                <file> tag
func (l *lowering) namePath(cur spec.Cursor) label.Path {
	tokens := source.SplitPointer(cur.Pointer)
	whole := tokens
	var path label.Path
	switch owner := l.operationTokens(tokens); {
	case len(owner) > 0:
		path, tokens = l.inOperation(owner, l.ids[source.JoinPointer("", owner...)], tokens[len(owner):])
	case len(tokens) >= 3 && tokens[0] == "components":
		path, tokens = label.Path{componentStep(tokens[1], tokens[2])}, tokens[3:]
	case len(tokens) >= 3 && tokens[0] == "paths":
		path, tokens = l.itemPath(tokens)
	default:
		root := spec.Cursor{File: cur.File}
		path = label.Path{label.Name(cmp.Or(l.schemas.Component(root), strings.TrimSuffix(filepath.Base(cur.File.Path), filepath.Ext(cur.File.Path))))}
	}
	return append(path, l.schemaSteps(cur.File, whole, len(whole)-len(tokens))...)
}

// componentStep returns the first step for a component. A response Pet and a schema Pet differ.
func componentStep(section, name string) label.Step {
	switch section {
	case "responses":
		return label.Response{Of: name}
	case "requestBodies":
		return label.Request{Of: name}
	}
	return label.Name(name)
}

// itemPath returns the steps for a pointer below paths that is not in an operation, but in what
// the operations of a path item share.
func (l *lowering) itemPath(tokens []string) (path label.Path, rest []string) {
	template, member := tokens[1], tokens[2]
	if member == "parameters" {
		return append(label.Path{label.Name(template)}, l.parameterStep(tokens[:2], tokens[3:])...), after(tokens, 4)
	}
	return label.Path{label.Name(member + " " + template)}, tokens[3:]
}

// inOperation returns the steps for a pointer in an operation: rest are the tokens after owner.
func (l *lowering) inOperation(owner []string, id string, rest []string) (path label.Path, after []string) {
	switch {
	case len(rest) >= 2 && rest[0] == "parameters":
		return append(label.Path{label.Name(id)}, l.parameterStep(owner, rest[1:])...), rest[2:]
	case len(rest) >= 1 && rest[0] == "requestBody":
		return label.Path{label.Request{Of: id}}, rest[1:]
	case len(rest) >= 2 && rest[0] == "responses":
		return label.Path{label.Response{Of: id, Status: l.statusWord(owner, rest[1])}}, rest[2:]
	}
	return label.Path{label.Name(id)}, rest
}

// otherContent returns the content type of a schema in a body; "" for JSON and for the only
// content type of a body.
func otherContent(cur spec.Cursor) string {
	tokens := source.SplitPointer(cur.Pointer)
	for i, token := range tokens[:max(0, len(tokens)-1)] {
		switch token {
		case "content":
			content := cur.File.At(source.JoinPointer("", tokens[:i+1]...))
			if len(content.Keys()) > 1 && preference(tokens[i+1]) > 0 {
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

func (l *lowering) parameterStep(owner, rest []string) label.Path {
	if len(rest) == 0 {
		return nil
	}
	name, _ := l.doc.Root.At(source.JoinPointer("", append(slices.Clone(owner), "parameters", rest[0], "name")...)).Str()
	return label.Path{label.Name(name)}
}

// statusWord returns the status for the name of a response: "" for the only response that is not
// an error.
func (l *lowering) statusWord(owner []string, status string) string {
	successes := 0
	for _, key := range l.doc.Root.At(source.JoinPointer("", append(slices.Clone(owner), "responses")...)).Keys() {
		if strings.HasPrefix(key, "2") {
			successes++
		}
	}
	if strings.HasPrefix(status, "2") && successes == 1 || successes == 0 && status == "default" {
		return ""
	}
	return status
}

// schemaSteps returns the steps for the tokens of a pointer from an index on.
func (l *lowering) schemaSteps(file *source.File, tokens []string, from int) label.Path {
	var steps label.Path
	for i := from; i < len(tokens); i++ {
		switch token := tokens[i]; token {
		case "content", "encoding":
			i++ // the media type
		case "schema", "itemSchema", "contentSchema", "allOf":
			if token == "allOf" {
				i++ // the items of allOf are one schema
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
				if step := l.elementStep(file, tokens[:i], tokens[i]); step != nil {
					steps = append(steps, step)
				}
			}
		default:
			steps = append(steps, label.Name(token))
		}
	}
	return steps
}

// elementStep returns the step for an alternative of a union or an item of a tuple.
func (l *lowering) elementStep(file *source.File, list []string, index string) label.Step {
	if list[len(list)-1] != "prefixItems" {
		return l.schemas.AlternativeStep(file, list, index)
	}
	title, ok := file.At(source.JoinPointer("", append(slices.Clone(list), index)...)).Get("title").Str()
	if ok && len(title) <= 40 {
		return label.Name(title)
	}
	at, _ := strconv.Atoi(index)
	return label.Position(at)
}
