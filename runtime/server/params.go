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

// ParamReader reads the parameters of a request and collects violations.
type ParamReader struct {
	Request    *http.Request
	Path       []string  // its parameters, escaped until they are read
	Mode       json.Mode // how parameters and the body are read
	violations []core.Violation
}

// Params returns the reader of the parameters of a request.
func (c *Config) Params(r *http.Request, path []string) *ParamReader {
	return &ParamReader{Request: r, Path: path, Mode: c.requestMode()}
}

// Param is a parameter as received. values is nil if it is absent.
type Param struct {
	reader   *ParamReader
	in, name string
	values   []string
}

// PathParam returns the path parameter with an index.
func (p *ParamReader) PathParam(name string, i int) Param {
	p.Path[i], _ = url.PathUnescape(p.Path[i]) // net/http rejects invalid escapes
	return Param{p, "path", name, p.Path[i : i+1]}
}

// QueryParam returns one value per occurrence of the name.
func (p *ParamReader) QueryParam(name string) Param {
	var values []string
	for _, v := range p.rawQuery(name) {
		values = p.appendUnescaped(values, "query", name, v)
	}
	return Param{p, "query", name, values}
}

// QueryList splits all occurrences at commas, escaped or not: clients may
// escape them or repeat the name, and no element contains one. "name=" is an
// empty list.
func (p *ParamReader) QueryList(name string) Param {
	var values []string
	if raw := p.rawQuery(name); len(raw) > 0 {
		values = []string{}
		for _, list := range raw {
			if text := p.appendUnescaped(nil, "query", name, list); list != "" && len(text) > 0 {
				values = append(values, strings.Split(text[0], ",")...)
			}
		}
	}
	return Param{p, "query", name, values}
}

// QueryTexts is QueryList for elements that may contain escaped commas.
func (p *ParamReader) QueryTexts(name string) Param {
	var values []string
	if raw := p.rawQuery(name); len(raw) > 0 {
		values = []string{}
		for _, list := range raw {
			for part := range strings.SplitSeq(list, ",") {
				if list != "" {
					values = p.appendUnescaped(values, "query", name, part)
				}
			}
		}
	}
	return Param{p, "query", name, values}
}

// rawQuery returns the values of a name, still escaped.
func (p *ParamReader) rawQuery(name string) []string {
	var values []string
	for rest := p.Request.URL.RawQuery; rest != ""; {
		var pair string
		pair, rest, _ = strings.Cut(rest, "&")
		key, value, _ := strings.Cut(pair, "=")
		if plain, err := url.QueryUnescape(key); err == nil && plain == name && pair != "" {
			values = append(values, value)
		}
	}
	return values
}

// appendUnescaped appends an unescaped value, or records a violation.
func (p *ParamReader) appendUnescaped(values []string, in, name, raw string) []string {
	v, err := url.QueryUnescape(raw)
	if err != nil {
		p.violate(in, name, "format", "must be escaped as in a URL")
		return values
	}
	return append(values, v)
}

// HeaderParam returns the values of a header.
func (p *ParamReader) HeaderParam(name string) Param {
	return Param{p, "header", name, p.Request.Header.Values(name)}
}

// HeaderList splits all values at commas. An empty value is an empty list.
func (p *ParamReader) HeaderList(name string) Param {
	var values []string
	for _, line := range p.Request.Header.Values(name) {
		if line == "" && values == nil {
			values = []string{}
			continue
		}
		for part := range strings.SplitSeq(line, ",") {
			values = append(values, strings.TrimSpace(part))
		}
	}
	return Param{p, "header", name, values}
}

// CookieParam returns the value of a cookie.
func (p *ParamReader) CookieParam(name string) Param {
	cookie, err := p.Request.Cookie(name)
	if err != nil {
		return Param{p, "cookie", name, nil}
	}
	value, err := url.PathUnescape(cookie.Value)
	if err != nil {
		value = cookie.Value
	}
	return Param{p, "cookie", name, []string{value}}
}

// violate records a violation.
func (p *ParamReader) violate(in, name, keyword, message string) {
	p.violations = append(p.violations, core.Violation{In: in, Name: name, Keyword: keyword, Message: message})
}

// missing records that a required parameter is missing, unless another violation of it was
// recorded: its escapes were invalid.
func (p *ParamReader) missing(in, name string) {
	isKnown := func(v core.Violation) bool { return v.In == in && v.Name == name }
	if p.isStrict() && !slices.ContainsFunc(p.violations, isKnown) {
		p.violate(in, name, "required", "is required")
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
func (p *ParamReader) isStrict() bool { return p.Mode&json.Strict != 0 }

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
func (p *ParamReader) Finish(constraints func() error, bodyErr error) error {
	err := p.add(bodyErr)
	if err == nil && p.isStrict() {
		err = p.add(constraints())
	}
	if err != nil || len(p.violations) == 0 {
		return err
	}
	return &core.ConstraintError{Violations: p.violations}
}

// add adds the violations of err. An error of another kind is returned.
func (p *ParamReader) add(err error) error {
	var invalid *core.ConstraintError
	if err == nil || !errors.As(err, &invalid) {
		return err
	}
	earlier := p.violations
	for _, v := range invalid.Violations {
		at := v.Name + "/"
		same := func(u core.Violation) bool {
			return u.In == v.In && (u.In == "body" || strings.HasPrefix(at, u.Name+"/"))
		}
		if !slices.ContainsFunc(earlier, same) {
			p.violations = append(p.violations, v)
		}
	}
	return nil
}

// OwnHeader returns Host or Content-Length, which net/http keeps outside of the
// headers.
func (p *ParamReader) OwnHeader(name string) Param {
	text := p.Request.Host
	if http.CanonicalHeaderKey(name) == "Content-Length" {
		text = strconv.FormatInt(p.Request.ContentLength, 10)
	}
	if text == "" || text == "-1" { // unknown
		return Param{p, "header", name, nil}
	}
	return Param{p, "header", name, []string{text}}
}
