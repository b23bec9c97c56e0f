package json

import (
	"encoding/json"
	"errors"
	"unicode/utf8"
)

// AppendRaw copies the text of any value. An empty value is null.
//
//go:noinline
func AppendRaw(b []byte, w *Writer, key string, p *json.RawMessage) []byte {
	if len(*p) == 0 {
		return AppendNull(b, key)
	}
	if !isText(*p) {
		w.refuse(errors.New("a json.RawMessage is not valid JSON"))
	}
	return append(append(b, key...), *p...)
}

// AddRaw appends a member of any type, unless it is nil.
//
//go:noinline
func AddRaw(b []byte, w *Writer, key string, p json.RawMessage) []byte {
	if p == nil {
		return b
	}
	return AppendRaw(b, w, key, &p)
}

// isText reports whether text is a JSON text in UTF-8. The functions of the standard
// library are slower than a Reader, but accept more: repeated names, for example.
func isText(text []byte) bool {
	r := newReader(text, 0)
	isStrict := r.space(r.Skip(r.space(0))) == len(text) && r.err == nil
	r.release()
	return isStrict || json.Valid(text) && utf8.Valid(text)
}
