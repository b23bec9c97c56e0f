package support

import (
	"net/url"
	"strings"
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

// pathForm is a value as a path segment. An empty one would lead elsewhere.
func pathForm[T any](r *request, s formStyle, p *T, code func(*jsonCodec, *T)) string {
	s.escape = escapeSegment
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
		r.query = append(r.query, url.QueryEscape(name)+"="+escapeReserved(v))
	}
}

// addQuerystring adds all there is in a query.
func (r *request) addQuerystring(text string) { r.query = append(r.query, escapeQueryText(text)) }
