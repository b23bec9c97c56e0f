package source

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// maxAliased is the number of nodes that aliases may add to a document, beyond as many as it
// has without them. It allows all that kin-openapi's YAML decoder allows.
const maxAliased = 400_000

// yamlTree turns YAML nodes into ours.
type yamlTree struct {
	lines *yamlLines
	done  map[*yaml.Node]*Node // of anchored nodes, once they are complete
	size  map[*yaml.Node]int   // of anchored nodes: nodes inside, aliases counted in full
	all   int                  // nodes so far, aliases counted in full
	own   int                  // nodes so far, aliases not counted
	bomb  bool                 // maxAliased is exceeded; aliases are null from here on
	errs  SyntaxErrors
}

// parseYAML returns the first document of a stream, and the line where the second begins, or 0.
// It leaves the Path of its errors empty. Scalars have the types that kin-openapi's
// loader gives them: yes, no, on, off and dates are strings.
func parseYAML(text string) (root *Node, next int, errs SyntaxErrors) {
	text = asYAML11(text)
	decoder := yaml.NewDecoder(strings.NewReader(text))
	doc, err := decodeYAML(decoder)
	if errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0 {
		return &Node{Line: 1, Column: 1}, 0, nil
	}
	if err != nil {
		if repaired := tabbedComment.ReplaceAllStringFunc(text, spaces); repaired != text {
			return parseYAML(repaired)
		}
		return nil, 0, SyntaxErrors{locateYAMLError(text, err)}
	}
	t := &yamlTree{
		lines: newYAMLLines(text),
		done:  map[*yaml.Node]*Node{},
		size:  map[*yaml.Node]int{},
	}
	root = t.value(doc.Content[0])
	if len(t.errs) > 0 {
		return nil, 0, t.errs
	}
	return root, nextDocument(decoder), nil
}

// tabbedComment matches a comment on a separate line after tabs, which YAML allows and its
// parser does not.
var tabbedComment = regexp.MustCompile(`(?m)^\t[\t ]*#`)

func spaces(tabs string) string { return strings.ReplaceAll(tabs, "\t", " ") }

// yamlVersion matches a directive of a version 1.x. Only comments and other directives may
// precede it.
var yamlVersion = regexp.MustCompile(`\A(?:\x{feff})?(?:(?:[ \t]*#[^\n]*|%[^\n]*|[ \t\r]*)\n)*?%YAML[ \t]+1\.([0-9])\s`)

// asYAML11 changes a version directive to 1.1, the only version that the parser accepts; it
// reads the document in the same way without the directive. Positions do not change.
func asYAML11(text string) string {
	if at := yamlVersion.FindStringSubmatchIndex(text); at != nil {
		return text[:at[2]] + "1" + text[at[3]:]
	}
	return text
}

// nextDocument returns the line of the next document that is not empty; 0 if there is none.
func nextDocument(decoder *yaml.Decoder) int {
	for {
		switch doc, err := decodeYAML(decoder); {
		case err != nil || len(doc.Content) == 0:
			return 0
		case doc.Content[0].ShortTag() != "!!null":
			return max(doc.Content[0].Line, 1)
		}
	}
}

// decodeYAML reads the next document. The parser is known to panic on some
// inputs, mostly odd comments, instead of returning an error.
func decodeYAML(decoder *yaml.Decoder) (doc *yaml.Node, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("the YAML parser failed: %v", e)
		}
	}()
	doc = &yaml.Node{}
	return doc, decoder.Decode(doc)
}

func (t *yamlTree) fail(y *yaml.Node, format string, args ...any) {
	line, column := t.lines.position(y.Line, y.Column)
	t.errs = append(t.errs, &SyntaxError{Line: line, Column: column, Message: fmt.Sprintf(format, args...)})
}

// invalid replaces an alias that is reported and cannot be resolved.
var invalid = &Node{}

// value never returns nil.
func (t *yamlTree) value(y *yaml.Node) *Node {
	if y.Kind == yaml.AliasNode {
		return t.alias(y)
	}
	n := &Node{}
	n.Line, n.Column = t.lines.position(y.Line, y.Column)
	before := t.all
	t.all++
	t.own++
	switch y.Kind {
	case yaml.MappingNode:
		*n = newObject(*n, t.members(y))
	case yaml.SequenceNode:
		n.Kind = Array
		for _, item := range y.Content {
			n.Items = append(n.Items, t.value(item))
		}
	default:
		t.scalar(n, y)
	}
	if y.Anchor != "" {
		t.done[y], t.size[y] = n, t.all-before
	}
	return n
}

