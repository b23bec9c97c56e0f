package driver

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
)

// Saw is called for each call of a service with a pointer for the result, nil
// if there is none. It returns the error of the service.
type Saw = func(operation string, request, result any, setStatus func(int)) error

// Peer is a package that a generator made from a document.
type Peer struct {
	Name  string
	Dial  func(url string, c *http.Client) (any, error)
	Serve func(saw Saw) (http.Handler, error)
	Fill  func(data []byte, v any) error // like json.Unmarshal, also for types that it cannot decode

	// Bodies has the fields of further request bodies, besides Body, by the name of
	// the struct and the content type.
	Bodies map[string]map[string]string

	Replies map[string]any // by name, pointers to the response types; for oapi-codegen also the functions that parse them
}

// Cases are the requests and responses of a document.
type Cases struct {
	Requests []Request
	Replies  []Reply
}

// Request is a call of an operation with all arguments.
type Request struct {
	Operation string // the operationId
	Variant   string // distinguishes the calls of an operation
	Route     string // "GET /pets/{id}"
	Args      []Arg  // path parameters first, in the order of the path
}

// Arg is a parameter or, if In is "body", the body.
type Arg struct {
	Name, In string
	Kind     string          // serialization: "form explode array", "application/json"
	Value    json.RawMessage `json:",omitempty"` // missing if there is no value
	Default  json.RawMessage `json:",omitempty"` // what a server may use instead
	Files    []string        `json:",omitempty"` // members of a multipart body that are files
}

// Sight is the result of a request. Difference is "" if the service of the
// other side was called with equal arguments.
type Sight struct {
	Document, Direction, Operation, Variant string
	Difference                              string `json:",omitempty"`
	Untried                                 bool   `json:",omitempty"` // the client method cannot take the arguments
}

// Exchange lets two peers call each other, for the documents that are named by
// the arguments of the program. The first argument is the folder of their
// requests.
func Exchange(documents map[string][2]Peer) {
	log.SetOutput(io.Discard) // messages of net/http
	slog.SetDefault(slog.New(slog.DiscardHandler))
	out := bufio.NewWriter(os.Stdout)
	defer func() { _ = out.Flush() }()
	lines := json.NewEncoder(out)
	for _, name := range os.Args[2:] {
		data, err := os.ReadFile(filepath.Join(os.Args[1], name+".json"))
		var cases Cases
		if err == nil {
			err = json.Unmarshal(data, &cases)
		}
		if err != nil {
			panic(err)
		}
		pair := documents[name]
		for _, s := range slices.Concat(exchange(pair[0], pair[1], cases.Requests), exchange(pair[1], pair[0], cases.Requests), compareReplies(pair[0], pair[1], cases.Replies)) {
			s.Document = name
			if err := lines.Encode(s); err != nil {
				panic(err)
			}
		}
	}
}

// service records the last request of a peer's server.
type service struct {
	operation string
	seen      map[string]json.RawMessage // arguments by [plain] name
	err       error
	line      string // the request line as received
	response  *httptest.ResponseRecorder
}

// serve returns a panic as an error: http.ServeMux panics for some patterns.
func (p Peer) serve(saw Saw) (h http.Handler, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("no server: %.60v", r)
		}
	}()
	return p.Serve(saw)
}

