package client

import (
	"bytes"
	"cmp"
	"fmt"
	"mime"
	"strings"

	"github.com/peergen/peergen/runtime/json"
	"github.com/peergen/peergen/runtime/media"
)

// SetForm sets an application/x-www-form-urlencoded body.
func SetForm[T any](r *Request, contentType string, p *T, elem json.Appender[T], members []media.FormMember) {
	body, err := media.EncodeForm(r.mode(), p, elem, members)
	r.Body, r.ContentType, r.Err = bytes.NewReader(body), contentType, cmp.Or(r.Err, err)
}

// FormResult reads the body of a success that is a form.
func FormResult[T any](r *Response, read json.ReadFunc[T], members []media.FormMember) (*T, error) {
	if !media.IsForm(r.Header.Get("Content-Type")) {
		return nil, r.APIError()
	}
	v := new(T)
	return checked(r, v, media.DecodeForm(r.Body, r.mode, v, read, members))
}

// SetText sets a text body.
func (r *Request) SetText(contentType, text string) {
	r.ContentType, r.Body = media.WithCharset(contentType), strings.NewReader(text)
}

// TextResult reads the body of a success that is text.
func TextResult[T any](r *Response, parse func(string, bool) (T, error)) (v T, err error) {
	contentType := r.Header.Get("Content-Type")
	if base, _, _ := mime.ParseMediaType(contentType); base != "" && !strings.HasPrefix(base, "text/") {
		return v, r.APIError()
	}
	v, err = media.ParseBodyText(r.Body, contentType, r.mode&json.Strict != 0, parse)
	if err != nil {
		return v, r.unusable(fmt.Errorf("the text %w", err))
	}
	_, err = checked(r, &v, nil)
	return v, err
}

// SetXML sets an XML body.
func SetXML[T any](r *Request, contentType string, p *T, elem json.Appender[T], root media.XMLNode) {
	body, err := media.EncodeXML(r.mode(), p, elem, root)
	r.Body, r.ContentType, r.Err = bytes.NewReader(body), contentType, cmp.Or(r.Err, err)
}

// XMLResult reads the body of a success that is XML.
func XMLResult[T any](r *Response, read json.ReadFunc[T], root media.XMLNode) (*T, error) {
	if !media.IsXML(r.Header.Get("Content-Type")) {
		return nil, r.APIError()
	}
	v := new(T)
	return checked(r, v, media.DecodeXML(r.Body, r.mode, v, read, root))
}
