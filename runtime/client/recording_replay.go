package client

import (
	"bytes"
	stdjson "encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// ReplayFrom responds to the requests of operations from a recording of RecordTo, and sends
// none. Requests with the same method, path, query and body get the responses in the order
// of the recording, and then the last one again. For a request that was not recorded, the
// error has the one that is nearest. All of r is read at once; if it is not a
// recording, NewClient returns an error.
func ReplayFrom(r io.Reader) Option {
	t := &recording{}
	lines := stdjson.NewDecoder(r)
	for n := 1; ; n++ {
		var line recorded
		err := lines.Decode(&line)
		if err == io.EOF {
			break
		}
		if err == nil && line.Status == 0 {
			err = errors.New("it has no status")
		}
		if err != nil {
			t.err = fmt.Errorf("ReplayFrom: line %d: %w", n, err)
			break
		}
		t.recorded = append(t.recorded, line)
	}
	return OptionFunc(func(c *Config) { c.recording = t })
}

// errNotRecorded is the error of requests that are not of an operation.
var errNotRecorded = errors.New("the request is not replayed: only those of operations are")

// replay returns the recorded response to a request.
func (t *recording) replay(req *http.Request, line recorded) (*http.Response, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	var found *recorded
	for i := range t.recorded {
		if other := &t.recorded[i]; other.isSame(line) && (found == nil || found.isUsed) {
			found = other
		}
	}
	if found == nil {
		return nil, t.miss(line)
	}
	found.isUsed = true
	body := append([]byte(found.Result), found.Result64...)
	return &http.Response{
		Status: fmt.Sprintf("%d %s", found.Status, http.StatusText(found.Status)), StatusCode: found.Status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: req,
		Header: found.Header.Clone(), Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)),
	}, nil
}

// isSame reports whether two requests are the same.
func (l *recorded) isSame(other recorded) bool {
	return l.Method == other.Method && l.URL == other.URL && l.Type == other.Type && l.Body == other.Body && bytes.Equal(l.Base64, other.Base64)
}

// miss returns the error for a request that was not recorded, with the nearest one.
func (t *recording) miss(line recorded) error {
	text := fmt.Sprintf("%s %s was not recorded", line.Method, line.URL)
	best, nearest := 0, ""
	for i := range t.recorded {
		other := &t.recorded[i]
		score, difference := line.distance(other)
		if score > best {
			best, nearest = score, fmt.Sprintf("; the nearest is line %d, %s %s, %s", i+1, other.Method, other.URL, difference)
		}
	}
	return errors.New(text + nearest)
}

// distance returns how much two requests have in common, and the first difference.
func (l *recorded) distance(other *recorded) (score int, difference string) {
	path, _, _ := strings.Cut(l.URL, "?")
	otherPath, _, _ := strings.Cut(other.URL, "?")
	switch {
	case l.Operation != other.Operation && (l.Method != other.Method || path != otherPath):
		return 0, ""
	case path != otherPath:
		return 1, "with another path"
	case l.URL != other.URL:
		return 2, "with another query"
	case l.Type != other.Type:
		return 3, fmt.Sprintf("with the content type %q, not %q", other.Type, l.Type)
	}
	return 4, "with another body: " + other.Body[:min(len(other.Body), 200)]
}
