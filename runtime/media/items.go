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

// itemSeparator is what stands before an item of application/json-seq (RFC 7464).
const itemSeparator = '\x1e'

// AppendLine and AppendRecord put an item of a stream behind dst.
func AppendLine(dst, item []byte) []byte { return append(append(dst, item...), '\n') }

func AppendRecord(dst, item []byte) []byte { return AppendLine(append(dst, itemSeparator), item) }

// ItemReader reads a stream of items, each up to a limit.
type ItemReader struct {
	*bufio.Reader
	limit  int64
	strict bool
	afterR bool // the last byte was a carriage return: a line feed belongs to it
}

// NextLine answers the next line that is not blank.
func NextLine(r *ItemReader) ([]byte, error) {
	for {
		line, err := r.until('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 || err != nil {
			return line, err
		}
	}
}

// NextRecord answers the next text between separators. One that is whole at the
// end of its first line is not kept waiting for the separator behind it.
func NextRecord(r *ItemReader) ([]byte, error) {
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
			if firstLine = false; stdjson.Valid(text) {
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

// readItems iterates over a stream, which it closes at its end, be that the end
// of the stream or of the iteration. An item that is not what it should be is an
// error in its place, and the next one follows; an error of the stream is the last.
func readItems[T any](body io.ReadCloser, r *ItemReader, next func(*ItemReader, *T) (itemErr, err error)) iter.Seq2[T, error] {
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

// Items reads items whose texts next finds.
func Items[T any](body io.ReadCloser, limit int64, strict bool, next func(*ItemReader) ([]byte, error), code func(*json.Codec, *T)) iter.Seq2[T, error] {
	r := &ItemReader{Reader: bufio.NewReader(body), limit: limit, strict: strict}
	return readItems(body, r, func(r *ItemReader, v *T) (itemErr, err error) {
		text, err := next(r)
		if err != nil {
			return nil, err
		}
		itemErr = json.Decode(text, strict, v, code)
		if itemErr == nil && strict {
			itemErr = Validate(v)
		}
		return itemErr, nil
	})
}

// Validate checks the constraints of an item that has any.
func Validate(v any) error {
	if item, ok := v.(interface{ Validate() error }); ok {
		return item.Validate()
	}
	return nil
}

// Item writes one item.
func Item[T any](put func(dst, item []byte) []byte, code func(*json.Codec, *T)) func(dst []byte, v *T) ([]byte, error) {
	return func(dst []byte, v *T) ([]byte, error) {
		item, err := json.Encode(v, code)
		return put(dst, item), err
	}
}