func exchange(from, to Peer, requests []Request) (sights []Sight) {
	var s service
	direction := from.Name + " calls " + to.Name
	handler, err := to.serve(func(operation string, request, _ any, _ func(int)) error {
		s.operation = plain(operation)
		s.seen, s.err = to.arguments(request)
		return errors.ErrUnsupported
	})
	if err != nil {
		for _, r := range requests {
			sights = append(sights, Sight{Direction: direction, Operation: r.Operation, Variant: r.Variant, Difference: err.Error()})
		}
		return sights
	}
	mux, ok := handler.(*Mux)
	if !ok {
		mux = &Mux{}
	}
	for _, refused := range mux.Refused {
		sights = append(sights, Sight{Direction: direction, Operation: refused.Pattern, Variant: "route", Difference: refused.String()})
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		s.line = fmt.Sprintf("%s %s %s", r.Method, r.RequestURI, body)
		s.response = httptest.NewRecorder()
		handler.ServeHTTP(s.response, r)
		w.WriteHeader(http.StatusNoContent)
	}))
	defer server.Close()
	client, err := from.Dial(server.URL, server.Client())
	if err != nil {
		panic(fmt.Sprintf("%s cannot dial: %v", from.Name, err))
	}
	for _, r := range requests {
		s = service{}
		sight := Sight{Direction: direction, Operation: r.Operation, Variant: r.Variant}
		call, err := from.prepare(client, r)
		if err != nil {
			sight.Difference, sight.Untried = err.Error(), true
		} else if refused, lost := mux.lost(r.Route); lost {
			sight.Difference = refused.String()
		} else {
			out := call()
			failed, _ := reflect.TypeAssert[error](out[len(out)-1])
			sight.Difference = s.judge(r, failed)
		}
		sight.Difference = strings.Join(strings.Fields(sight.Difference), " ")
		sights = append(sights, sight)
	}
	return sights
}

// negotiated are header names that OpenAPI reserves, but some documents use for
// parameters.
var negotiated = []string{"accept", "authorization", "contenttype"}

// judge returns the first difference between a request and what was received.
// The error failed is the reason if the client did not send it.
func (s *service) judge(r Request, failed error) string {
	switch {
	case s.response == nil && failed != nil:
		return "not sent: " + failed.Error()
	case s.response == nil:
		return "not sent"
	case s.operation == "":
		return fmt.Sprintf("refused: %d %.300s (%.300s)", s.response.Code, s.response.Body, s.line)
	case s.operation != plain(r.Operation):
		return fmt.Sprintf("another operation: %s (%.300s)", s.operation, s.line)
	case s.err != nil:
		return "unreadable: " + s.err.Error()
	}
	left := maps.Clone(s.seen)
	for _, a := range r.Args {
		name := called(s.seen, a)
		seen := s.seen[name]
		delete(left, name)
		if parts := s.seen[partsArg]; parts != nil && a.In == "body" {
			seen, a = parts, a.asParts()
			delete(left, partsArg)
		} else if len(a.Files) > 0 {
			a = a.withFields()
		}
		if differs := a.differs(seen); differs != "" {
			return fmt.Sprintf("%s %s, %s: %s (%.300s)", a.In, a.Name, a.Kind, differs, s.line)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(left)) {
		if slices.Contains(negotiated, name) {
			continue
		}
		return fmt.Sprintf("%s came as %.200s without being sent (%.300s)", name, left[name], s.line)
	}
	return ""
}

// asParts replaces a multipart body by the texts of its parts.
func (a Arg) asParts() Arg {
	if parts, err := partsOf(a.Value); err == nil {
		a.Value, _ = json.Marshal(parts) // strings never fail
	}
	return a
}

// withFields replaces the names of files in a multipart body by the plain names
// of their fields.
func (a Arg) withFields() Arg {
	var members map[string]json.RawMessage
	if json.Unmarshal(a.Value, &members) != nil {
		return a
	}
	for _, name := range a.Files {
		if file, ok := members[name]; ok {
			delete(members, name)
			members[plain(name)] = file
		}
	}
	a.Value, _ = json.Marshal(members) // JSON never fails
	return a
}

// differs describes how a received value differs from the argument, or from its
// default if none was sent.
func (a Arg) differs(seen json.RawMessage) string {
	want := a.Value
	if want == nil {
		want = a.Default
	}
	switch {
	case a.Value == nil && (seen == nil || a.In == "header" && plain(a.Name) == "useragent"): // net/http sets it
		return ""
	case seen == nil:
		return "lost"
	case want == nil:
		return fmt.Sprintf("absent came as %.200s", seen)
	}
	var d difference
	d.compare("", parse(want), parse(seen))
	if d.other == "" && len(d.lost) > 0 {
		return "lost " + strings.Join(d.lost, ", ")
	}
	return d.other
}
