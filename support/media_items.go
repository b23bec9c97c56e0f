package support

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
)

// itemSeparator is what stands before an item of application/json-seq (RFC 7464).
const itemSeparator = '\x1e'

// appendLine and appendRecord put an item of a stream behind dst.
func appendLine(dst, item []byte) []byte { return append(append(dst, item...), '\n') }

func appendRecord(dst, item []byte) []byte { return appendLine(append(dst, itemSeparator), item) }

// itemReader reads a stream of items, each up to a limit.
type itemReader struct {
	*bufio.Reader
	limit  int64
	strict bool
	afterR bool // the last byte was a carriage return: a line feed belongs to it
}

// nextLine answers the next line that is not blank.
func nextLine(r *itemReader) ([]byte, error) {
	for {
		line, err := r.until('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 || err != nil {
			return line, err
		}
	}
}

// nextRecord answers the next text between separators. One that is whole at the
// end of its first line is not kept waiting for the separator behind it.
func nextRecord(r *itemReader) ([]byte, error) {
	var record []byte
	firstLine := true
	for {
		b, err := r.ReadByte()
		text := bytes.TrimSpace(record)
		switch {
		case err == io.EOF && len(text) > 0:
			return text, nil
		case err != nil:
			return nil, err
		case b == itemSeparator && len(text) > 0:
			return text, nil
		case b == itemSeparator:
			record = record[:0]
			continue
		case b == '\n' && len(text) > 0 && firstLine:
			if firstLine = false; json.Valid(text) {
				return text, nil
			}
		case int64(len(record)) >= r.limit:
			return nil, fmt.Errorf("an item has more than %d bytes", r.limit)
		}
		record = append(record, b)
	}
}

// until reads up to a delimiter, however far that is below the limit. The end of
// the stream ends what is last; only where nothing is left it is an error.
func (r *itemReader) until(delimiter byte) ([]byte, error) {
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

// readItems iterates over a stream, which it closes at its end, be that the end
// of the stream or of the iteration. An item that is not what it should be is an
// error in its place, and the next one follows; an error of the stream is the last.
func readItems[T any](body io.ReadCloser, r *itemReader, next func(*itemReader, *T) (itemErr, err error)) iter.Seq2[T, error] {
	begun := false
	return func(yield func(T, error) bool) {
		var none T
		if begun {
			yield(none, errors.New("a stream is read once only"))
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

// jsonItems reads items whose texts next finds.
func jsonItems[T any](body io.ReadCloser, limit int64, strict bool, next func(*itemReader) ([]byte, error), code func(*jsonCodec, *T)) iter.Seq2[T, error] {
	r := &itemReader{Reader: bufio.NewReader(body), limit: limit, strict: strict}
	return readItems(body, r, func(r *itemReader, v *T) (itemErr, err error) {
		text, err := next(r)
		if err != nil {
			return nil, err
		}
		itemErr = decodeBody(text, strict, v, code)
		if itemErr == nil && strict {
			itemErr = validItem(v)
		}
		return itemErr, nil
	})
}

// validItem checks the constraints of an item that has any.
func validItem(v any) error {
	if item, ok := v.(interface{ Validate() error }); ok {
		return item.Validate()
	}
	return nil
}

// jsonItem writes one item.
func jsonItem[T any](put func(dst, item []byte) []byte, code func(*jsonCodec, *T)) func(dst []byte, v *T) ([]byte, error) {
	return func(dst []byte, v *T) ([]byte, error) {
		item, err := encodeBody(v, code)
		return put(dst, item), err
	}
}
