package form

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/runtime/core"
)

// Shape is the set of JSON types that a value may have. Texts do not show them.
type Shape uint8

// The shapes. A value of any type has all of them.
const (
	Texts Shape = 1 << iota
	Lists
	Objects
)

// Reader turns names and texts into a value.
type Reader struct {
	Style
	Shape    Shape
	Unescape func(string) (string, error) // nil if texts are not escaped
	Members  []string                     // names that belong to an exploded object; nil if all do except others
	Others   []string
}

// ParsePairs splits a query or form at its ampersands and unescapes the names.
// In texts it replaces + by %20. Names with invalid escapes are left out.
func ParsePairs(query string) []Pair {
	var pairs []Pair
	for pair := range strings.SplitSeq(query, "&") {
		name, text, _ := strings.Cut(pair, "=")
		if name, err := url.QueryUnescape(name); err == nil && pair != "" {
			pairs = append(pairs, Pair{name, strings.ReplaceAll(text, "+", "%20")})
		}
	}
	return pairs
}

// FromPairs returns the tree of the pairs that belong to the value, or nil if
// there are none. The error is a *core.TextError.
func (r Reader) FromPairs(pairs []Pair) (*Tree, error) {
	if r.Kind == "deepObject" {
		return r.deep(pairs)
	}
	var texts []string
	for _, p := range pairs {
		if p.Name == r.Name {
			texts = append(texts, p.Text)
		}
	}
	switch {
	case r.Explode && r.Shape&Objects != 0 && (len(texts) == 0 || r.Shape == Objects):
		return r.gather(pairs)
	case len(texts) == 0:
		return nil, nil
	case !r.Explode:
		return r.cut(strings.Join(texts, r.delimiter()), r.delimiter(), "")
	case r.Shape&Lists != 0 && (len(texts) > 1 || r.Shape&Texts == 0):
		return r.list(texts)
	}
	return r.Leaf(texts[len(texts)-1])
}

// FromSegment returns the tree of a path segment or a header.
func (r Reader) FromSegment(text string) (*Tree, error) {
	switch r.Kind {
	case "matrix":
		return r.fromMatrix(text)
	case "label":
		rest, ok := strings.CutPrefix(text, ".")
		if !ok {
			return nil, &core.TextError{Keyword: "format", Message: "must start with a dot"}
		}
		if r.Explode {
			return r.cut(rest, ".", "=")
		}
		return r.cut(rest, ",", "")
	}
	if r.Explode {
		return r.cut(text, ",", "=")
	}
	return r.cut(text, r.delimiter(), "")
}

// fromMatrix reads ;name=text;name=text. The text may be missing.
func (r Reader) fromMatrix(text string) (*Tree, error) {
	rest, ok := strings.CutPrefix(text, ";")
	if !ok {
		return nil, &core.TextError{Keyword: "format", Message: "must start with a semicolon"}
	}
	var pairs []Pair
	for part := range strings.SplitSeq(rest, ";") {
		name, text, _ := strings.Cut(part, "=")
		name, err := r.Plain(name)
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, Pair{name, text})
	}
	return r.FromPairs(pairs)
}

// gather makes an object of the pairs named after its members. A repeated name
// makes a list.
func (r Reader) gather(pairs []Pair) (*Tree, error) {
	t := &Tree{Kind: '{'}
	for _, p := range pairs {
		owner, _, _ := strings.Cut(p.Name, "[")
		if r.Members != nil && !slices.Contains(r.Members, p.Name) || slices.Contains(r.Others, p.Name) || slices.Contains(r.Others, owner) {
			continue
		}
		item, err := r.Leaf(p.Text)
		if err != nil {
			return nil, err
		}
		t.Member(p.Name).Join(item)
	}
	if len(t.Items) == 0 {
		return nil, nil
	}
	return t, nil
}

// Join adds another text to a place.
func (t *Tree) Join(item *Tree) {
	switch t.Kind {
	case 0:
		*t = *item
	case '[':
		t.Items = append(t.Items, item)
	default:
		first := *t
		*t = *List(&first, item)
	}
}