func (t *yamlTree) alias(y *yaml.Node) *Node {
	n := t.done[y.Alias]
	if n == nil && y.Alias.Kind == yaml.ScalarNode { // the anchor is on a key
		return t.value(y.Alias)
	}
	if n == nil {
		t.fail(y, "*%s is inside of the value that it repeats", y.Value)
		return invalid
	}
	if t.bomb {
		return invalid
	}
	t.all += t.size[y.Alias]
	if t.all-t.own > t.own+maxAliased {
		t.bomb = true
		t.fail(y, "aliases expand the document beyond the limit, here *%s; write the values out", y.Value)
	}
	return n
}

// members returns the members of a mapping. Those of a merge key are in its place, except
// those whose name the mapping has itself.
func (t *yamlTree) members(y *yaml.Node) []Member {
	members := make([]Member, 0, len(y.Content)/2)
	var taken map[string]bool // names that a merge key does not add
	for i := 0; i+1 < len(y.Content); i += 2 {
		key, value := y.Content[i], y.Content[i+1]
		if isMerge(key) {
			if taken == nil {
				taken = ownNames(y)
			}
			members = t.merge(members, taken, value)
			continue
		}
		m := Member{Name: t.key(key)}
		m.Line, m.Column = t.lines.position(key.Line, key.Column)
		m.Value = t.value(value)
		members = append(members, m)
	}
	return members
}

func isMerge(key *yaml.Node) bool {
	return key.Kind == yaml.ScalarNode && key.Value == "<<" && key.ShortTag() == "!!merge"
}

func ownNames(y *yaml.Node) map[string]bool {
	names := map[string]bool{}
	for i := 0; i < len(y.Content); i += 2 {
		if key := y.Content[i]; !isMerge(key) {
			names[keyText(key)] = true
		}
	}
	return names
}

// merge appends the members of source whose names are not taken, and marks them as taken.
// source is a mapping or a sequence of mappings, of which the earlier wins.
func (t *yamlTree) merge(members []Member, taken map[string]bool, source *yaml.Node) []Member {
	if source.Kind == yaml.SequenceNode {
		for _, item := range source.Content {
			if item.Kind == yaml.SequenceNode {
				t.fail(item, "<< needs a mapping or a sequence of mappings")
				continue
			}
			members = t.merge(members, taken, item)
		}
		return members
	}
	from := t.value(source)
	if from.Kind != Object && from != invalid {
		t.fail(source, "<< needs a mapping or a sequence of mappings, found %s", from.Kind)
	}
	for _, name := range from.Keys() {
		if !taken[name] {
			taken[name] = true
			members = append(members, from.Members[from.find(name)])
		}
	}
	return members
}

// key returns the name of a member: of a number, boolean or null its source
// text, where kin-openapi writes 1.0 as 1.
func (t *yamlTree) key(y *yaml.Node) string {
	if y.Kind == yaml.MappingNode || y.Kind == yaml.SequenceNode ||
		y.Kind == yaml.AliasNode && y.Alias.Kind != yaml.ScalarNode {
		t.fail(y, "a key must be a scalar; quote it if it is text")
	}
	return keyText(y)
}

func keyText(y *yaml.Node) string {
	if y.Kind == yaml.AliasNode {
		return y.Alias.Value
	}
	return y.Value
}

func (t *yamlTree) scalar(n *Node, y *yaml.Node) {
	switch y.ShortTag() {
	case "!!null":
		n.Kind = Null
	case "!!bool":
		n.Kind, n.Text = Bool, strings.ToLower(y.Value)
		if n.Text != "true" && n.Text != "false" {
			t.fail(y, "%q is not a boolean; write true or false", y.Value)
		}
	case "!!int", "!!float":
		text, ok := jsonNumber(y.Value)
		if !ok {
			t.fail(y, "%s is not a number in JSON; quote it if it is text", y.Value)
		}
		n.Kind, n.Text = Number, text
	case "!!binary":
		decoded, err := base64.StdEncoding.DecodeString(y.Value)
		if err != nil {
			t.fail(y, "!!binary needs base64")
		}
		n.Kind, n.Text = String, string(decoded)
	default:
		n.Kind, n.Text = String, y.Value
		// The YAML parser reads a number beyond float64 as a string.
		if y.Style == 0 && y.Value != "" && numberLength(y.Value) == len(y.Value) {
			n.Kind = Number
		}
	}
}
