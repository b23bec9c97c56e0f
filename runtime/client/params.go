package client

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/form"
	"github.com/peergen/peergen/runtime/json"
)

// unsendable records the first error of a request.
func (r *Request) unsendable(err error) {
	if r.Err == nil {
		r.Err = err
	}
}

// QueryForm adds the names and texts of a value to the query.
func QueryForm[T any](r *Request, s form.Style, p *T, elem json.Appender[T]) {
	if s.Escape == nil {
		s.Escape = form.EscapeQuery
	}
	for _, p := range formPairs(r, s, p, elem) {
		r.Query = append(r.Query, p.Name+"="+p.Text)
	}
}

// CookieForm adds the names and texts of a value to the cookies. The style
// cookie does not escape, so some values cannot be sent.
func CookieForm[T any](r *Request, s form.Style, p *T, elem json.Appender[T]) {
	if s.Kind != "cookie" {
		s.Escape = url.PathEscape
	}
	for _, p := range formPairs(r, s, p, elem) {
		r.addPlainCookie(p.Name, p.Text)
	}
}

// formPairs returns the names and texts of a value.
func formPairs[T any](r *Request, s form.Style, p *T, elem json.Appender[T]) []form.Pair {
	tree, err := form.TreeOf(r.mode(), p, elem)
	if err != nil {
		r.unsendable(err)
		return nil
	}
	pairs, err := s.Pairs(tree)
	r.unsendable(err)
	return pairs
}

// addPlainCookie adds a cookie whose value is escaped already.
func (r *Request) addPlainCookie(name, value string) {
	forbidden := func(b rune) bool { return b < ' ' || b > '~' || b == ';' || b == '"' || b == '\\' }
	if strings.ContainsFunc(value, forbidden) || strings.Trim(value, " ") != value {
		r.unsendable(&core.TextError{Keyword: "format", Message: "the cookie " + name + " contains a character that is not allowed in a cookie"})
		return
	}
	r.cookies = append(r.cookies, name+"="+value)
}

// EscapeApart is EscapeSegment for a value that must not contain any of texts,
// which would end it or select another operation. The first byte of each
// occurrence is escaped.
func EscapeApart(value string, texts ...string) string {
	if value == "." || value == ".." {
		return form.EscapeSegment(value)
	}
	var out strings.Builder
	for i := range len(value) {
		if slices.ContainsFunc(texts, func(text string) bool { return strings.HasPrefix(value[i:], text) }) {
			fmt.Fprintf(&out, "%%%02X", value[i])
		} else {
			out.WriteString(url.PathEscape(value[i : i+1]))
		}
	}
	return out.String()
}

// UntilText checks a value that ends where the next text of the path begins;
// that text cannot be escaped in the value. If text is empty, the next
// parameter follows after one letter.
func (r *Request) UntilText(name, value, text string) string {
	switch {
	case text == "" && utf8.RuneCountInString(value) > 1:
		r.unsendable(&core.TextError{Keyword: "maxLength", Message: "the path parameter " + name + " has more than one letter, so it cannot be distinguished from what follows"})
	case text != "" && strings.Contains(value, text):
		r.unsendable(&core.TextError{Keyword: "pattern", Message: fmt.Sprintf("the path parameter %s contains %q, which ends it", name, text)})
	}
	return value
}

// PathForm returns a value as a path segment. An empty segment is an error,
// because it would select another path.
func PathForm[T any](r *Request, s form.Style, p *T, elem json.Appender[T]) string {
	if s.Escape == nil {
		s.Escape = form.EscapeSegment
	}
	text := formSegment(r, s, p, elem)
	switch text {
	case "":
		r.unsendable(&core.TextError{Keyword: "minLength", Message: "the path parameter " + s.Name + " is empty"})
	case ".", "..": // of the style label; HTTP would remove such a segment
		return form.EscapeSegment(text)
	}
	return text
}

// HeaderForm sends a value in a header.
func HeaderForm[T any](r *Request, s form.Style, p *T, elem json.Appender[T]) {
	r.AddHeader(s.Name, formSegment(r, s, p, elem))
}

// formSegment returns a value as one text.
func formSegment[T any](r *Request, s form.Style, p *T, elem json.Appender[T]) string {
	tree, err := form.TreeOf(r.mode(), p, elem)
	if err != nil {
		r.unsendable(err)
		return ""
	}
	text, err := s.Segment(tree)
	r.unsendable(err)
	return text
}

// JSONText returns a value as JSON text.
func JSONText[T any](r *Request, p *T, elem json.Appender[T]) string {
	data, err := json.EncodeFor(r.mode(), p, elem)
	r.unsendable(err)
	return string(data)
}

// AddHeaderList sends comma-separated texts in one header.
func (r *Request) AddHeaderList(name string, texts []string) {
	for _, text := range texts {
		if strings.Contains(text, ",") || strings.TrimSpace(text) != text {
			r.unsendable(&core.TextError{Keyword: "format", Message: "the header " + name + " has an element with a comma, or with leading or trailing space"})
		}
	}
	r.AddHeader(name, strings.Join(texts, ","))
}

// AddReserved is AddQuery without escaping reserved characters and existing
// escapes.
func (r *Request) AddReserved(name string, values ...string) {
	for _, v := range values {
		r.Query = append(r.Query, form.EscapeQuery(name)+"="+form.EscapeReserved(v))
	}
}

// OrEmptyText returns texts, or an empty text if there are none.
func OrEmptyText(texts []string) []string {
	if len(texts) == 0 {
		return []string{""}
	}
	return texts
}

// AddQuerystring adds a text that is the whole query.
func (r *Request) AddQuerystring(text string) { r.Query = append(r.Query, form.EscapeQuery(text)) }

// EscapeReservedPath escapes a path parameter that may contain slashes:
// {+name}. It does not escape reserved characters without a meaning in a path,
// and existing escapes.
func EscapeReservedPath(s string) string {
	segments := strings.Split(s, "/")
	for i, segment := range segments {
		if segment == "." || segment == ".." {
			segments[i] = form.EscapeSegment(segment)
			continue
		}
		var out strings.Builder
		for j := range len(segment) {
			if strings.IndexByte(":@!$&'()*+,;=", segment[j]) >= 0 || segment[j] == '%' && form.IsEscape(segment[j:]) {
				out.WriteByte(segment[j])
			} else {
				out.WriteString(url.PathEscape(segment[j : j+1]))
			}
		}
		segments[i] = out.String()
	}
	return strings.Join(segments, "/")
}
