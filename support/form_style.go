package support

import (
	"fmt"
	"strconv"
	"strings"
)

// formStyle is how a value becomes names and texts, in the words of OpenAPI.
type formStyle struct {
	name    string
	style   string // simple, label, matrix, form, spaceDelimited, pipeDelimited, deepObject, cookie
	explode bool
	escape  func(string) string // of the place; nil where texts travel as they are
}

// formPair is a name and its text. On the way out both are escaped; on the way
// in the text still is.
type formPair struct{ name, text string }

// pairs writes a tree in one of the styles form, cookie, spaceDelimited,
// pipeDelimited and deepObject. Nulls are left out, as in RFC 6570.
func (s formStyle) pairs(t *formTree) ([]formPair, error) {
	w := formWriter{formStyle: s}
	switch {
	case t.kind == 0:
	case s.style == "deepObject":
		w.deep(s.name, t)
	case s.explode && t.kind == '[':
		w.repeat(s.name, t)
	case s.explode && t.kind == '{':
		for i, item := range t.items {
			if item.kind == '[' {
				w.repeat(t.names[i], item)
			} else if item.kind != 0 {
				w.pair(t.names[i], w.flat(item, ""))
			}
		}
	default:
		w.pair(s.name, w.joined(t, s.delimiter(), ""))
	}
	return w.out, w.err
}

// segment writes a tree in one of the styles simple, label and matrix.
func (s formStyle) segment(t *formTree) (string, error) {
	w := formWriter{formStyle: s}
	text := ""
	switch {
	case s.style == "matrix" && s.explode && t.kind == '[':
		for _, item := range t.items {
			text += ";" + w.escaped(s.name) + withEqualSign(w.flat(item, ";"))
		}
	case s.style == "matrix" && s.explode && t.kind == '{':
		text = ";" + w.joined(t, ";", "=")
	case s.style == "matrix":
		text = ";" + w.escaped(s.name) + withEqualSign(w.joined(t, ",", ""))
	case s.style == "label" && s.explode && t.kind != '"':
		text = "." + w.joined(t, ".", "=")
	case s.style == "label":
		text = "." + w.joined(t, ",", "")
	case s.explode:
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
func (s formStyle) delimiter() string {
	delimiter := ","
	switch s.style {
	case "spaceDelimited":
		delimiter = " "
	case "pipeDelimited":
		delimiter = "|"
	case "tabDelimited":
		delimiter = "\t"
	}
	if delimiter != "," && s.escape != nil {
		return fmt.Sprintf("%%%02X", delimiter[0])
	}
	return delimiter
}

// formWriter collects pairs, and the first thing that a style cannot say.
type formWriter struct {
	formStyle
	out []formPair
	err error
}

func (w *formWriter) pair(name, text string) {
	w.out = append(w.out, formPair{w.escaped(name), text})
}

func (w *formWriter) repeat(name string, list *formTree) {
	for _, item := range list.items {
		if item.kind != 0 {
			w.pair(name, w.flat(item, ""))
		}
	}
}

// deep names every text by the way that leads to it: name[member][index]. An
// empty list or object below the top is an empty text.
func (w *formWriter) deep(name string, t *formTree) {
	for i, item := range t.items {
		step := strconv.Itoa(i)
		if t.kind == '{' {
			step = t.names[i]
		}
		if strings.Contains(step, "]") && w.err == nil {
			w.err = fmt.Errorf("%s: the member %q contains ], which ends names in the style %s", w.name, step, w.style)
		}
		step = name + "[" + step + "]"
		switch {
		case item.kind == '"' || item.kind != 0 && len(item.items) == 0:
			w.pair(step, w.escaped(item.text))
		default:
			w.deep(step, item)
		}
	}
	if t.kind == '"' {
		w.pair(name, w.escaped(t.text))
	}
}

// joined is a tree as one text: elements, or names and members in turn, with
// equal between a name and its member if that is not "".
func (w *formWriter) joined(t *formTree, delimiter, equal string) string {
	if t.kind == '"' {
		return w.escaped(t.text)
	}
	var parts []string
	for i, item := range t.items {
		switch {
		case item.kind == 0:
		case t.kind == '[':
			parts = append(parts, w.flat(item, delimiter))
		case equal == "":
			parts = append(parts, w.apart(t.names[i], delimiter), w.flat(item, delimiter))
		default:
			name := w.apart(t.names[i], delimiter)
			if strings.Contains(name, equal) {
				name = strings.ReplaceAll(name, equal, w.hidden(equal))
			}
			text := w.flat(item, delimiter)
			if w.style == "matrix" {
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
func (w *formWriter) flat(t *formTree, delimiter string) string {
	text := t.text
	if t.kind != '"' {
		var err error
		if text, err = t.json(); err != nil && w.err == nil {
			w.err = err
		}
	}
	return w.apart(text, delimiter)
}

// apart escapes a text that stands beside others.
func (w *formWriter) apart(text, delimiter string) string {
	text = w.escaped(text)
	if delimiter == "" || !strings.Contains(text, delimiter) {
		return text
	}
	return strings.ReplaceAll(text, delimiter, w.hidden(delimiter))
}

// hidden is a delimiter where it is none. Two styles have no way to say so, nor
// have places where nothing is escaped.
func (w *formWriter) hidden(delimiter string) string {
	if w.escape == nil || len(delimiter) > 1 {
		if w.err == nil {
			plain := formStyle{style: w.style}.delimiter()
			w.err = fmt.Errorf("%s: a value contains %q, which separates values in the style %s", w.name, plain, w.style)
		}
		return ""
	}
	return fmt.Sprintf("%%%02X", delimiter[0])
}

func (w *formWriter) escaped(text string) string {
	if w.escape == nil {
		return text
	}
	return w.escape(text)
}

// escapeReserved leaves the reserved characters of RFC 3986 alone that mean
// nothing in a query, and escapes that are there already.
func escapeReserved(s string) string {
	var out strings.Builder
	for i := range len(s) {
		switch {
		case strings.IndexByte(":/?@!$'()*,;=", s[i]) >= 0, s[i] == '%' && isEscape(s[i:]):
			out.WriteByte(s[i])
		default:
			out.WriteString(escapeQueryText(s[i : i+1]))
		}
	}
	return out.String()
}

// isEscape holds for text that starts with an escape: %2F.
func isEscape(s string) bool {
	if len(s) < 3 {
		return false
	}
	_, err := strconv.ParseUint(s[1:3], 16, 8)
	return err == nil
}
