package server

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

// Param is a parameter as received. values is nil if it is absent.
type Param struct {
	reader   *Exchange
	in, name string
	values   []string
}

// PathParam returns the path parameter with an index.
func (x *Exchange) PathParam(name string, i int) Param {
	x.path[i], _ = url.PathUnescape(x.path[i]) // net/http rejects invalid escapes
	return Param{x, "path", name, x.path[i : i+1]}
}

// QueryParam returns one value per occurrence of the name.
func (x *Exchange) QueryParam(name string) Param {
	found := Param{reader: x, in: "query", name: name}
	texts, n := x.texts, len(x.texts)
	for value, rest, ok := nextValue(x.Request.URL.RawQuery, name); ok; value, rest, ok = nextValue(rest, name) {
		texts = x.appendUnescaped(texts, "query", name, value)
	}
	if len(texts) > n {
		found.values = x.keep(texts, n)
	}
	return found
}

// QueryList splits all occurrences at commas, escaped or not: clients may
// escape them or repeat the name, and no element contains one. "name=" is an
// empty list.
func (x *Exchange) QueryList(name string) Param {
	found := Param{reader: x, in: "query", name: name}
	texts, n := x.texts, len(x.texts)
	for list, rest, ok := nextValue(x.Request.URL.RawQuery, name); ok; list, rest, ok = nextValue(rest, name) {
		found.values = []string{}
		var text [1]string
		for _, text := range x.appendUnescaped(text[:0], "query", name, list) {
			for part := range strings.SplitSeq(text, ",") {
				if list != "" {
					texts = append(texts, part)
				}
			}
		}
	}
	if len(texts) > n {
		found.values = x.keep(texts, n)
	}
	return found
}

// QueryTexts is QueryList for elements that may contain escaped commas.
func (x *Exchange) QueryTexts(name string) Param {
	found := Param{reader: x, in: "query", name: name}
	texts, n := x.texts, len(x.texts)
	for list, rest, ok := nextValue(x.Request.URL.RawQuery, name); ok; list, rest, ok = nextValue(rest, name) {
		found.values = []string{}
		for part := range strings.SplitSeq(list, ",") {
			if list != "" {
				texts = x.appendUnescaped(texts, "query", name, part)
			}
		}
	}
	if len(texts) > n {
		found.values = x.keep(texts, n)
	}
	return found
}

// nextValue returns the next value of a name in a query, still escaped, and what
// follows it.
func nextValue(query, name string) (value, rest string, ok bool) {
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		key, value, _ := strings.Cut(pair, "=")
		if plain, err := url.QueryUnescape(key); err == nil && plain == name && pair != "" {
			return value, query, true
		}
	}
	return "", "", false
}

// appendUnescaped appends an unescaped value, or records a violation.
func (x *Exchange) appendUnescaped(values []string, in, name, raw string) []string {
	v, err := url.QueryUnescape(raw)
	if err != nil {
		x.violate(in, name, "format", "must be escaped as in a URL")
		return values
	}
	return append(values, v)
}

// HeaderParam returns the values of a header.
func (x *Exchange) HeaderParam(name string) Param {
	return Param{x, "header", name, x.Request.Header.Values(name)}
}

// HeaderList splits all values at commas. An empty value is an empty list.
func (x *Exchange) HeaderList(name string) Param {
	var values []string
	for _, line := range x.Request.Header.Values(name) {
		if line == "" && values == nil {
			values = []string{}
			continue
		}
		for part := range strings.SplitSeq(line, ",") {
			values = append(values, strings.TrimSpace(part))
		}
	}
	return Param{x, "header", name, values}
}

// CookieParam returns the value of a cookie.
func (x *Exchange) CookieParam(name string) Param {
	cookie, err := x.Request.Cookie(name)
	if err != nil {
		return Param{x, "cookie", name, nil}
	}
	value, err := url.PathUnescape(cookie.Value)
	if err != nil {
		value = cookie.Value
	}
	return Param{x, "cookie", name, []string{value}}
}

// violate records a violation.
func (x *Exchange) violate(in, name, keyword, message string) {
	x.violations = append(x.violations, core.Violation{In: in, Name: name, Keyword: keyword, Message: message})
}

