package form

import (
	"fmt"
	"strconv"
	"strings"
)

// Style is how a value becomes names and texts, in the words of OpenAPI.
type Style struct {
	Name    string
	Kind    string // simple, label, matrix, form, spaceDelimited, pipeDelimited, deepObject, cookie
	Explode bool
	Escape  func(string) string // of the place; nil where texts travel as they are
}

// Pair is a name and its text. On the way out both are escaped; on the way
// in the text still is.
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

// withEqualSign: in the style matrix an empty text stands without.
func withEqualSign(text string) string {
	if text == "" {
		return ""
	}
	return "=" + text
}

// delimiter stands between the parts of one text, escaped where it has to be.
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

// writer collects pairs, and the first thing that a style cannot say.
type writer struct {
	Style
	out []Pair
	err error
}

func (w *writer) pair(name, text string) {
	w.out = append(w.out, Pair{w.escaped(name), text})
}

func (w *writer) repeat(name string, list *Tree) {
	for _, item := range list.Items {
		if item.Kind != 0 {
			w.pair(name, w.flat(item, ""))
		}
	}
}

// deep names every text by the way that leads to it: name[member][index]. An
// empty list or object below the top is an empty text.
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

// joined is a tree as one text: elements, or names and members in turn, with
// equal between a name and its member if that is not "".
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

// flat is a tree that is part of another one as one text; what is not a scalar is
// JSON, for which OpenAPI has no other way.
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

// escapeItem escapes a text that stands beside others.
func (w *writer) escapeItem(text, delimiter string) string {
	text = w.escaped(text)
	if delimiter == "" || !strings.Contains(text, delimiter) {
		return text
	}
	return strings.ReplaceAll(text, delimiter, w.escapeDelimiter(delimiter))
}

// escapeDelimiter is a delimiter where it is none. Two styles have no way to say so, nor
// have places where nothing is escaped.
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

func (w *writer) escaped(text string) string {
	if w.Escape == nil {
		return text
	}
	return w.Escape(text)
}
