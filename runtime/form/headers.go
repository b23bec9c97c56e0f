package form

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

// HeaderReader reads headers of responses into fields, never strictly. A header that
// is missing or invalid leaves its field unchanged.
type HeaderReader struct {
	Header  http.Header
	read    []string // names of headers that were valid
	invalid []core.Violation
}

// Err returns the violations of all headers as one error. Of several fields for
// one header, it is enough that one was read.
func (r *HeaderReader) Err() error {
	var all []core.Violation
	for _, v := range r.invalid {
		if !slices.Contains(r.read, v.Name) {
			all = append(all, v)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return &core.ConstraintError{Violations: all}
}

// note records whether a header was valid, and reports it.
func (r *HeaderReader) note(name string, err error) (valid bool) {
	if err == nil {
		r.read = append(r.read, name)
		return true
	}
	wrong := &core.TextError{Keyword: "format", Message: err.Error()}
	var violations *core.ConstraintError
	if !errors.As(err, &wrong) && errors.As(err, &violations) && len(violations.Violations) > 0 {
		first := violations.Violations[0]
		wrong = &core.TextError{Keyword: first.Keyword, Message: first.Message}
		if first.Name != "" {
			wrong.Message = "is invalid at " + first.Name + ": " + first.Message
		}
	}
	r.invalid = append(r.invalid, core.Violation{In: "header", Name: name, Keyword: wrong.Keyword, Message: wrong.Message})
	return false
}

// ReadHeader reads a scalar.
func ReadHeader[T any](r *HeaderReader, name string, p *T, parse func(string, bool) (T, error)) {
	if values := r.Header.Values(name); len(values) > 0 {
		if v, err := parse(values[0], false); r.note(name, err) {
			*p = v
		}
	}
}

// ReadOptionalHeader reads an optional scalar.
func ReadOptionalHeader[T any](r *HeaderReader, name string, p *core.Opt[T], parse func(string, bool) (T, error)) {
	if values := r.Header.Values(name); len(values) > 0 {
		if v, err := parse(values[0], false); r.note(name, err) {
			*p = core.Some(v)
		}
	}
}

// ReadHeaderList reads an array, whose elements are separated by commas.
func ReadHeaderList[T any](r *HeaderReader, name string, p *[]T, parse func(string, bool) (T, error)) {
	var parts []string
	for _, line := range r.Header.Values(name) {
		for part := range strings.SplitSeq(line, ",") {
			if part = strings.TrimSpace(part); part != "" {
				parts = append(parts, part)
			}
		}
	}
	readElements(r, name, p, parts, parse)
}

// ReadHeaderLines reads one element per line, for Set-Cookie, whose values
// contain commas.
func ReadHeaderLines[T any](r *HeaderReader, name string, p *[]T, parse func(string, bool) (T, error)) {
	readElements(r, name, p, r.Header.Values(name), parse)
}

// readElements reads the elements of an array. One that is invalid makes the header
// invalid.
func readElements[T any](r *HeaderReader, name string, p *[]T, parts []string, parse func(string, bool) (T, error)) {
	if len(r.Header.Values(name)) == 0 {
		return
	}
	var list []T
	for _, part := range parts {
		v, err := parse(part, false)
		if err != nil {
			r.note(name, err)
			return
		}
		list = append(list, v)
	}
	r.note(name, nil)
	*p = list
}

// ReadHeaderForm reads an array or object in a style. It returns nil if the
// header is missing or invalid.
func ReadHeaderForm[T any](r *HeaderReader, style Reader, read json.ReadFunc[T]) *T {
	lines := r.Header.Values(style.Name)
	if len(lines) == 0 {
		return nil
	}
	style.Unescape = func(text string) (string, error) { return strings.TrimSpace(text), nil }
	tree, err := style.FromSegment(strings.Join(lines, ","))
	v := new(T)
	if err == nil {
		err = ReadTree(tree, json.FromAPI, v, read)
	}
	if !r.note(style.Name, err) {
		return nil
	}
	return v
}

// ReadHeaderJSON reads JSON. It returns nil if the header is missing or invalid.
func ReadHeaderJSON[T any](r *HeaderReader, name string, read json.ReadFunc[T]) *T {
	lines := r.Header.Values(name)
	if len(lines) == 0 {
		return nil
	}
	v := new(T)
	if !r.note(name, json.Decode([]byte(strings.Join(lines, ",")), json.FromAPI, v, read)) {
		return nil
	}
	return v
}

// SetHeaderList sets a header to texts that are separated by commas. None of them may
// be empty, contain a comma, or begin or end with space.
func SetHeaderList(h http.Header, name string, texts []string) error {
	for _, text := range texts {
		if strings.Contains(text, ",") || strings.TrimSpace(text) != text || text == "" {
			return fmt.Errorf("the header %s cannot express the element %q", name, text)
		}
	}
	h.Set(name, strings.Join(texts, ","))
	return nil
}

// SetHeaderForm sets a header to an array or object in a style.
func SetHeaderForm[T any](h http.Header, s Style, p *T, elem json.Appender[T]) error {
	tree, err := TreeOf(json.FromAPI, p, elem)
	var text string
	if err == nil {
		text, err = s.Segment(tree)
	}
	if err != nil {
		return fmt.Errorf("encoding the header %s: %w", s.Name, err)
	}
	h.Set(s.Name, text)
	return nil
}

// SetHeaderJSON sets a header to JSON.
func SetHeaderJSON[T any](h http.Header, name string, p *T, elem json.Appender[T]) error {
	text, err := json.EncodeFor(json.FromAPI, p, elem)
	if err != nil {
		return fmt.Errorf("encoding the header %s: %w", name, err)
	}
	h.Set(name, string(text))
	return nil
}
