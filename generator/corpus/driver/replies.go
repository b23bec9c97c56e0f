package driver

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
)

// Reply is a response of an operation.
type Reply struct {
	Operation string
	Variant   string
	Declared  string // as the document has the status: "200", "4XX", "default"
	Status    int
	Kind      string          // the content type; "" where there is no body
	Value     json.RawMessage `json:",omitempty"`
	Args      []Arg           // of a request that may be answered with it
}

// replyKinds are the words of content types in the names of generated types.
var replyKinds = map[string][]string{
	"":                 {""},
	"application/json": {"json", ""},
	"text/plain":       {"text", ""},
}

// answers has oapi-codegen's types of responses write them and peergen's client
// read them, and the other way round.
func answers(ours, theirs Peer, replies []Reply) (sights []Sight) {
	var stage replyStage
	if err := stage.open(ours); err != nil {
		return []Sight{{Direction: "peergen answers", Difference: err.Error()}}
	}
	defer stage.server.Close()
	for _, r := range replies {
		sights = append(sights,
			stage.sight(r, theirs.Name+" answers "+ours.Name, func() (string, bool) { return stage.toOurs(theirs, r) }),
			stage.sight(r, ours.Name+" answers "+theirs.Name, func() (string, bool) { return stage.toTheirs(theirs, r) }))
	}
	return sights
}

// replyStage is a client of peergen, and a server that answers it with sent or,
// where that is nil, as peergen's server with the result of fill.
type replyStage struct {
	ours   Peer
	client any
	server *httptest.Server
	sent   *httptest.ResponseRecorder
	fill   func(result any) (answer, failed error)
	failed error // of fill
}

