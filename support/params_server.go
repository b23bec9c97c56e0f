package support

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
)

// formParam is a parameter that is more than a scalar, as it came: a tree, or the
// text of JSON. Without either it is absent, or what is wrong with it is said
// already.
type formParam struct {
	reader   *paramReader
	in, name string
	tree     *formTree
	text     string
	wrong    bool
}

// queryForm finds a parameter in the query.
func (p *paramReader) queryForm(r formReader) formParam {
	r.escape, r.unescape = escapeQueryText, url.PathUnescape
	tree, err := r.fromPairs(parsePairs(p.request.URL.RawQuery))
	return p.formParam("query", r.name, tree, err)
}

// querystring finds the parameter that is the query as a whole.
func (p *paramReader) querystring(r formReader) formParam {
	found := p.queryForm(r)
	found.in = "querystring"
	return found
}

// querystringText is the query as a whole where it is one text.
func (p *paramReader) querystringText(name string) rawParam {
	var values []string
	if query := p.request.URL.RawQuery; query != "" {
		values = p.appendUnescaped(nil, name, query)
	}
	return p.readable("querystring", name, values)
}

// cookieForm finds a parameter in the cookies.
func (p *paramReader) cookieForm(r formReader) formParam {
	if r.style != "cookie" {
		r.unescape = url.PathUnescape
	}
	var pairs []formPair
	for _, cookie := range p.request.Cookies() {
		name, err := r.plain(cookie.Name)
		if err != nil {
			name = cookie.Name
		}
		pairs = append(pairs, formPair{name, cookie.Value})
	}
	tree, err := r.fromPairs(pairs)
	return p.formParam("cookie", r.name, tree, err)
}

// headerForm reads all lines of a header as one.
func (p *paramReader) headerForm(r formReader) formParam {
	r.unescape = func(text string) (string, error) { return strings.TrimSpace(text), nil }
	lines := p.request.Header[http.CanonicalHeaderKey(r.name)]
	if len(lines) == 0 {
		return formParam{reader: p, in: "header", name: r.name}
	}
	tree, err := r.fromSegment(strings.Join(lines, ","))
	return p.formParam("header", r.name, tree, err)
}

// pathForm reads the path parameter with an index.
func (p *paramReader) pathForm(r formReader, i int) formParam {
	text := p.path[i]
	if text == "%2E" || text == "%2E%2E" { // see pathForm of clients
		text = strings.ReplaceAll(text, "%2E", ".")
	}
	r.escape, r.unescape = escapeSegment, url.PathUnescape
	tree, err := r.fromSegment(text)
	return p.formParam("path", r.name, tree, err)
}

func (p *paramReader) formParam(in, name string, tree *formTree, err error) formParam {
	found := formParam{reader: p, in: in, name: name, tree: tree, wrong: err != nil}
	found.report(err)
	return found
}

// asJSON takes the text of a parameter for JSON.
func (r rawParam) asJSON() formParam {
	found := formParam{reader: r.reader, in: r.in, name: r.name}
	if len(r.values) > 0 {
		found.text = r.values[len(r.values)-1]
		found.wrong = found.text == ""
		if found.wrong {
			found.report(&textError{"format", "must be JSON, not an empty text"})
		}
	}
	return found
}

// otherwise is the parameter or, where it is absent, a default.
func (f formParam) otherwise(json string) formParam {
	if f.absent() {
		f.text = json
	}
	return f
}

func (f formParam) absent() bool { return f.tree == nil && f.text == "" && !f.wrong }

// readFormRequired and its kin read into the place that p points at.
func readFormRequired[T any](f formParam, p *T, code func(*jsonCodec, *T)) {
	if f.absent() {
		f.reader.violate(f.in, f.name, "required", "must be there")
		return
	}
	readFormNilable(f, p, code)
}

// readFormNilable is for what is nil where it is absent.
func readFormNilable[T any](f formParam, p *T, code func(*jsonCodec, *T)) {
	switch {
	case f.tree != nil:
		f.report(readFormTree(f.tree, true, p, code))
	case f.text != "":
		f.report(decodeBody([]byte(f.text), true, p, code))
	}
}

func readFormPointer[T any](f formParam, p **T, code func(*jsonCodec, *T)) {
	if !f.absent() {
		*p = new(T)
		readFormNilable(f, *p, code)
	}
}

func readFormOpt[T any](f formParam, p *Opt[T], code func(*jsonCodec, *T)) {
	if !f.absent() {
		var v T
		readFormNilable(f, &v, code)
		*p = Some(v)
	}
}

// report says of the parameter what is wrong with its value.
func (f formParam) report(err error) {
	var invalid *ValidationFailure
	var wrong *textError
	switch {
	case err == nil:
	case errors.As(err, &invalid):
		for _, v := range invalid.Violations {
			if f.tree != nil { // where all is text, that is not what is wrong
				v.Message = strings.TrimSuffix(v.Message, ", not a string")
			}
			f.reader.violate(f.in, f.name+v.Name, v.Keyword, v.Message)
		}
	case errors.As(err, &wrong):
		f.reader.violate(f.in, f.name, wrong.keyword, wrong.message)
	default:
		f.reader.violate(f.in, f.name, "format", err.Error())
	}
}

// otherwise is the parameter or, where it is absent, the texts of a default.
func (r rawParam) otherwise(texts ...string) rawParam {
	if r.values == nil {
		r.values = append([]string{}, texts...)
	}
	return r
}

// thereAtAll reports a parameter of which there is not even an empty text.
func (r rawParam) thereAtAll() rawParam {
	if r.values == nil {
		r.reader.missing(r)
	}
	return r
}

// emptyAsNoElements reads an empty text that stands alone as an empty array.
func (r rawParam) emptyAsNoElements() rawParam {
	if len(r.values) == 1 && r.values[0] == "" {
		r.values = []string{}
	}
	return r
}

// emptyAs reads an empty text as another one, or as absent.
func (r rawParam) emptyAs(texts ...string) rawParam {
	var values []string
	for _, v := range r.values {
		if v == "" {
			values = append(values, texts...)
		} else {
			values = append(values, v)
		}
	}
	r.values = values
	return r
}
