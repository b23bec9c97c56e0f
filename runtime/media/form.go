package media

import (
	"errors"
	"net/url"
	"slices"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/form"
	"github.com/peergen/peergen/runtime/json"
)

// FormMember describes the encoding of a form member. Members without a
// description are written as text, lists as one text per element, and nested
// values as JSON.
type FormMember struct {
	Name    string
	Style   string // as in form.Style, or "" for JSON
	Explode bool
	Shape   form.Shape
	Raw     bool   // see keepReserved
	Types   string // content types of a part, or "" for the default
}

// memberOf returns the description of a member, or nil.
func memberOf(members []FormMember, name string) *FormMember {
	i := slices.IndexFunc(members, func(m FormMember) bool { return m.Name == name })
	if i < 0 {
		return nil
	}
	return &members[i]
}

// claims reports whether a name of a form belongs to the member.
func (m *FormMember) claims(name string) bool {
	return name == m.Name || m.Style == "deepObject" && strings.HasPrefix(name, m.Name+"[")
}

// escaped returns the style of a member whose texts are escaped as in a URL.
func (m *FormMember) escaped() form.Style {
	escape := url.QueryEscape
	if m.Style == "spaceDelimited" {
		escape = form.EscapeQuery // a plus would be a delimiter
	}
	if m.Raw {
		escape = keepReserved(escape)
	}
	return form.Style{Name: m.Name, Kind: m.Style, Explode: m.Explode, Escape: escape}
}

// plain returns the style of a member whose texts are not escaped.
func (m *FormMember) plain() form.Style {
	return form.Style{Name: m.Name, Kind: m.Style, Explode: m.Explode}
}

// keepReserved does not escape reserved characters of RFC 3986 without a
// meaning in a form.
func keepReserved(escape func(string) string) func(string) string {
	restore := strings.NewReplacer("%3A", ":", "%2F", "/", "%3F", "?", "%40", "@", "%21", "!", "%24", "$", "%27", "'",
		"%28", "(", "%29", ")", "%2A", "*", "%2C", ",", "%3B", ";", "%5B", "[", "%5D", "]")
	return func(s string) string { return restore.Replace(escape(s)) }
}

// formTree returns the object that the pairs of a form describe. unescape is nil if texts are
// not escaped.
func formTree(pairs []form.Pair, members []FormMember, unescape func(string) (string, error)) (*form.Tree, error) {
	var rest []form.Pair
	for _, p := range pairs {
		if !slices.ContainsFunc(members, func(m FormMember) bool { return m.claims(p.Name) }) {
			rest = append(rest, p)
		}
	}
	root := &form.Tree{Kind: '{', IsJSON: func(name string) bool { m := memberOf(members, name); return m == nil || m.Style == "" }}
	plain := form.Reader{Style: form.Style{Kind: "form", Explode: true}, Shape: form.Objects, Unescape: unescape}
	for _, p := range rest {
		item, err := plain.Leaf(p.Text)
		if err != nil {
			return nil, inMember(p.Name, err)
		}
		root.Member(p.Name).Join(item)
	}
	for _, m := range members {
		t, err := m.fromPairs(pairs, unescape)
		if err != nil {
			return nil, inMember(m.Name, err)
		}
		if t != nil {
			*root.Member(m.Name) = *t
		}
	}
	return root, nil
}

// fromPairs returns the tree of a member, or nil.
func (m *FormMember) fromPairs(pairs []form.Pair, unescape func(string) (string, error)) (*form.Tree, error) {
	reader := form.Reader{Style: m.plain(), Shape: m.Shape, Unescape: unescape}
	if unescape != nil {
		reader.Style = m.escaped()
	}
	if m.Style != "" {
		return reader.FromPairs(pairs)
	}
	t := &form.Tree{}
	for _, p := range pairs {
		if p.Name != m.Name {
			continue
		}
		item, err := reader.Leaf(p.Text)
		if err != nil {
			return nil, err
		}
		if m.isJSON() {
			if item, err = form.ParseTree(item.Text); err != nil {
				return nil, &core.TextError{Keyword: "format", Message: "must be JSON"}
			}
		}
		t.Join(item)
	}
	if t.Kind == 0 {
		return nil, nil
	}
	return t, nil
}

// isJSON reports whether the text of a member without a style is JSON.
func (m *FormMember) isJSON() bool {
	first, _, _ := strings.Cut(m.Types, ",")
	return IsJSON(first)
}

// inMember turns an error of the text of a member into a violation.
func inMember(name string, err error) error {
	wrong := &core.TextError{Keyword: "format", Message: err.Error()}
	errors.As(err, &wrong)
	return &core.ConstraintError{Violations: []core.Violation{{In: "body", Name: "/" + core.EscapePointer(name), Keyword: wrong.Keyword, Message: wrong.Message}}}
}

// DecodeForm reads an application/x-www-form-urlencoded body.
func DecodeForm[T any](body []byte, mode json.Mode, p *T, read json.ReadFunc[T], members []FormMember) error {
	t, err := formTree(form.ParsePairs(string(body)), members, url.QueryUnescape)
	if err != nil {
		return err
	}
	return form.ReadTree(t, mode, p, read)
}

// EncodeForm writes an application/x-www-form-urlencoded body.
func EncodeForm[T any](mode json.Mode, p *T, elem json.Appender[T], members []FormMember) ([]byte, error) {
	t, err := membersOf(mode, p, elem)
	if err != nil {
		return nil, err
	}
	var texts []string
	for i, item := range t.Items {
		pairs, err := memberPairs(members, t.Names[i], item)
		if err != nil {
			return nil, err
		}
		for _, p := range pairs {
			texts = append(texts, p.Name+"="+p.Text)
		}
	}
	return []byte(strings.Join(texts, "&")), nil
}

// membersOf returns the tree of an object to be sent. A union can have variants of other
// types, which are errors.
func membersOf[T any](mode json.Mode, p *T, elem json.Appender[T]) (*form.Tree, error) {
	t, err := form.TreeOf(mode, p, elem)
	if err == nil && t.Kind != '{' && t.Kind != 0 {
		err = errors.New("a form is an object, but the body is another value")
	}
	return t, err
}

// memberPairs returns the names and texts of a member of a form, with or
// without a description.
func memberPairs(members []FormMember, name string, item *form.Tree) ([]form.Pair, error) {
	m := memberOf(members, name)
	switch {
	case m == nil:
		alone := &form.Tree{Kind: '{', Names: []string{name}, Items: []*form.Tree{item}}
		return form.Style{Name: name, Kind: "form", Explode: true, Escape: url.QueryEscape}.Pairs(alone)
	case item.Kind == 0:
		return nil, nil
	case m.Style == "":
		text, err := item.JSON()
		return []form.Pair{{Name: url.QueryEscape(m.Name), Text: url.QueryEscape(text)}}, err
	}
	return m.escaped().Pairs(item)
}
