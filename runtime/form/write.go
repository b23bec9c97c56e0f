package form

import (
	"fmt"
	"strconv"
	"strings"
)

// Style describes how a value is written as names and texts, in the terms of
// OpenAPI.
type Style struct {
	Name    string
	Kind    string // simple, label, matrix, form, spaceDelimited, pipeDelimited, deepObject, cookie
	Explode bool
	Escape  func(string) string // of the place; nil if texts are not escaped
}

// Pair is a name and a text. Written pairs are escaped; in pairs to be read,
// the text is escaped.
type Pair struct{ Name, Text string }

// Pairs writes a tree in one of the styles form, cookie, spaceDelimited,
// pipeDelimited and deepObject. Nulls are left out, as in RFC 6570.
func (s Style) Pairs(t *Tree) ([]Pair, error) {
	w := writer{Style: s}
	switch {
	case t.Kind == 0:
	case s.Kind == "deepObject":
		w.deep(s.Name, t)
	case s.Explode && t.Kind == '[':
		w.repeat(s.Name, t)
	case s.Explode && t.Kind == '{':
		for i, item := range t.Items {
			if item.Kind == '[' {
				w.repeat(t.Names[i], item)
			} else if item.Kind != 0 {
				w.pair(t.Names[i], w.flat(item, ""))
			}
		}
	default:
		w.pair(s.Name, w.joined(t, s.delimiter(), ""))
	}
	return w.out, w.err
}

// Segment writes a tree in one of the styles simple, label and matrix.
func (s Style) Segment(t *Tree) (string, error) {
	w := writer{Style: s}
	text := ""
	switch {
	case s.Kind == "matrix" && s.Explode && t.Kind == '[':
		for _, item := range t.Items {
			text += ";" + w.escaped(s.Name) + withEqualSign(w.flat(item, ";"))
		}
	case s.Kind == "matrix" && s.Explode && t.Kind == '{':
		text = ";" + w.joined(t, ";", "=")
	case s.Kind == "matrix":
		text = ";" + w.escaped(s.Name) + withEqualSign(w.joined(t, ",", ""))
	case s.Kind == "label" && s.Explode && t.Kind != '"':
		text = "." + w.joined(t, ".", "=")
	case s.Kind == "label":
		text = "." + w.joined(t, ",", "")
	case s.Explode:
		text = w.joined(t, ",", "=")
	default:
		text = w.joined(t, s.delimiter(), "")
	}
	return text, w.err
}

// withEqualSign returns =text, or an empty text unchanged, as the style matrix
// requires.
func withEqualSign(text string) string {
	if text == "" {
		return ""
	}
	return "=" + text
}

// delimiter returns the delimiter between the parts of a text, escaped if the
// place requires it.
func (s Style) delimiter() string {
	delimiter := ","
	switch s.Kind {
	case "spaceDelimited":
		delimiter = " "
	case "pipeDelimited":
		delimiter = "|"
	case "tabDelimited":
		delimiter = "\t"
	}
	if delimiter != "," && s.Escape != nil {
		return fmt.Sprintf("%%%02X", delimiter[0])
	}
	return delimiter
}

// writer collects pairs, and the first error.
type writer struct {
	Style
	out []Pair
	err error
}

// pair adds a name and a text.
func (w *writer) pair(name, text string) {
	w.out = append(w.out, Pair{w.escaped(name), text})
}

// repeat adds a pair for each element.
func (w *writer) repeat(name string, list *Tree) {
	for _, item := range list.Items {
		if item.Kind != 0 {
			w.pair(name, w.flat(item, ""))
		}
	}
}

// deep names each text by its path: name[member][index]. An empty list or
// object below the top is written as an empty text.
func (w *writer) deep(name string, t *Tree) {
	for i, item := range t.Items {
		step := strconv.Itoa(i)
		if t.Kind == '{' {
			step = t.Names[i]
		}
		if strings.Contains(step, "]") && w.err == nil {
			w.err = fmt.Errorf("%s: the member %q contains ], which ends names in the style %s", w.Name, step, w.Kind)
		}
		step = name + "[" + step + "]"
		switch {
		case item.Kind == '"' || item.Kind != 0 && len(item.Items) == 0:
			w.pair(step, w.escaped(item.Text))
		default:
			w.deep(step, item)
		}
	}
	if t.Kind == '"' {
		w.pair(name, w.escaped(t.Text))
	}
}

// joined returns a tree as one text: elements, or alternating names and
// members, or names and members with equal between them.
func (w *writer) joined(t *Tree, delimiter, equal string) string {
	if t.Kind == '"' {
		return w.escaped(t.Text)
	}
	var parts []string
	for i, item := range t.Items {
		switch {
		case item.Kind == 0:
		case t.Kind == '[':
			parts = append(parts, w.flat(item, delimiter))
		case equal == "":
			parts = append(parts, w.escapeItem(t.Names[i], delimiter), w.flat(item, delimiter))
		default:
			name := w.escapeItem(t.Names[i], delimiter)
			if strings.Contains(name, equal) {
				name = strings.ReplaceAll(name, equal, w.escapeDelimiter(equal))
			}
			text := w.flat(item, delimiter)
			if w.Kind == "matrix" {
				parts = append(parts, name+withEqualSign(text))
			} else {
				parts = append(parts, name+equal+text)
			}
		}
	}
	return strings.Join(parts, delimiter)
}

// flat returns a tree that is part of another one as one text. Arrays and
// objects are written as JSON, because OpenAPI defines no other way.
func (w *writer) flat(t *Tree, delimiter string) string {
	text := t.Text
	if t.Kind != '"' {
		var err error
		if text, err = t.JSON(); err != nil && w.err == nil {
			w.err = err
		}
	}
	return w.escapeItem(text, delimiter)
}

// escapeItem escapes one item of a delimited list.
func (w *writer) escapeItem(text, delimiter string) string {
	text = w.escaped(text)
	if delimiter == "" || !strings.Contains(text, delimiter) {
		return text
	}
	return strings.ReplaceAll(text, delimiter, w.escapeDelimiter(delimiter))
}

// escapeDelimiter returns a delimiter within an item. Two styles, and places
// without escaping, cannot express it.
func (w *writer) escapeDelimiter(delimiter string) string {
	if w.Escape == nil || len(delimiter) > 1 {
		if w.err == nil {
			plain := Style{Kind: w.Kind}.delimiter()
			w.err = fmt.Errorf("%s: a value contains %q, which separates values in the style %s", w.Name, plain, w.Kind)
		}
		return ""
	}
	return fmt.Sprintf("%%%02X", delimiter[0])
}

// escaped escapes a text.
func (w *writer) escaped(text string) string {
	if w.Escape == nil {
		return text
	}
	return w.Escape(text)
}
