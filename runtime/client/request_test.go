package client

import (
	"errors"
	"testing"

	"github.com/peergen/peergen/runtime/json"
	"github.com/peergen/peergen/runtime/media"
)

// A body that can be encoded is no reason to forget a parameter that cannot be.
func TestBodyKeepsErrorOfParameter(t *testing.T) {
	wrong := errors.New("wrong")
	code := func(c *json.Codec, p *struct{}) {
		for o := c.Object(); o.More(); {
		}
	}
	for name, set := range map[string]func(*Request){
		"json":      func(r *Request) { SetBody(r, "application/json", new(struct{}), code) },
		"form":      func(r *Request) { SetForm(r, "application/x-www-form-urlencoded", new(struct{}), code, nil) },
		"xml":       func(r *Request) { SetXML(r, "application/xml", new(struct{}), code, media.XMLNode{Name: "a"}) },
		"multipart": func(r *Request) { SetMultipart(r, "multipart/form-data", new(struct{}), code, nil, nil) },
	} {
		r := &Request{}
		r.unsendable(wrong)
		if set(r); r.Err != wrong {
			t.Errorf("%s: %v", name, r.Err)
		}
	}
}
