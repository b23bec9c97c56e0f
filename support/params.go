package support

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// paramReader reads the parameters of a request and collects what is wrong
// with them.
type paramReader struct {
	request    *http.Request
	path       []string // its parameters, escaped until they are read
	violations []Violation
}

// rawParam is a parameter as it came: nil values where it is absent.
type rawParam struct {
	reader   *paramReader
	in, name string
	values   []string
}

func (p *paramReader) pathParam(name string, i int) rawParam {
	p.path[i], _ = url.PathUnescape(p.path[i]) // net/http lets nothing in that cannot be
	return rawParam{p, "path", name, p.path[i : i+1]}
}

// queryParam answers one value per occurrence of the name.
func (p *paramReader) queryParam(name string) rawParam {
	var values []string
	for _, v := range p.rawQuery(name) {
		values = p.appendUnescaped(values, name, v)
	}
	return p.readable("query", name, values)
}

// readable is a parameter of which nothing more is reported if nothing that came
// can be unescaped: it is not missing.
func (p *paramReader) readable(in, name string, values []string) rawParam {
	unreadable := func(v Violation) bool { return v.In == "query" && v.Name == name }
	if values == nil && slices.ContainsFunc(p.violations, unreadable) {
		p = &paramReader{}
	}
	return rawParam{p, in, name, values}
}

// queryList cuts all occurrences at their commas, escaped or not: others than our
// client escape them or repeat the name, and no element can hold one. "name=" is
// an empty list.
func (p *paramReader) queryList(name string) rawParam {
	var values []string
	if raw := p.rawQuery(name); len(raw) > 0 {
		values = []string{}
		for _, list := range raw {
			if text := p.appendUnescaped(nil, name, list); list != "" && len(text) > 0 {
				values = append(values, strings.Split(text[0], ",")...)
			}
		}
	}
	return rawParam{p, "query", name, values}
}

// queryTexts is queryList for elements that can hold a comma, which is escaped then.
func (p *paramReader) queryTexts(name string) rawParam {
	var values []string
	if raw := p.rawQuery(name); len(raw) > 0 {
		values = []string{}
		for _, list := range raw {
			for part := range strings.SplitSeq(list, ",") {
				if list != "" {
					values = p.appendUnescaped(values, name, part)
				}
			}
		}
	}
	return rawParam{p, "query", name, values}
}

// rawQuery answers the values of a name, still escaped.
func (p *paramReader) rawQuery(name string) []string {
	var values []string
	for rest := p.request.URL.RawQuery; rest != ""; {
		var pair string
		pair, rest, _ = strings.Cut(rest, "&")
		key, value, _ := strings.Cut(pair, "=")
		if plain, err := url.QueryUnescape(key); err == nil && plain == name && pair != "" {
			values = append(values, value)
		}
	}
	return values
}

func (p *paramReader) appendUnescaped(values []string, name, raw string) []string {
	v, err := url.QueryUnescape(raw)
	if err != nil {
		p.violate("query", name, "format", "must be escaped as in a URL")
		return values
	}
	return append(values, v)
}

func (p *paramReader) headerParam(name string) rawParam {
	return rawParam{p, "header", name, p.request.Header.Values(name)}
}

// headerList cuts all values at their commas. An empty value is an empty list.
func (p *paramReader) headerList(name string) rawParam {
	var values []string
	for _, line := range p.request.Header.Values(name) {
		if line == "" && values == nil {
			values = []string{}
			continue
		}
		for part := range strings.SplitSeq(line, ",") {
			values = append(values, strings.TrimSpace(part))
		}
	}
	return rawParam{p, "header", name, values}
}

func (p *paramReader) cookieParam(name string) rawParam {
	cookie, err := p.request.Cookie(name)
	if err != nil {
		return rawParam{p, "cookie", name, nil}
	}
	value, err := url.PathUnescape(cookie.Value)
	if err != nil {
		value = cookie.Value
	}
	return rawParam{p, "cookie", name, []string{value}}
}

func (p *paramReader) violate(in, name, keyword, message string) {
	p.violations = append(p.violations, Violation{In: in, Name: name, Keyword: keyword, Message: message})
}

func (p *paramReader) missing(r rawParam) { p.violate(r.in, r.name, "required", "must be there") }

// readRequired, readOptional and readList parse into the place that p points at.
func readRequired[T any](r rawParam, p *T, parse func(string) (T, error)) {
	if len(r.values) == 0 {
		r.reader.missing(r)
		return
	}
	*p = readText(r, r.values[len(r.values)-1], parse)
}

func readOptional[T any](r rawParam, p *Opt[T], parse func(string) (T, error)) {
	if len(r.values) > 0 {
		*p = Some(readText(r, r.values[len(r.values)-1], parse))
	}
}

func readList[T any](r rawParam, p *[]T, required bool, parse func(string) (T, error)) {
	if r.values == nil {
		if required {
			r.reader.missing(r)
		}
		return
	}
	*p = make([]T, len(r.values))
	for i, text := range r.values {
		(*p)[i] = readText(r, text, parse)
	}
}

func readText[T any](r rawParam, text string, parse func(string) (T, error)) T {
	v, err := parse(text)
	if err != nil {
		wrong := &textError{"format", err.Error()}
		errors.As(err, &wrong)
		r.reader.violate(r.in, r.name, wrong.keyword, wrong.message)
	}
	return v
}

// finish adds what errs say, and answers all of it as one error, what is no
// violation first. A later one has nothing to say of a parameter, or of a body,
// that an earlier one found unreadable.
func (p *paramReader) finish(errs ...error) error {
	for _, err := range errs {
		if err == nil {
			continue
		}
		var invalid *ValidationFailure
		if !errors.As(err, &invalid) {
			return err
		}
		earlier := p.violations
		for _, v := range invalid.Violations {
			at := v.Name + "/"
			same := func(u Violation) bool { return u.In == v.In && (u.In == "body" || strings.HasPrefix(at, u.Name+"/")) }
			if !slices.ContainsFunc(earlier, same) {
				p.violations = append(p.violations, v)
			}
		}
	}
	if len(p.violations) == 0 {
		return nil
	}
	return &ValidationFailure{Violations: p.violations}
}
