package support

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// Parameters that are more than a scalar, on their way out: each function takes
// a value with its codec, and an error of it fails the request.

// unsendable records the first error of a request.
func (r *request) unsendable(err error) {
	if r.err == nil {
		r.err = err
	}
}

// queryForm adds the names and texts of a value to the query.
func queryForm[T any](r *request, s formStyle, p *T, code func(*jsonCodec, *T)) {
	if s.escape == nil {
		s.escape = escapeQueryText
	}
	for _, p := range formPairs(r, s, p, code) {
		r.query = append(r.query, p.name+"="+p.text)
	}
}

// cookieForm adds the names and texts of a value to the cookies. The style cookie
// escapes nothing, and so cannot say everything.
func cookieForm[T any](r *request, s formStyle, p *T, code func(*jsonCodec, *T)) {
	if s.style != "cookie" {
		s.escape = url.PathEscape
	}
	for _, p := range formPairs(r, s, p, code) {
		r.addPlainCookie(p.name, p.text)
	}
}

func formPairs[T any](r *request, s formStyle, p *T, code func(*jsonCodec, *T)) []formPair {
	tree, err := formTreeOf(p, code)
	if err != nil {
		r.unsendable(err)
		return nil
	}
	pairs, err := s.pairs(tree)
	r.unsendable(err)
	return pairs
}

// addPlainCookie takes a value that is escaped as far as it will be.
func (r *request) addPlainCookie(name, value string) {
	forbidden := func(b rune) bool { return b < ' ' || b > '~' || b == ';' || b == '"' || b == '\\' }
	if strings.ContainsFunc(value, forbidden) || strings.Trim(value, " ") != value {
		r.unsendable(&textError{"format", "the cookie " + name + " holds what no cookie can"})
		return
	}
	r.cookies = append(r.cookies, name+"="+value)
}

// escapeApart is escapeSegment where texts would end the value, or lead it to
// another operation: wherever one stands in it, its first byte is escaped.
func escapeApart(value string, texts ...string) string {
	if value == "." || value == ".." {
		return escapeSegment(value)
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

// untilText is a value that ends where the path goes on with a text that is
// escaped in a value, too; with "", the next parameter, after one letter.
func (r *request) untilText(name, value, text string) string {
	switch {
	case text == "" && utf8.RuneCountInString(value) > 1:
		r.unsendable(&textError{"maxLength", "the path parameter " + name + " has more than the one letter that is told from what follows"})
	case text != "" && strings.Contains(value, text):
		r.unsendable(&textError{"pattern", fmt.Sprintf("the path parameter %s contains %q, which ends it", name, text)})
	}
	return value
}

// pathForm is a value as a path segment. An empty one would lead elsewhere.
func pathForm[T any](r *request, s formStyle, p *T, code func(*jsonCodec, *T)) string {
	if s.escape == nil {
		s.escape = escapeSegment
	}
	text := formSegment(r, s, p, code)
	switch text {
	case "":
		r.unsendable(&textError{"minLength", "the path parameter " + s.name + " is empty"})
	case ".", "..": // of the style label, on whose way such a segment would be taken out
		return escapeSegment(text)
	}
	return text
}

// headerForm sends a value in a header.
func headerForm[T any](r *request, s formStyle, p *T, code func(*jsonCodec, *T)) {
	r.addHeader(s.name, formSegment(r, s, p, code))
}

func formSegment[T any](r *request, s formStyle, p *T, code func(*jsonCodec, *T)) string {
	tree, err := formTreeOf(p, code)
	if err != nil {
		r.unsendable(err)
		return ""
	}
	text, err := s.segment(tree)
	r.unsendable(err)
	return text
}

// jsonText is a value as a text of JSON.
func jsonText[T any](r *request, p *T, code func(*jsonCodec, *T)) string {
	data, err := encodeBody(p, code)
	r.unsendable(err)
	return string(data)
}

// addHeaderList sends texts that commas separate in one header.
func (r *request) addHeaderList(name string, texts []string) {
	for _, text := range texts {
		if strings.Contains(text, ",") || strings.TrimSpace(text) != text {
			r.unsendable(&textError{"format", "the header " + name + " has an element with a comma, or with a blank at an end"})
		}
	}
	r.addHeader(name, strings.Join(texts, ","))
}

// addReserved is addQuery for values whose reserved characters stay as they are,
// and what is escaped already with them.
func (r *request) addReserved(name string, values ...string) {
	for _, v := range values {
		r.query = append(r.query, escapeQueryText(name)+"="+escapeReserved(v))
	}
}

// orEmptyText are the texts of an array, of an empty one an empty text.
func orEmptyText(texts []string) []string {
	if len(texts) == 0 {
		return []string{""}
	}
	return texts
}

// addQuerystring adds all there is in a query.
func (r *request) addQuerystring(text string) { r.query = append(r.query, escapeQueryText(text)) }
