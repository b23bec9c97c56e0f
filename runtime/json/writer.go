package json

import (
	"bytes"
	"errors"
	"sync"
)

// Writer is what the functions share that write one JSON text. The text itself is their
// first argument and their result, which the calling convention of Go keeps in the same
// registers.
type Writer struct {
	Buf     []byte // empty; to append the text to
	mode    Mode
	err     error                                                              // the first one; the text is then invalid
	left    []string                                                           // see Left
	shorten func(b []byte, first any, n int, items func([]byte) []byte) []byte // see EncodeShort; may be nil
}

// Appender appends key and the JSON of p to b. A key is empty, a comma, or a member name
// with a comma before and a colon behind it. An object or tuple that is nil appends
// nothing, also no key.
type Appender[T any] func(b []byte, w *Writer, key string, p *T) []byte

// writers keeps writers and their buffers for reuse.
var writers = sync.Pool{New: func() any { return new(Writer) }}

// NewWriter returns a writer for one text. It must be released.
//
//go:noinline
func NewWriter(mode Mode) *Writer {
	w := writers.Get().(*Writer)
	w.mode = mode
	return w
}

// Release ends the use of w and of the text b, which was appended to w.Buf.
func (w *Writer) Release(b []byte) {
	if cap(b) > 1<<18 {
		b = nil // too large to keep
	}
	*w = Writer{Buf: b[:0]}
	writers.Put(w)
}

// Finish returns a copy of the text b, or the first error, and releases w.
func (w *Writer) Finish(b []byte) (data []byte, err error) {
	if err = w.err; err == nil {
		data = bytes.Clone(b)
	}
	w.Release(b)
	return data, err
}

// Err returns the first error.
func (w *Writer) Err() error { return w.err }

// Left returns the names of members that responses must have, and that the value does not
// have.
func (w *Writer) Left() []string { return w.left }

// refuse records that a value cannot be written as JSON.
func (w *Writer) refuse(err error) {
	if w.err == nil {
		w.err = err
	}
}

// Validate runs check after a whole value, if the mode is strict. What it returns is the
// error.
func (w *Writer) Validate(check func(toAPI bool) error) {
	if w.mode&Strict == 0 || w.err != nil {
		return
	}
	w.err = check(w.mode&ToAPI != 0)
}

// Encode returns the JSON of p with all members. The caller owns the result.
func Encode[T any](p *T, elem Appender[T]) ([]byte, error) { return EncodeFor(0, p, elem) }

// EncodeFor is Encode for a text that goes to or comes from the API.
func EncodeFor[T any](mode Mode, p *T, elem Appender[T]) ([]byte, error) {
	w := NewWriter(mode)
	return w.Finish(elem(w.Buf, w, "", p))
}

// EncodeShort is Encode with other texts instead of arrays, so that the time for values in
// one another is linear. shorten appends such a text for an array of n elements; items
// appends the elements, each with a comma before it.
func EncodeShort[T any](p *T, elem Appender[T], shorten func(b []byte, first any, n int, items func([]byte) []byte) []byte) ([]byte, error) {
	w := NewWriter(0)
	w.shorten = shorten
	return w.Finish(elem(w.Buf, w, "", p))
}

// NoteLeft returns an appender that appends what [Writer.Left] returns to left, for texts
// that are made of JSON.
func NoteLeft[T any](elem Appender[T], left *[]string) Appender[T] {
	return func(b []byte, w *Writer, key string, p *T) []byte {
		b = elem(b, w, key, p)
		*left = append(*left, w.left...)
		return b
	}
}

// NoVariant is called for a required union that is nil. A text from the API has null
// instead, so that a member that became required does not break a server.
//
//go:noinline
func NoVariant(b []byte, w *Writer, key string) []byte {
	if w.mode&FromAPI == 0 {
		w.refuse(errors.New("a required union is nil"))
	} else {
		w.left = append(w.left, "a union that is nil")
	}
	return AppendNull(b, key)
}
