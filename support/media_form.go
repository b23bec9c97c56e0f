package support

import (
	"errors"
	"net/url"
	"slices"
	"strings"
)

// formMember is how a member of a form travels where the document says so. The
// others are a text each, a list as one of the same name per element; what is
// below is JSON.
type formMember struct {
	name    string
	style   string // of formStyle, or "" for JSON
	explode bool
	shape   formShape
	raw     bool   // reserved characters that have no meaning in a form stay
	types   string // content types of a part, "" where they go without saying
}

func memberOf(members []formMember, name string) *formMember {
	i := slices.IndexFunc(members, func(m formMember) bool { return m.name == name })
	if i < 0 {
		return nil
	}
	return &members[i]
}

// claims reports whether a name of a form belongs to the member.
func (m *formMember) claims(name string) bool {
	return name == m.name || m.style == "deepObject" && strings.HasPrefix(name, m.name+"[")
}

// pairs are the names and texts of a member.
func (m *formMember) pairs(t *formTree, escape func(string) string) ([]formPair, error) {
	if t.kind == 0 {
		return nil, nil
	}
	if m.style == "" {
		text, err := t.json()
		return []formPair{{escape(m.name), escape(text)}}, err
	}
	if m.raw {
		escape = keepReserved(escape)
	}
	return formStyle{name: m.name, style: m.style, explode: m.explode, escape: escape}.pairs(t)
}

// keepReserved leaves alone what RFC 3986 reserves and a form has no use for.
func keepReserved(escape func(string) string) func(string) string {
	restore := strings.NewReplacer("%3A", ":", "%2F", "/", "%3F", "?", "%40", "@", "%21", "!", "%24", "$", "%27", "'",
		"%28", "(", "%29", ")", "%2A", "*", "%2C", ",", "%3B", ";", "%5B", "[", "%5D", "]")
	return func(s string) string { return restore.Replace(escape(s)) }
}

// formTreeFrom is the object that the pairs of a form tell.
func formTreeFrom(pairs []formPair, members []formMember, unescape func(string) (string, error)) (*formTree, error) {
	var rest []formPair
	for _, p := range pairs {
		if !slices.ContainsFunc(members, func(m formMember) bool { return m.claims(p.name) }) {
			rest = append(rest, p)
		}
	}
	root := &formTree{kind: '{', isJSON: func(name string) bool { m := memberOf(members, name); return m == nil || m.style == "" }}
	plain := formReader{formStyle: formStyle{style: "form", explode: true}, shape: formObjects, unescape: unescape}
	for _, p := range rest {
		item, err := plain.leaf(p.text)
		if err != nil {
			return nil, inMember(p.name, err)
		}
		root.member(p.name).join(item)
	}
	for _, m := range members {
		t, err := m.fromPairs(pairs, unescape)
		if err != nil {
			return nil, inMember(m.name, err)
		}
		if t != nil {
			*root.member(m.name) = *t
		}
	}
	return root, nil
}

func (m *formMember) fromPairs(pairs []formPair, unescape func(string) (string, error)) (*formTree, error) {
	if m.style != "" {
		return formReader{formStyle: formStyle{name: m.name, style: m.style, explode: m.explode}, shape: m.shape, unescape: unescape}.fromPairs(pairs)
	}
	t := &formTree{}
	for _, p := range pairs {
		if p.name != m.name {
			continue
		}
		text, err := unescape(p.text)
		if err != nil {
			return nil, &textError{"format", "must be escaped as in a URL"}
		}
		item := formText(text)
		if m.isJSON() {
			if item, err = parseFormTree(text); err != nil {
				return nil, &textError{"format", "must be JSON"}
			}
		}
		t.join(item)
	}
	if t.kind == 0 {
		return nil, nil
	}
	return t, nil
}

// isJSON holds for a member without a style whose text, or each of them, is JSON.
func (m *formMember) isJSON() bool {
	first, _, _ := strings.Cut(m.types, ",")
	return isJSON(first)
}

// inMember makes what is wrong with the text of a member a violation.
func inMember(name string, err error) error {
	wrong := &textError{"format", err.Error()}
	errors.As(err, &wrong)
	return &ValidationFailure{Violations: []Violation{{In: "body", Name: "/" + escapePointer(name), Keyword: wrong.keyword, Message: wrong.message}}}
}

// decodeForm reads an application/x-www-form-urlencoded body.
func decodeForm[T any](body []byte, strict bool, p *T, code func(*jsonCodec, *T), members []formMember) error {
	t, err := formTreeFrom(parsePairs(string(body)), members, url.QueryUnescape)
	if err != nil {
		return err
	}
	return readFormTree(t, strict, p, code)
}

func encodeForm[T any](p *T, code func(*jsonCodec, *T), members []formMember) ([]byte, error) {
	t, err := formTreeOf(p, code)
	if err != nil {
		return nil, err
	}
	var texts []string
	for i, item := range t.items {
		pairs, err := memberPairs(members, t.names[i], item, url.QueryEscape)
		if err != nil {
			return nil, err
		}
		for _, p := range pairs {
			texts = append(texts, p.name+"="+p.text)
		}
	}
	return []byte(strings.Join(texts, "&")), nil
}

// memberPairs are the names and texts of any member of a form.
func memberPairs(members []formMember, name string, item *formTree, escape func(string) string) ([]formPair, error) {
	if m := memberOf(members, name); m != nil {
		return m.pairs(item, escape)
	}
	alone := &formTree{kind: '{', names: []string{name}, items: []*formTree{item}}
	return formStyle{name: name, style: "form", explode: true, escape: escape}.pairs(alone)
}
