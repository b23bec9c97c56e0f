package support

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// formShape is what a value may be in JSON: texts do not tell by themselves.
type formShape uint8

// A value that may be anything has all of these.
const (
	formTexts formShape = 1 << iota
	formLists
	formObjects
)

// formReader is how names and texts become a value again.
type formReader struct {
	formStyle
	shape    formShape
	unescape func(string) (string, error) // nil where texts travel as they are
	members  []string                     // what an exploded object takes; nil for all names but those of others
	others   []string
}

// parsePairs cuts a query or a form at its ampersands and unescapes the names; in
// texts it leaves no plus that stands for a blank. A name that is not escaped
// properly is nobody's.
func parsePairs(query string) []formPair {
	var pairs []formPair
	for pair := range strings.SplitSeq(query, "&") {
		name, text, _ := strings.Cut(pair, "=")
		if name, err := url.QueryUnescape(name); err == nil && pair != "" {
			pairs = append(pairs, formPair{name, strings.ReplaceAll(text, "+", "%20")})
		}
	}
	return pairs
}

// fromPairs is the tree of the pairs that belong to the value; nil without any.
// The error is a *textError.
func (r formReader) fromPairs(pairs []formPair) (*formTree, error) {
	if r.style == "deepObject" {
		return r.deep(pairs)
	}
	var texts []string
	for _, p := range pairs {
		if p.name == r.name {
			texts = append(texts, p.text)
		}
	}
	switch {
	case r.explode && r.shape&formObjects != 0 && (len(texts) == 0 || r.shape == formObjects):
		return r.gather(pairs)
	case len(texts) == 0:
		return nil, nil
	case !r.explode:
		return r.cut(strings.Join(texts, r.delimiter()), r.delimiter(), "")
	case r.shape&formLists != 0 && (len(texts) > 1 || r.shape&formTexts == 0):
		return r.list(texts)
	}
	return r.leaf(texts[len(texts)-1])
}

// fromSegment is the tree of a path segment or of a header.
func (r formReader) fromSegment(text string) (*formTree, error) {
	switch r.style {
	case "matrix":
		return r.fromMatrix(text)
	case "label":
		rest, ok := strings.CutPrefix(text, ".")
		if !ok {
			return nil, &textError{"format", "must start with a dot"}
		}
		if r.explode {
			return r.cut(rest, ".", "=")
		}
		return r.cut(rest, ",", "")
	}
	if r.explode {
		return r.cut(text, ",", "=")
	}
	return r.cut(text, r.delimiter(), "")
}

// fromMatrix reads ;name=text;name=text. A name may stand alone.
func (r formReader) fromMatrix(text string) (*formTree, error) {
	rest, ok := strings.CutPrefix(text, ";")
	if !ok {
		return nil, &textError{"format", "must start with a semicolon"}
	}
	var pairs []formPair
	for part := range strings.SplitSeq(rest, ";") {
		name, text, _ := strings.Cut(part, "=")
		name, err := r.plain(name)
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, formPair{name, text})
	}
	return r.fromPairs(pairs)
}

// gather is an object of the pairs with the names of its members. A name that
// comes again makes a list of its texts.
func (r formReader) gather(pairs []formPair) (*formTree, error) {
	t := &formTree{kind: '{'}
	for _, p := range pairs {
		owner, _, _ := strings.Cut(p.name, "[")
		if r.members != nil && !slices.Contains(r.members, p.name) || slices.Contains(r.others, p.name) || slices.Contains(r.others, owner) {
			continue
		}
		item, err := r.leaf(p.text)
		if err != nil {
			return nil, err
		}
		t.member(p.name).join(item)
	}
	if len(t.items) == 0 {
		return nil, nil
	}
	return t, nil
}

// join adds another text to what a place has.
func (t *formTree) join(item *formTree) {
	switch t.kind {
	case 0:
		*t = *item
	case '[':
		t.items = append(t.items, item)
	default:
		first := *t
		*t = *formList(&first, item)
	}
}

