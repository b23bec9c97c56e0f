package server

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/form"
	"github.com/peergen/peergen/runtime/json"
)

// FormParam is a parameter that is an array or object: a tree, or JSON text.
// Without either it is absent, or was reported already.
type FormParam struct {
	reader   *Exchange
	in, name string
	tree     *form.Tree
	text     string
	wrong    bool
}

// QueryForm finds a parameter in the query.
func (x *Exchange) QueryForm(r form.Reader) FormParam {
	r.Escape, r.Unescape = form.EscapeQuery, url.PathUnescape
	tree, err := r.FromPairs(form.ParsePairs(x.Request.URL.RawQuery))
	return x.formParam("query", r.Name, tree, err)
}

// Querystring returns the parameter that is the whole query.
func (x *Exchange) Querystring(r form.Reader) FormParam {
	found := x.QueryForm(r)
	found.in = "querystring"
	return found
}

// QuerystringText returns the whole query as one text.
func (x *Exchange) QuerystringText(name string) Param {
	var values []string
	if query := x.Request.URL.RawQuery; query != "" {
		values = x.appendUnescaped(nil, "querystring", name, query)
	}
	return Param{x, "querystring", name, values}
}

// CookieForm finds a parameter in the cookies.
func (x *Exchange) CookieForm(r form.Reader) FormParam {
	if r.Kind != "cookie" {
		r.Unescape = url.PathUnescape
	}
	var pairs []form.Pair
	for _, cookie := range x.Request.Cookies() {
		name, err := r.Plain(cookie.Name)
		if err != nil {
			name = cookie.Name
		}
		pairs = append(pairs, form.Pair{Name: name, Text: cookie.Value})
	}
	tree, err := r.FromPairs(pairs)
	return x.formParam("cookie", r.Name, tree, err)
}

// HeaderForm reads all lines of a header as one.
func (x *Exchange) HeaderForm(r form.Reader) FormParam {
	r.Unescape = func(text string) (string, error) { return strings.TrimSpace(text), nil }
	lines := x.Request.Header[http.CanonicalHeaderKey(r.Name)]
	if len(lines) == 0 {
		return FormParam{reader: x, in: "header", name: r.Name}
	}
	tree, err := r.FromSegment(strings.Join(lines, ","))
	return x.formParam("header", r.Name, tree, err)
}

// PathForm reads the path parameter with an index.
func (x *Exchange) PathForm(r form.Reader, i int) FormParam {
	text := x.path[i]
	if text == "%2E" || text == "%2E%2E" { // see client.PathForm of clients
		text = strings.ReplaceAll(text, "%2E", ".")
	}
	r.Escape, r.Unescape = form.EscapeSegment, url.PathUnescape
	tree, err := r.FromSegment(text)
	return x.formParam("path", r.Name, tree, err)
}

// formParam returns a parameter, and reports the error of its tree.
func (x *Exchange) formParam(in, name string, tree *form.Tree, err error) FormParam {
	found := FormParam{reader: x, in: in, name: name, tree: tree, wrong: err != nil}
	found.report(err)
	return found
}

// AsJSON treats the text of a parameter as JSON.
func (r Param) AsJSON() FormParam {
	found := FormParam{reader: r.reader, in: r.in, name: r.name}
	if len(r.values) > 0 {
		found.text = r.values[len(r.values)-1]
		found.wrong = found.text == ""
		if found.wrong {
			found.report(&core.TextError{Keyword: "format", Message: "must be JSON, not empty"})
		}
	}
	return found
}

// absent reports whether the parameter is absent.
func (f FormParam) absent() bool { return f.tree == nil && f.text == "" && !f.wrong }

// ReadFormRequired reads a required parameter into p.
func ReadFormRequired[T any](f FormParam, p *T, read json.ReadFunc[T]) {
	if f.absent() {
		f.reader.missing(f.in, f.name)
		return
	}
	ReadFormNilable(f, p, read)
}

// ReadFormNilable reads a parameter whose zero value means absent.
func ReadFormNilable[T any](f FormParam, p *T, read json.ReadFunc[T]) {
	switch {
	case f.tree != nil:
		f.report(form.ReadTree(f.tree, f.reader.Mode, p, read))
	case f.text != "":
		f.report(json.Decode([]byte(f.text), f.reader.Mode, p, read))
	}
}

// ReadFormPointer reads an optional object.
func ReadFormPointer[T any](f FormParam, p **T, read json.ReadFunc[T]) {
	if !f.absent() {
		*p = new(T)
		ReadFormNilable(f, *p, read)
	}
}

// ReadFormOpt reads an optional parameter.
func ReadFormOpt[T any](f FormParam, p *core.Opt[T], read json.ReadFunc[T]) {
	if !f.absent() {
		var v T
		ReadFormNilable(f, &v, read)
		*p = core.Some(v)
	}
}

// report records the violations of the value as those of the parameter.
func (f FormParam) report(err error) {
	var invalid *core.ConstraintError
	var wrong *core.TextError
	switch {
	case err == nil:
	case errors.As(err, &invalid):
		for _, v := range invalid.Violations {
			f.reader.violate(f.in, f.name+v.Name, v.Keyword, v.Message)
		}
	case errors.As(err, &wrong):
		f.reader.violate(f.in, f.name, wrong.Keyword, wrong.Message)
	default:
		f.reader.violate(f.in, f.name, "format", err.Error())
	}
}