// missing records that a required parameter is missing, unless another violation of it was
// recorded: its escapes were invalid.
func (x *Exchange) missing(in, name string) {
	isKnown := func(v core.Violation) bool { return v.In == in && v.Name == name }
	if x.isStrict() && !slices.ContainsFunc(x.violations, isKnown) {
		x.violate(in, name, "required", "is required")
	}
}

// ReportMissing records a violation if the parameter is missing. An empty text is
// not missing.
func (r Param) ReportMissing() Param {
	if r.values == nil {
		r.reader.missing(r.in, r.name)
	}
	return r
}

// ReadRequired parses a required parameter into p.
func ReadRequired[T any](r Param, p *T, parse func(string, bool) (T, error)) {
	if len(r.values) == 0 {
		r.reader.missing(r.in, r.name)
		return
	}
	*p = readText(r, r.values[len(r.values)-1], parse)
}

// ReadOptional parses an optional parameter into p.
func ReadOptional[T any](r Param, p *core.Opt[T], parse func(string, bool) (T, error)) {
	if len(r.values) > 0 {
		*p = core.Some(readText(r, r.values[len(r.values)-1], parse))
	}
}

// ReadZeroFilled parses an optional parameter into p, which stays zero if it is absent.
func ReadZeroFilled[T any](r Param, p *T, parse func(string, bool) (T, error)) {
	if len(r.values) > 0 {
		*p = readText(r, r.values[len(r.values)-1], parse)
	}
}

// ReadList parses the elements of a parameter into p.
func ReadList[T any](r Param, p *[]T, required bool, parse func(string, bool) (T, error)) {
	if r.values == nil {
		if required {
			r.reader.missing(r.in, r.name)
		}
		return
	}
	*p = make([]T, len(r.values))
	for i, text := range r.values {
		(*p)[i] = readText(r, text, parse)
	}
}

// isStrict reports whether texts are parsed strictly.
func (x *Exchange) isStrict() bool { return x.Mode&json.Strict != 0 }

// readText parses one text of a parameter.
func readText[T any](r Param, text string, parse func(string, bool) (T, error)) T {
	v, err := parse(text, r.reader.isStrict())
	if err != nil {
		wrong := &core.TextError{Keyword: "format", Message: err.Error()}
		errors.As(err, &wrong)
		r.reader.violate(r.in, r.name, wrong.Keyword, wrong.Message)
	}
	return v
}

// Finish returns the violations of parameters, of bodyErr and of constraints as one
// error. Constraints are not checked if requests are lenient, or if bodyErr is of another
// kind, which is returned alone. A violation is left out if an earlier one is about the
// same parameter, or also about the body.
func (x *Exchange) Finish(constraints func() error, bodyErr error) error {
	err := x.add(bodyErr)
	if err == nil && x.isStrict() {
		err = x.add(constraints())
	}
	if err != nil || len(x.violations) == 0 {
		return err
	}
	return &core.ConstraintError{Violations: x.violations}
}

// add adds the violations of err. An error of another kind is returned.
func (x *Exchange) add(err error) error {
	if err == nil {
		return nil
	}
	var invalid *core.ConstraintError
	if !errors.As(err, &invalid) {
		return err
	}
	earlier := x.violations
	for _, v := range invalid.Violations {
		at := v.Name + "/"
		same := func(u core.Violation) bool {
			return u.In == v.In && (u.In == "body" || strings.HasPrefix(at, u.Name+"/"))
		}
		if !slices.ContainsFunc(earlier, same) {
			x.violations = append(x.violations, v)
		}
	}
	return nil
}

// OwnHeader returns Host or Content-Length, which net/http keeps outside of the
// headers.
func (x *Exchange) OwnHeader(name string) Param {
	text := x.Request.Host
	if http.CanonicalHeaderKey(name) == "Content-Length" {
		text = strconv.FormatInt(x.Request.ContentLength, 10)
	}
	if text == "" || text == "-1" { // unknown
		return Param{x, "header", name, nil}
	}
	return Param{x, "header", name, []string{text}}
}
