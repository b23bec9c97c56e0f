package client

import (
	"bytes"
	"cmp"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/form"
	"github.com/peergen/peergen/runtime/json"
)

// Request is a request to be sent.
type Request struct {
	Path        string // escaped, below the base URL
	Query       []string
	header      http.Header
	cookies     []string
	Body        io.Reader
	attach      func(*http.Request) error // sets a body that is not a reader; may be nil
	sent        *sentBody                 // of attach
	ContentType string
	Accept      string
	IgnoreBody  bool        // the body of a success is ignored
	Call        *core.Claim // to fill with the response; may be nil
	Err         error       // of the first part that could not be encoded
	FromAPI     bool        // the request comes from the API: that of a webhook or callback
	Unchecked   bool        // items are not validated
	tries       tries
	values      [2]string // of headers
}

// mode is how the parts of a request are written.
func (r *Request) mode() json.Mode {
	if r.FromAPI {
		return json.FromAPI
	}
	return json.ToAPI
}

// AddQuery appends one name=value per value.
func (r *Request) AddQuery(name string, values ...string) {
	for _, v := range values {
		r.Query = append(r.Query, form.EscapeQuery(name)+"="+form.EscapeQuery(v))
	}
}

// AddQueryList appends name=a,b with unescaped commas.
func (r *Request) AddQueryList(name string, values []string) {
	r.Query = append(r.Query, form.EscapeQuery(name)+"="+strings.Join(core.FormatList(values, form.EscapeQuery), ","))
}

// AddHeader adds a header.
func (r *Request) AddHeader(name, value string) {
	if strings.Trim(value, " \t") != value {
		r.unsendable(&core.TextError{Keyword: "format", Message: "the header " + name + " has leading or trailing space, which HTTP removes"})
	}
	if r.header == nil {
		r.header = http.Header{}
	}
	r.header.Add(name, value)
}

// AddCookie adds a cookie.
func (r *Request) AddCookie(name, value string) {
	r.cookies = append(r.cookies, name+"="+url.PathEscape(value))
}

// SetBody sets a JSON body.
func SetBody[T any](r *Request, contentType string, v *T, elem json.Appender[T]) {
	body, err := json.EncodeFor(r.mode(), v, elem)
	r.Body, r.ContentType, r.Err = bytes.NewReader(body), contentType, cmp.Or(r.Err, err)
}
