package oapicodegen

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Diagnostic is a finding about a configuration file of oapi-codegen.
type Diagnostic struct {
	Key          string // dotted path: "output-options.skip-prune"; empty for the whole file
	Line, Column int    // from 1; 1:1 if the YAML library reports none
	Message      string // what is wrong
	Hint         string // what to write instead; may be empty
}

// String returns "line:col: message; hint".
func (d Diagnostic) String() string {
	text := fmt.Sprintf("%d:%d: %s", d.Line, d.Column, d.Message)
	if d.Hint != "" {
		text += "; " + d.Hint
	}
	return text
}

// Errors are the errors of a configuration file in the order of the file.
type Errors []Diagnostic

func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, d := range e {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}

// parseYAML returns the root node of the first document of data. Further
// documents are ignored, as in their command.
func parseYAML(data []byte) (*yaml.Node, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, yamlErrors(err)
	}
	if len(doc.Content) == 0 {
		return nil, Errors{{Line: 1, Column: 1, Message: "the configuration is empty", Hint: "write at least `package: api`"}}
	}
	return doc.Content[0], nil
}

// The library reports lines only, in its messages.
var yamlLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?`)

func yamlErrors(err error) Errors {
	messages := []string{err.Error()}
	if typed, ok := errors.AsType[*yaml.TypeError](err); ok {
		messages = typed.Errors
	}
	var out Errors
	for _, message := range messages {
		m := yamlLine.FindStringSubmatch(message)
		d := Diagnostic{Line: 1, Column: 1, Message: message[len(m[0]):]}
		if line, err := strconv.Atoi(m[1]); err == nil {
			d.Line = line
		}
		out = append(out, d)
	}
	return out
}