func (s *replyStage) open(ours Peer) error {
	handler, err := ours.serve(func(_ string, _, result any) error {
		answer, failed := s.fill(result)
		s.failed = failed
		return errors.Join(answer, failed)
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
		for name, values := range s.sent.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(s.sent.Code)
		_, _ = w.Write(s.sent.Body.Bytes()) // the client sees what comes
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

// call is a call of our client, and what it answers.
func (s *replyStage) call(r Reply) (out []reflect.Value, err error) {
	call, err := s.ours.prepare(s.client, Request{Operation: r.Operation, Args: r.Args})
	if err != nil {
		return nil, err
	}
	return call(), nil
}

// toOurs has their type write a response and our client read it.
func (s *replyStage) toOurs(theirs Peer, r Reply) (difference string, untried bool) {
	s.fill, s.sent = nil, httptest.NewRecorder()
	if err := visit(theirs.Replies, r, s.sent); err != nil {
		return err.Error(), true
	}
	out, err := s.call(r)
	if err != nil {
		return err.Error(), true
	}
	data, err := answered(out)
	if err != nil {
		return fmt.Sprintf("refused: %v (%d %.300s)", err, s.sent.Code, s.sent.Body), false
	}
	return s.compared(r, data), false
}

func (s *replyStage) compared(r Reply, data json.RawMessage) string {
	if data == nil && r.Kind == "" || r.Kind == "" && string(data) == "{}" {
		return ""
	}
	if difference := (Arg{Value: r.Value}).differs(data); difference != "" {
		return fmt.Sprintf("%s (%d %.300s)", difference, s.sent.Code, s.sent.Body)
	}
	return ""
}

// toTheirs has our server write a response and their parser read it.
func (s *replyStage) toTheirs(theirs Peer, r Reply) (difference string, untried bool) {
	s.sent, s.failed = nil, nil
	s.fill = func(result any) (answer, failed error) {
		if r.Status >= http.StatusBadRequest {
			return s.ours.declaredError(r)
		}
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
	if err, _ := out[1].Interface().(error); err != nil {
		return fmt.Sprintf("refused: %v (%d %.300s)", err, s.sent.Code, s.sent.Body), false
	}
	data, err := parsed(out[0].Elem(), r)
	if err != nil {
		return err.Error(), false
	}
	return s.compared(r, data), false
}

// named is the entry of a table whose plain name is so.
func named(table map[string]any, name string) (any, bool) {
	for key, v := range table {
		if plain(key) == name {
			return v, true
		}
	}
	return nil, false
}

// typed is a new value of the type of a table that is for a response.
func typed(table map[string]any, r Reply, ending string) (v reflect.Value, ok bool) {
	words, known := replyKinds[r.Kind]
	if !known {
		words = []string{plain(r.Kind), ""}
	}
	for _, word := range words {
		if v, ok := named(table, plain(r.Operation)+plain(r.Declared)+word+ending); ok {
			return reflect.New(reflect.TypeOf(v).Elem()), true
		}
	}
	return reflect.Value{}, false
}

// visit has a type of oapi-codegen's strict server write a response:
//
//	GetPet200JSONResponse{...}.VisitGetPetResponse(w)
func visit(table map[string]any, r Reply, w http.ResponseWriter) error {
	v, ok := typed(table, r, "response")
	if !ok {
		return fmt.Errorf("no type of %s %s", r.Declared, r.Kind)
	}
	if err := fillReply(v.Elem(), r); err != nil {
		return err
	}
	for i := range v.NumMethod() {
		if strings.HasPrefix(v.Type().Method(i).Name, "Visit") {
			err, _ := v.Method(i).Call([]reflect.Value{reflect.ValueOf(w)})[0].Interface().(error)
			return err
		}
	}
	return fmt.Errorf("%s has no Visit", v.Type())
}

// fillReply fills one of
//
//	type GetPet200JSONResponse Pet
//	type GetPet200JSONResponse struct{ Body Pet; Headers ... }
//	type GetPet404JSONResponse struct{ NotFoundJSONResponse }
func fillReply(v reflect.Value, r Reply) error {
	if v.Kind() == reflect.Struct && v.NumField() == 1 && v.Type().Field(0).Anonymous && v.Type().Field(0).Tag == "" {
		return fillReply(v.Field(0), r)
	}
	if v.Kind() == reflect.Struct {
		if status := v.FieldByName("StatusCode"); status.IsValid() && status.Kind() == reflect.Int {
			status.SetInt(int64(r.Status))
		}
		if body, ok := v.Type().FieldByName("Body"); ok && body.Tag == "" {
			return fillReply(v.FieldByName("Body"), r)
		}
	}
	if r.Kind == "" {
		return nil
	}
	if v.Type() == reader {
		var text string
		err := json.Unmarshal(r.Value, &text)
		v.Set(reflect.ValueOf(strings.NewReader(text)))
		return err
	}
	return json.Unmarshal(r.Value, v.Addr().Interface())
}

// declaredError is a *StatusError of ours with the body.
func (p Peer) declaredError(r Reply) (answer, failed error) {
	v, ok := typed(p.Replies, r, "error")
	if !ok {
		return nil, fmt.Errorf("no error of %s %s", r.Declared, r.Kind)
	}
	v.Elem().FieldByName("StatusCode").SetInt(int64(r.Status))
	answer, _ = v.Interface().(error)
	return answer, p.Fill(r.Value, v.Elem().FieldByName("Body").Addr().Interface(), r.Kind)
}

// fillResult fills what a method of our API returns: the body itself, or a result
// that has it, which may be one of several.
func (p Peer) fillResult(result any, r Reply) error {
	if result == nil {
		if r.Kind != "" {
			return fmt.Errorf("no result for %s %s", r.Declared, r.Kind)
		}
		return nil
	}
	v := reflect.ValueOf(result).Elem()
	at := v
	if v.Kind() == reflect.Interface && v.Type() != reader {
		if one, ok := typed(p.Replies, r, ""); ok && one.Type().Implements(v.Type()) {
			v.Set(one)
			at = one
		}
	}
	if at.Kind() == reflect.Pointer {
		if at.IsNil() {
			at.Set(reflect.New(at.Type().Elem()))
		}
		if s := at.Elem(); s.Kind() == reflect.Struct {
			if stream := s.FieldByName("Reader"); stream.IsValid() && stream.Type() == reader {
				s.FieldByName("ContentType").SetString(r.Kind)
				return p.Fill(r.Value, stream.Addr().Interface(), r.Kind)
			}
			if isResult(s.Type()) {
				return p.fillFields(s, r)
			}
		}
	}
	if r.Kind == "" {
		return nil
	}
	return p.Fill(r.Value, v.Addr().Interface(), r.Kind)
}

func (p Peer) fillFields(s reflect.Value, r Reply) error {
	if status := s.FieldByName("StatusCode"); status.IsValid() && status.Kind() == reflect.Int {
		status.SetInt(int64(r.Status))
	}
	body := s.FieldByName("Body")
	if !body.IsValid() || r.Kind == "" {
		return nil
	}
	return p.fillResult(body.Addr().Interface(), Reply{Declared: "none", Kind: r.Kind, Value: r.Value})
}

// isResult is true of what is no schema: its fields have no names in JSON.
func isResult(t reflect.Type) bool {
	for i := range t.NumField() {
		if t.Field(i).Tag != "" {
			return false
		}
	}
	return t.NumField() > 0 && t.Field(0).IsExported() && (strings.HasSuffix(t.Name(), "Result") || hasBody(t))
}

func hasBody(t reflect.Type) bool {
	_, ok := t.FieldByName("Body")
	return ok
}

// answered is the body of what our client answers, a value or an error with one.
func answered(out []reflect.Value) (json.RawMessage, error) {
	if err, _ := out[len(out)-1].Interface().(error); err != nil {
		v := reflect.ValueOf(err)
		if v.Kind() == reflect.Pointer && strings.HasPrefix(v.Elem().Type().Name(), "StatusError[") {
			data, _, err := content(v.Elem().FieldByName("Body"))
			return data, err
		}
		if v.Kind() == reflect.Pointer && v.Elem().Type().Name() == "APIError" {
			if body := v.Elem().FieldByName("Body").Bytes(); len(body) == 0 {
				return nil, nil
			}
		}
		return nil, err
	}
	if len(out) == 1 {
		return nil, nil
	}
	v := out[0]
	for v.Kind() == reflect.Interface && !v.IsNil() {
		v = v.Elem()
	}
	if v.Kind() == reflect.Pointer && v.Elem().Kind() == reflect.Struct && isResult(v.Elem().Type()) {
		if _, stream := v.Interface().(io.Reader); !stream {
			if v = v.Elem().FieldByName("Body"); !v.IsValid() {
				return nil, nil
			}
		}
	}
	data, _, err := content(v)
	return data, err
}

// parsed is the body that a parser of oapi-codegen's has found:
//
//	GetPetResponse{Body, HTTPResponse, JSON200 *Pet, JSONDefault *Error}
func parsed(v reflect.Value, r Reply) (json.RawMessage, error) {
	if r.Kind == "" {
		return nil, nil
	}
	body := v.FieldByName("Body").Bytes()
	if r.Kind != "application/json" {
		return json.Marshal(string(body))
	}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if at := v.Field(i); strings.HasPrefix(f.Name, "JSON") && at.Kind() == reflect.Pointer && !at.IsNil() {
			data, _, err := content(at)
			return data, err
		}
	}
	return nil, fmt.Errorf("not decoded (%.300s)", bytes.TrimSpace(body))
}
