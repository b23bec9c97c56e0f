package media

import (
	"bufio"
	"bytes"
	stdjson "encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/peergen/peergen/runtime/json"
)

// itemSeparator precedes each item of application/json-seq (RFC 7464).
const itemSeparator = '\x1e'

// AppendLine appends an item of a stream of lines. Raw JSON can have line breaks, but
// only between tokens.
func AppendLine(dst, item []byte) []byte {
	if bytes.IndexByte(item, '\n') >= 0 || bytes.IndexByte(item, '\r') >= 0 {
		var line bytes.Buffer
		_ = stdjson.Compact(&line, item) // it was written, so it is valid
		item = line.Bytes()
	}
	return append(append(dst, item...), '\n')
}

// AppendRecord appends an item of application/json-seq.
func AppendRecord(dst, item []byte) []byte { return AppendLine(append(dst, itemSeparator), item) }

// ItemReader reads a stream of items, each up to a limit.
type ItemReader struct {
	*bufio.Reader
	limit  int64
	afterR bool // the last byte was a carriage return, so a line feed belongs to it
}

// NextLine returns the next line that is not blank.
func NextLine(r *ItemReader) ([]byte, error) {
	for {
		line, err := r.until('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 || err != nil {
			return line, err
		}
	}
}

// NextRecord returns the next text between separators. A text that is complete
// at the end of its first line is returned without waiting for the next
// separator.
func NextRecord(r *ItemReader) ([]byte, error) {
	var record []byte
	blanks := int64(0) // before the record
	firstLine := true
	for {
		b, err := r.ReadByte()
		switch {
		case err == io.EOF && len(record) > 0:
			return bytes.TrimSpace(record), nil
		case err != nil:
			return nil, err
		case b == itemSeparator && len(record) > 0:
			return bytes.TrimSpace(record), nil
		case b == itemSeparator:
			blanks = 0
			continue
		case b == '\n' && len(record) > 0 && firstLine:
			firstLine = false
			if text := bytes.TrimSpace(record); stdjson.Valid(text) {
				return text, nil
			}
		case blanks+int64(len(record)) >= r.limit:
			return nil, fmt.Errorf("an item has more than %d bytes", r.limit)
		case len(record) == 0 && isBlank(b):
			blanks++
			continue
		}
		record = append(record, b)
	}
}

// isBlank reports whether b is white space of ASCII.
func isBlank(b byte) bool { return b == ' ' || '\t' <= b && b <= '\r' }

// until reads up to a delimiter, but not more than the limit. The end of the
// stream ends the last item; it is an error only if nothing was read.
func (r *ItemReader) until(delimiter byte) ([]byte, error) {
	var text []byte
	for {
		part, err := r.ReadSlice(delimiter)
		text = append(text, part...)
		switch {
		case int64(len(text)) > r.limit:
			return nil, fmt.Errorf("an item has more than %d bytes", r.limit)
		case err == io.EOF && len(text) > 0:
			return text, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return text, err
		}
	}
}

// ItemError is the error of an item that cannot be used. The iteration continues.
type ItemError struct {
	Item []byte // as received
	Err  error
}

// Error returns the reason.
func (e *ItemError) Error() string { return e.Err.Error() }

// Unwrap returns Err.
func (e *ItemError) Unwrap() error { return e.Err }

// decodeItem reads an item and, if strict, checks it.
func decodeItem[T any](item []byte, mode json.Mode, v *T, read json.ReadFunc[T]) error {
	err := json.Decode(WithoutBOM(item), mode, v, read)
	if err == nil && mode&json.Strict != 0 {
		err = Validate(v)
	}
	if err != nil {
		return &ItemError{item, err}
	}
	return nil
}

// readItems iterates over a stream and closes it when the stream or the
// iteration ends. An invalid item is yielded as an error, and the iteration
// continues; an error of the stream ends it.
func readItems[T any](body io.ReadCloser, r *ItemReader, next func(*ItemReader, *T) (itemErr, err error)) iter.Seq2[T, error] {
	begun := false
	return func(yield func(T, error) bool) {
		var none T
		if begun {
			yield(none, errors.New("the stream was already read"))
			return
		}
		begun = true
		defer body.Close()
		for n := 1; ; n++ {
			var v T
			itemErr, err := next(r, &v)
			switch {
			case err == io.EOF:
				return
			case err != nil:
				yield(none, fmt.Errorf("item %d: %w", n, err))
				return
			case itemErr != nil:
				v, itemErr = none, fmt.Errorf("item %d: %w", n, itemErr)
			}
			if !yield(v, itemErr) {
				return
			}
		}
	}
}

// Items reads items whose texts next returns.
func Items[T any](body io.ReadCloser, limit int64, mode json.Mode, next func(*ItemReader) ([]byte, error), read json.ReadFunc[T]) iter.Seq2[T, error] {
	r := &ItemReader{Reader: bufio.NewReader(body), limit: limit}
	return readItems(body, r, func(r *ItemReader, v *T) (itemErr, err error) {
		text, err := next(r)
		if err != nil {
			return nil, err
		}
		return decodeItem(text, mode, v, read), nil
	})
}

// Validate checks the constraints of an item, if it has any.
func Validate(v any) error {
	if item, ok := v.(interface{ Validate() error }); ok {
		return item.Validate()
	}
	return nil
}

// Item returns the function that writes one item.
func Item[T any](mode json.Mode, put func(dst, item []byte) []byte, elem json.Appender[T]) func(dst []byte, v *T) ([]byte, error) {
	return func(dst []byte, v *T) ([]byte, error) {
		item, err := json.EncodeFor(mode, v, elem)
		return put(dst, item), err
	}
}
