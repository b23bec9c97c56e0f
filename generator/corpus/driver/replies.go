package driver

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
)

// Reply is a response of an operation.
type Reply struct {
	Operation string
	Variant   string
	Declared  string // the status in the document: "200", "4XX", "default"
	Status    int
	Kind      string          // the content type; "" without a body
	Value     json.RawMessage `json:",omitempty"`
	Args      []Arg           // of the request
}

// replyKinds are the words for content types in the names of generated types.
var replyKinds = map[string][]string{
	"":                 {""},
	"application/json": {"json", ""},
	"text/plain":       {"text", ""},
}

// compareReplies encodes responses with oapi-codegen's types and decodes them
// with peergen's client, and vice versa.
func compareReplies(ours, theirs Peer, replies []Reply) (sights []Sight) {
	var stage replyStage
	if err := stage.open(ours); err != nil {
		return []Sight{{Direction: "peergen responds", Difference: err.Error()}}
	}
	defer stage.server.Close()
	for _, r := range replies {
		sights = append(sights,
			stage.sight(r, theirs.Name+" responds to "+ours.Name, func() (string, bool) { return stage.toOurs(theirs, r) }),
			stage.sight(r, ours.Name+" responds to "+theirs.Name, func() (string, bool) { return stage.toTheirs(theirs, r) }))
	}
	return sights
}

// replyStage is a client of peergen and a server. The server responds with
// sent, or if that is nil, as peergen's server with the result of fill.
type replyStage struct {
	ours   Peer
	client any
	server *httptest.Server
	sent   *httptest.ResponseRecorder
	fill   func(result any, setStatus func(int)) (declared, failed error)
	failed error // result of fill
}

func (s *replyStage) open(ours Peer) error {
	handler, err := ours.serve(func(_ string, _, result any, setStatus func(int)) error {
		declared, failed := s.fill(result, setStatus)
		s.failed = failed
		return errors.Join(declared, failed)
	})
	if err != nil {
		return err
	}
	s.ours = ours
	s.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.fill != nil {
			s.sent = httptest.NewRecorder()
			handler.ServeHTTP(s.sent, r)
		}
		maps.Copy(w.Header(), s.sent.Header())
		w.WriteHeader(s.sent.Code)
		_, _ = w.Write(s.sent.Body.Bytes()) // the client reports a truncated body
	}))
	s.client, err = ours.Dial(s.server.URL, s.server.Client())
	return err
}

func (s *replyStage) sight(r Reply, direction string, try func() (difference string, untried bool)) (sight Sight) {
	sight = Sight{Direction: direction, Operation: r.Operation, Variant: strings.TrimSpace(r.Variant + " " + r.Declared + " " + r.Kind)}
	defer func() {
		if p := recover(); p != nil {
			sight.Difference = fmt.Sprintf("panic: %v", p)
		}
		sight.Difference = strings.Join(strings.Fields(sight.Difference), " ")
	}()
	sight.Difference, sight.Untried = try()
	return sight
}

// call calls an operation of our client and returns the results.
func (s *replyStage) call(r Reply) (out []reflect.Value, err error) {
	call, err := s.ours.prepare(s.client, Request{Operation: r.Operation, Args: r.Args})
	if err != nil {
		return nil, err
	}
	return call(), nil
}

// toOurs encodes a response with their type and decodes it with our client.
func (s *replyStage) toOurs(theirs Peer, r Reply) (difference string, untried bool) {
	s.fill, s.sent = nil, httptest.NewRecorder()
	if err := visit(theirs.Replies, r, s.sent); err != nil {
		return err.Error(), true
	}
	out, err := s.call(r)
	if err != nil {
		return err.Error(), true
	}
	data, err := receivedBody(out)
	if err != nil {
		return fmt.Sprintf("refused: %v (%d %.300s)", err, s.sent.Code, s.sent.Body), false
	}
	return s.compared(r, data), false
}

func (s *replyStage) compared(r Reply, data json.RawMessage) string {
	if r.Kind == "" {
		return ""
	}
	if difference := (Arg{Value: r.Value}).differs(data); difference != "" {
		return fmt.Sprintf("%s (%d %.300s)", difference, s.sent.Code, s.sent.Body)
	}
	return ""
}

// toTheirs encodes a response with our server and decodes it with their parser.
func (s *replyStage) toTheirs(theirs Peer, r Reply) (difference string, untried bool) {
	s.sent, s.failed = nil, nil
	s.fill = func(result any, setStatus func(int)) (declared, failed error) {
		if r.Status >= http.StatusBadRequest {
			return s.ours.declaredError(r)
		}
		setStatus(r.Status)
		return nil, s.ours.fillResult(result, r)
	}
	if _, err := s.call(r); err != nil {
		return err.Error(), true
	}
	switch {
	case s.failed != nil:
		return s.failed.Error(), true
	case s.sent == nil:
		return "the request was not sent", true
	}
	parser, ok := named(theirs.Replies, "parse"+plain(r.Operation)+"response")
	if !ok {
		return "no parser of " + r.Operation, true
	}
	out := reflect.ValueOf(parser).Call([]reflect.Value{reflect.ValueOf(s.sent.Result())})
	if err, _ := reflect.TypeAssert[error](out[1]); err != nil {
		return fmt.Sprintf("refused: %v (%d %.300s)", err, s.sent.Code, s.sent.Body), false
	}
	data, err := parsed(out[0].Elem(), r)
	if err != nil {
		return err.Error(), false
	}
	return s.compared(r, data), false
}
