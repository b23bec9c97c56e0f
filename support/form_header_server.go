package support

import (
	"fmt"
	"net/http"
)

// setHeaderForm and setHeaderJSON put a value that is more than a text into the
// header of a response.
func setHeaderForm[T any](h http.Header, s formStyle, p *T, code func(*jsonCodec, *T)) error {
	tree, err := formTreeOf(p, code)
	var text string
	if err == nil {
		text, err = s.segment(tree)
	}
	if err != nil {
		return fmt.Errorf("encoding the header %s: %w", s.name, err)
	}
	h.Set(s.name, text)
	return nil
}

func setHeaderJSON[T any](h http.Header, name string, p *T, code func(*jsonCodec, *T)) error {
	text, err := encodeBody(p, code)
	if err != nil {
		return fmt.Errorf("encoding the header %s: %w", name, err)
	}
	h.Set(name, string(text))
	return nil
}
