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
func QueryForm[T any](r *Request, s form.Style, p *T, code func(*json.Codec, *T)) {
	if s.Escape == nil {
		s.Escape = form.EscapeQuery
	}
	for _, p := range formPairs(r, s, p, code) {
		r.Query = append(r.Query, p.Name+"="+p.Text)
	}
}

// CookieForm adds the names and texts of a value to the cookies. The style cookie
// escapes nothing, and so cannot say everything.
func CookieForm[T any](r *Request, s form.Style, p *T, code func(*json.Codec, *T)) {
	if s.Kind != "cookie" {
		s.Escape = url.PathEscape
	}
	for _, p := range formPairs(r, s, p, code) {
		r.addPlainCookie(p.Name, p.Text)
	}
}

func formPairs[T any](r *Request, s form.Style, p *T, code func(*json.Codec, *T)) []form.Pair {
	tree, err := form.TreeOf(p, code)
	if err != nil {
		r.unsendable(err)
		return nil
	}
	pairs, err := s.Pairs(tree)
	r.unsendable(err)
	return pairs
}

// addPlainCookie takes a value that is escaped as far as it will be.
func (r *Request) addPlainCookie(name, value string) {
	forbidden := func(b rune) bool { return b < ' ' || b > '~' || b == ';' || b == '"' || b == '\\' }
	if strings.ContainsFunc(value, forbidden) || strings.Trim(value, " ") != value {
		r.unsendable(&core.TextError{Keyword: "format", Message: "the cookie " + name + " holds what no cookie can"})
		return
	}
	r.cookies = append(r.cookies, name+"="+value)
}

// EscapeApart is form.EscapeSegment where texts would end the value, or lead it to
// another operation: wherever one stands in it, its first byte is escaped.
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

// UntilText is a value that ends where the path goes on with a text that is
// escaped in a value, too; with "", the next parameter, after one letter.
func (r *Request) UntilText(name, value, text string) string {
	switch {
	case text == "" && utf8.RuneCountInString(value) > 1:
		r.unsendable(&core.TextError{Keyword: "maxLength", Message: "the path parameter " + name + " has more than the one letter that is told from what follows"})
	case text != "" && strings.Contains(value, text):
		r.unsendable(&core.TextError{Keyword: "pattern", Message: fmt.Sprintf("the path parameter %s contains %q, which ends it", name, text)})
	}
	return value
}

// PathForm is a value as a path segment. An empty one would lead elsewhere.
func PathForm[T any](r *Request, s form.Style, p *T, code func(*json.Codec, *T)) string {
	if s.Escape == nil {
		s.Escape = form.EscapeSegment
	}
	text := formSegment(r, s, p, code)
	switch text {
	case "":
		r.unsendable(&core.TextError{Keyword: "minLength", Message: "the path parameter " + s.Name + " is empty"})
	case ".", "..": // of the style label, on whose way such a segment would be taken out
		return form.EscapeSegment(text)
	}
	return text
}

// HeaderForm sends a value in a header.
func HeaderForm[T any](r *Request, s form.Style, p *T, code func(*json.Codec, *T)) {
	r.AddHeader(s.Name, formSegment(r, s, p, code))
}

func formSegment[T any](r *Request, s form.Style, p *T, code func(*json.Codec, *T)) string {
	tree, err := form.TreeOf(p, code)
	if err != nil {
		r.unsendable(err)
		return ""
	}
	text, err := s.Segment(tree)
	r.unsendable(err)
	return text
}

// JSONText is a value as a text of JSON.
func JSONText[T any](r *Request, p *T, code func(*json.Codec, *T)) string {
	data, err := json.Encode(p, code)
	r.unsendable(err)
	return string(data)
}

// AddHeaderList sends texts that commas separate in one header.
func (r *Request) AddHeaderList(name string, texts []string) {
	for _, text := range texts {
		if strings.Contains(text, ",") || strings.TrimSpace(text) != text {
			r.unsendable(&core.TextError{Keyword: "format", Message: "the header " + name + " has an element with a comma, or with a blank at an end"})
		}
	}
	r.AddHeader(name, strings.Join(texts, ","))
}

// AddReserved is addQuery for values whose reserved characters stay as they are,
// and what is escaped already with them.
func (r *Request) AddReserved(name string, values ...string) {
	for _, v := range values {
		r.Query = append(r.Query, form.EscapeQuery(name)+"="+form.EscapeReserved(v))
	}
}

// OrEmptyText are the texts of an array, of an empty one an empty text.
func OrEmptyText(texts []string) []string {
	if len(texts) == 0 {
		return []string{""}
	}
	return texts
}

// AddQuerystring adds all there is in a query.
func (r *Request) AddQuerystring(text string) { r.Query = append(r.Query, form.EscapeQuery(text)) }

// EscapeReservedPath escapes a path parameter that may hold slashes: {+name}. It
// leaves alone what is reserved and means nothing in a path, and escapes that are
// there already.
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
