package media

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/peergen/peergen/runtime/json"
)

// ServerEvent is one event of a stream of server-sent events.
type ServerEvent[T any] struct {
	ID    string        // of the event, or of the last event with an id
	Event string        // its type; "" is "message"
	Retry time.Duration // delay before reconnecting; 0 if the event has none
	Data  T
}

// EventText reads data that is text, not JSON.
func EventText[T ~string](r *json.Reader, _ int, p *T) int {
	text, end := r.All()
	*p = T(text)
	return end
}

// AppendEventText appends data that is text, not JSON.
func AppendEventText[T ~string](b []byte, _ *json.Writer, key string, p *T) []byte {
	return append(append(b, key...), *p...)
}

// ReadEvents iterates over a stream of events. If data is JSON, the text
// "[DONE]" ends the stream, as services do that follow the API of OpenAI.
func ReadEvents[T any](body io.ReadCloser, limit int64, mode json.Mode, isText bool, read json.ReadFunc[T]) iter.Seq2[ServerEvent[T], error] {
	lastID := ""
	r := &ItemReader{Reader: bufio.NewReader(body), limit: limit}
	return readItems(body, r, func(r *ItemReader, e *ServerEvent[T]) (itemErr, err error) {
		data, err := nextEvent(r, &lastID, &e.Event, &e.Retry)
		if err != nil {
			return nil, err
		}
		e.ID = lastID
		if !isText && string(data) == "[DONE]" {
			return nil, io.EOF
		}
		return decodeItem(data, mode, &e.Data, read), nil
	})
}

// errLargeEvent is the error of an event above the limit.
var errLargeEvent = errors.New("an event is too large")

// nextEvent reads the fields of an event and returns its data. Events without
// data are skipped; an event that is not followed by a blank line is incomplete
// and ignored. lastID becomes the id of the last complete event, also of one without data.
func nextEvent(r *ItemReader, lastID, event *string, retry *time.Duration) ([]byte, error) {
	var data []byte
	hasData, id := false, *lastID
	for {
		line, err := r.eventLine()
		if err != nil {
			return nil, err
		}
		if len(line) == 0 {
			*lastID = id
			if hasData {
				return data, nil
			}
			*event = ""
			continue
		}
		name, value, _ := strings.Cut(string(line), ":")
		value = strings.TrimPrefix(value, " ")
		switch name {
		case "data":
			if hasData {
				data = append(data, '\n')
			}
			data, hasData = append(data, value...), true
			if int64(len(data)) > r.limit {
				return nil, errLargeEvent
			}
		case "event":
			*event = value
		case "id":
			if !strings.Contains(value, "\x00") {
				id = value
			}
		case "retry":
			if n, err := strconv.ParseUint(value, 10, 40); err == nil {
				*retry = time.Duration(n) * time.Millisecond
			}
		}
	}
}

// eventLine returns the next line. Lines end in a line feed, a carriage return,
// or both; an unterminated line is ignored.
func (r *ItemReader) eventLine() ([]byte, error) {
	var line []byte
	for {
		b, err := r.ReadByte()
		after := r.afterR
		r.afterR = b == '\r'
		switch {
		case err != nil:
			return nil, err
		case b == '\n' && after:
		case b == '\n' || b == '\r':
			return bytes.TrimPrefix(line, []byte("\ufeff")), nil
		case int64(len(line)) >= r.limit:
			return nil, errLargeEvent
		default:
			line = append(line, b)
		}
	}
}

// AppendEvent writes the fields of an event. Each line of data is a field.
func AppendEvent[T any](mode json.Mode, dst []byte, e *ServerEvent[T], elem json.Appender[T]) ([]byte, error) {
	if strings.ContainsAny(e.ID+e.Event, "\r\n\x00") {
		return dst, errors.New("a line break in the id or the type of an event")
	}
	data, err := json.EncodeFor(mode, &e.Data, elem)
	if err != nil {
		return dst, err
	}
	field := func(name, value string) {
		dst = append(append(append(append(dst, name...), ": "...), value...), '\n')
	}
	if e.ID != "" {
		field("id", e.ID)
	}
	if e.Event != "" {
		field("event", e.Event)
	}
	if e.Retry > 0 {
		field("retry", strconv.FormatInt(e.Retry.Milliseconds(), 10))
	}
	data = bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	for line := range bytes.SplitSeq(data, []byte("\n")) {
		field("data", string(line))
	}
	return append(dst, '\n'), nil
}