// cut reads a text that holds all of a value.
func (r formReader) cut(text, delimiter, equal string) (*formTree, error) {
	if text == "" || r.shape == formTexts {
		return r.empty(text)
	}
	parts := r.split(text, delimiter)
	hasEqual := func(part string) bool { return strings.Contains(part, equal) }
	named := len(parts)%2 == 0 && r.shape&formLists == 0
	if equal != "" {
		named = !slices.ContainsFunc(parts, func(part string) bool { return !hasEqual(part) })
	}
	switch {
	case r.shape&formObjects != 0 && named:
		return r.object(parts, equal)
	case r.shape&formLists != 0 && (len(parts) > 1 || r.shape&formTexts == 0):
		return r.list(parts)
	}
	return r.leaf(text) // which may be JSON
}

// empty is the value of an empty text, and of any text where nothing else may be.
func (r formReader) empty(text string) (*formTree, error) {
	switch {
	case r.shape&formTexts != 0:
		return r.leaf(text)
	case r.shape&formLists != 0:
		return formList(), nil
	}
	return &formTree{kind: '{'}, nil
}

// split cuts before it unescapes, but where the delimiter itself is escaped.
func (r formReader) split(text, delimiter string) []string {
	if len(delimiter) > 1 {
		text = strings.NewReplacer(" ", "%20", "|", "%7C", "%7c", "%7C", "\t", "%09").Replace(text)
	}
	return strings.Split(text, delimiter)
}

func (r formReader) list(texts []string) (*formTree, error) {
	t := formList()
	for _, text := range texts {
		item, err := r.leaf(text)
		if err != nil {
			return nil, err
		}
		t.items = append(t.items, item)
	}
	return t, nil
}

// object reads name=text parts, or names and texts in turn where equal is "".
func (r formReader) object(parts []string, equal string) (*formTree, error) {
	if equal != "" {
		var turns []string
		for _, part := range parts {
			name, text, _ := strings.Cut(part, equal)
			turns = append(turns, name, text)
		}
		parts = turns
	}
	t := &formTree{kind: '{'}
	for i := 0; i < len(parts); i += 2 {
		name, err := r.plain(parts[i])
		if err != nil {
			return nil, err
		}
		item, err := r.leaf(parts[i+1])
		if err != nil {
			return nil, err
		}
		t.member(name).join(item)
	}
	return t, nil
}

func (r formReader) leaf(text string) (*formTree, error) {
	text, err := r.plain(text)
	return formText(text), err
}

func (r formReader) plain(text string) (string, error) {
	if r.unescape == nil {
		return text, nil
	}
	plain, err := r.unescape(text)
	if err != nil {
		return "", &textError{"format", "must be escaped as in a URL"}
	}
	return plain, nil
}

// maxFormDepth bounds the brackets of one name.
const maxFormDepth = 100

// deep reads name[member][index]; name[] and a name that comes again are
// elements, too.
func (r formReader) deep(pairs []formPair) (*formTree, error) {
	root := &formTree{}
	for _, p := range pairs {
		steps, ours := r.steps(p.name)
		if !ours {
			continue
		}
		place := root
		for _, step := range steps {
			if place.kind == '"' || place.kind == '[' {
				return nil, &textError{"type", "must not be a value and hold others at once"}
			}
			if step == "" {
				step = strconv.Itoa(len(place.items))
			}
			place.kind = '{'
			place = place.member(step)
		}
		item, err := r.leaf(p.text)
		if err != nil {
			return nil, err
		}
		if place.kind == '{' {
			return nil, &textError{"type", "must not be a value and hold others at once"}
		}
		place.join(item)
	}
	if root.kind == 0 {
		return nil, nil
	}
	root.numbered()
	return root, nil
}

// steps are what stands in the brackets of a name of the value.
func (r formReader) steps(name string) ([]string, bool) {
	rest, ours := strings.CutPrefix(name, r.name)
	var steps []string
	for ours && rest != "" {
		var step string
		if rest, ours = strings.CutPrefix(rest, "["); ours {
			step, rest, ours = strings.Cut(rest, "]")
		}
		steps = append(steps, step)
		ours = ours && len(steps) <= maxFormDepth
	}
	return steps, ours
}

// numbered makes lists of the objects whose members are 0, 1, 2 and so on. Names
// stay, in case that an object was meant.
func (t *formTree) numbered() {
	for _, item := range t.items {
		item.numbered()
	}
	if t.kind != '{' || len(t.items) == 0 || slices.ContainsFunc(t.names, notIndex) {
		return
	}
	t.sortItems()
	if t.names[len(t.names)-1] == strconv.Itoa(len(t.names)-1) {
		t.kind = '['
	}
}
