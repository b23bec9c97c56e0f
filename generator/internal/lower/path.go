package lower

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// componentName is the name of a schema that stands in components.schemas
// itself; "" for any other place.
func componentName(pointer string) string {
	tokens := source.SplitPointer(pointer)
	if len(tokens) == 3 && tokens[0] == "components" && tokens[1] == "schemas" {
		return tokens[2]
	}
	return ""
}

// namePath is how a schema is told from others by where it stands. It depends
// on the place alone, so that a schema keeps its name whoever refers to it:
//
//	/components/schemas/Pet/properties/tags/items        Pet tags []
//	/paths/~1pets/get/parameters/0/schema                <operation id> <parameter name>
//	/paths/~1pets/get/responses/200/content/.../schema   <operation id> response
func (l *lowering) namePath(cur spec.Cursor) []string {
	tokens := source.SplitPointer(cur.Pointer)
	whole := tokens
	var path []string
	switch {
	case len(tokens) >= 3 && tokens[0] == "components":
		path, tokens = []string{tokens[2] + componentSuffix(tokens[1])}, tokens[3:]
	case len(tokens) >= 3 && tokens[0] == "paths":
		path, tokens = l.operationPath(tokens)
	}
	return append(path, schemaSteps(cur.File, whole, len(whole)-len(tokens))...)
}

// componentSuffix tells a response named Pet from the schema Pet.
func componentSuffix(section string) string {
	switch section {
	case "responses":
		return " response"
	case "requestBodies":
		return " request"
	}
	return ""
}

// operationPath reads a pointer below paths down to the schema.
func (l *lowering) operationPath(tokens []string) (path, rest []string) {
	template, method := tokens[1], tokens[2]
	if method == "parameters" {
		return append([]string{template}, l.parameterStep(tokens[:2], tokens[3:])...), after(tokens, 4)
	}
	owner := tokens[:3]
	if method == "additionalOperations" && len(tokens) > 3 {
		owner, method = tokens[:4], tokens[3]
	}
	rest = tokens[len(owner):]
	id := l.ids[source.JoinPointer("", owner...)]
	if id == "" {
		id = method + " " + template
	}
	switch {
	case len(rest) >= 2 && rest[0] == "parameters":
		return append([]string{id}, l.parameterStep(owner, rest[1:])...), rest[2:]
	case len(rest) >= 1 && rest[0] == "requestBody":
		return []string{id + " request"}, rest[1:]
	case len(rest) >= 2 && rest[0] == "responses":
		return []string{id + l.statusWord(owner, rest[1]) + " response"}, rest[2:]
	}
	return []string{id}, rest
}

// otherContent is the content type that a schema stands below, "" for JSON and for
// one without a sibling.
func otherContent(cur spec.Cursor) string {
	tokens := source.SplitPointer(cur.Pointer)
	for i, token := range tokens[:max(0, len(tokens)-1)] {
		switch token {
		case "content":
			content := cur.File.At(source.JoinPointer("", tokens[:i+1]...))
			if len(content.Keys()) > 1 && rank(tokens[i+1]) > 0 {
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

func (l *lowering) parameterStep(owner, rest []string) []string {
	if len(rest) == 0 {
		return nil
	}
	name, _ := l.doc.Root.At(source.JoinPointer("", append(slices.Clone(owner), "parameters", rest[0], "name")...)).Str()
	return []string{name}
}

// statusWord sets errors, and one 2xx beside another, apart from the one
// response that an operation is about.
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
	return " " + status
}

// schemaSteps are the parts of a pointer, from a token on, that mean something
// to a reader. An alternative of a union is called by its title.
func schemaSteps(file *source.File, tokens []string, from int) []string {
	var steps []string
	for i := from; i < len(tokens); i++ {
		switch token := tokens[i]; token {
		case "content", "encoding":
			i++ // the media type
		case "schema", "allOf":
			if token == "allOf" {
				i++ // its parts are one with the whole
			}
		case "properties", "patternProperties", "$defs", "definitions", "dependentSchemas":
			if i++; i < len(tokens) {
				steps = append(steps, tokens[i])
			}
		case "items", "contains":
			steps = append(steps, ir.ItemStep)
		case "additionalProperties", "unevaluatedProperties":
			steps = append(steps, ir.ValueStep)
		case "oneOf", "anyOf", "prefixItems":
			if i++; i < len(tokens) {
				title, ok := file.At(source.JoinPointer("", tokens[:i+1]...)).Get("title").Str()
				if !ok || len(title) > 40 {
					title = "variant " + tokens[i]
				}
				steps = append(steps, title)
			}
		default:
			steps = append(steps, token)
		}
	}
	return steps
}