// cut reads a text that contains the whole value.
func (r Reader) cut(text, delimiter, equal string) (*Tree, error) {
	if text == "" || r.Shape == Texts {
		return r.empty(text)
	}
	parts := r.split(text, delimiter)
	hasEqual := func(part string) bool { return strings.Contains(part, equal) }
	named := len(parts)%2 == 0 && r.Shape&Lists == 0
	if equal != "" {
		named = !slices.ContainsFunc(parts, func(part string) bool { return !hasEqual(part) })
	}
	switch {
	case r.Shape&Objects != 0 && named:
		return r.object(parts, equal)
	case r.Shape&Lists != 0 && (len(parts) > 1 || r.Shape&Texts == 0):
		return r.list(parts)
	}
	return r.Leaf(text) // may be JSON
}

// empty reads an empty text, and any text if the value can only be a text.
func (r Reader) empty(text string) (*Tree, error) {
	switch {
	case r.Shape&Texts != 0:
		return r.Leaf(text)
	case r.Shape&Lists != 0:
		return List(), nil
	}
	return &Tree{Kind: '{'}, nil
}

// split splits before unescaping, except at escaped delimiters.
func (r Reader) split(text, delimiter string) []string {
	if len(delimiter) > 1 {
		text = strings.NewReplacer(" ", "%20", "|", "%7C", "%7c", "%7C", "\t", "%09").Replace(text)
	}
	return strings.Split(text, delimiter)
}

// list reads a list of texts.
func (r Reader) list(texts []string) (*Tree, error) {
	t := List()
	for _, text := range texts {
		item, err := r.Leaf(text)
		if err != nil {
			return nil, err
		}
		t.Items = append(t.Items, item)
	}
	return t, nil
}

// object reads name=text parts, or alternating names and texts if equal is
// empty.
func (r Reader) object(parts []string, equal string) (*Tree, error) {
	if equal != "" {
		var turns []string
		for _, part := range parts {
			name, text, _ := strings.Cut(part, equal)
			turns = append(turns, name, text)
		}
		parts = turns
	}
	t := &Tree{Kind: '{'}
	for i := 0; i < len(parts); i += 2 {
		name, err := r.Plain(parts[i])
		if err != nil {
			return nil, err
		}
		item, err := r.Leaf(parts[i+1])
		if err != nil {
			return nil, err
		}
		t.Member(name).Join(item)
	}
	return t, nil
}

// Leaf reads a text.
func (r Reader) Leaf(text string) (*Tree, error) {
	text, err := r.Plain(text)
	return Text(text), err
}

// Plain unescapes a text.
func (r Reader) Plain(text string) (string, error) {
	if r.Unescape == nil {
		return text, nil
	}
	plain, err := r.Unescape(text)
	if err != nil {
		return "", &core.TextError{Keyword: "format", Message: "must be escaped as in a URL"}
	}
	return plain, nil
}

// maxDepth is the maximum number of brackets of a name.
const maxDepth = 100

// deep reads name[member][index]. name[] and repeated names are elements, too: name[] has
// the index behind the largest one so far.
func (r Reader) deep(pairs []Pair) (*Tree, error) {
	root := &Tree{}
	next := map[*Tree]uint64{} // index of the next name[]
	for _, p := range pairs {
		steps, ours := r.steps(p.Name)
		if !ours {
			continue
		}
		place := root
		for _, step := range steps {
			if place.Kind == '"' || place.Kind == '[' {
				return nil, &core.TextError{Keyword: "type", Message: "must not be both a value and an object"}
			}
			if step == "" {
				step = strconv.FormatUint(next[place], 10)
			}
			if !isNotIndex(step) {
				n, _ := strconv.ParseUint(step, 10, 31)
				next[place] = max(next[place], n+1)
			}
			place.Kind = '{'
			place = place.Member(step)
		}
		item, err := r.Leaf(p.Text)
		if err != nil {
			return nil, err
		}
		if place.Kind == '{' {
			return nil, &core.TextError{Keyword: "type", Message: "must not be both a value and an object"}
		}
		place.Join(item)
	}
	if root.Kind == 0 {
		return nil, nil
	}
	root.numbered()
	return root, nil
}

// steps returns the content of the brackets of a name, if the name belongs to
// the value.
func (r Reader) steps(name string) ([]string, bool) {
	rest, ours := strings.CutPrefix(name, r.Name)
	var steps []string
	for ours && rest != "" {
		var step string
		if rest, ours = strings.CutPrefix(rest, "["); ours {
			step, rest, ours = strings.Cut(rest, "]")
		}
		steps = append(steps, step)
		ours = ours && len(steps) <= maxDepth
	}
	return steps, ours
}
