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

// Request is a call on its way out.
type Request struct {
	Path        string // escaped, below the base URL
	Query       []string
	header      http.Header
	cookies     []string
	Body        io.Reader
	attach      func(*http.Request) error // puts a body there that is no reader; nil for none
	ContentType string
	Accept      string
	Err         error // that a part could not be encoded
}

// AddQuery appends one name=value per value.
func (r *Request) AddQuery(name string, values ...string) {
	for _, v := range values {
		r.Query = append(r.Query, form.EscapeQuery(name)+"="+form.EscapeQuery(v))
	}
}

// AddQueryList appends name=a,b with commas that are not escaped.
func (r *Request) AddQueryList(name string, values []string) {
	r.Query = append(r.Query, form.EscapeQuery(name)+"="+strings.Join(core.FormatList(values, form.EscapeQuery), ","))
}

func (r *Request) AddHeader(name, value string) {
	if strings.Trim(value, " \t") != value {
		r.unsendable(&core.TextError{Keyword: "format", Message: "the header " + name + " has a blank at an end, where HTTP takes it away"})
	}
	if r.header == nil {
		r.header = http.Header{}
	}
	r.header.Add(name, value)
}

func (r *Request) AddCookie(name, value string) {
	r.cookies = append(r.cookies, name+"="+url.PathEscape(value))
}

// SetBody encodes a JSON body.
func SetBody[T any](r *Request, contentType string, v *T, code func(*json.Codec, *T)) {
	body, err := json.Encode(v, code)
	r.Body, r.ContentType, r.Err = bytes.NewReader(body), contentType, cmp.Or(r.Err, err)
}
