package driver

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
)

// named returns the entry of a table with a plain name.
func named(table map[string]any, name string) (any, bool) {
	for key, v := range table {
		if plain(key) == name {
			return v, true
		}
	}
	return nil, false
}

// typed returns a new value of the type that a table has for a response.
func typed(table map[string]any, r Reply, ending string) (v reflect.Value, ok bool) {
	words, known := replyKinds[r.Kind]
	if !known {
		words = []string{plain(r.Kind), ""}
	}
	statuses := []string{plain(r.Declared)}
	if ending == "" {
		statuses = append(statuses, "") // of our first result
	}
	for _, status := range statuses {
		for _, word := range words {
			if v, ok := named(table, plain(r.Operation)+status+word+ending); ok {
				return reflect.New(reflect.TypeOf(v).Elem()), true
			}
		}
	}
	return reflect.Value{}, false
}

// visit encodes a response with a type of oapi-codegen's strict server:
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
			err, _ := reflect.TypeAssert[error](v.Method(i).Call([]reflect.Value{reflect.ValueOf(w)})[0])
			return err
		}
	}
	return fmt.Errorf("%s has no Visit", v.Type())
}

// fillReply fills a value of one of
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
		if headers := v.FieldByName("Headers"); headers.Kind() == reflect.Struct {
			fillTexts(headers)
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

// declaredError returns a *StatusError of ours with the body.
func (p Peer) declaredError(r Reply) (declared, failed error) {
	v, ok := typed(p.Replies, r, "error")
	if !ok {
		return nil, fmt.Errorf("no error of %s %s", r.Declared, r.Kind)
	}
	v.Elem().FieldByName("StatusCode").SetInt(int64(r.Status))
	declared, _ = reflect.TypeAssert[error](v)
	return declared, p.Fill(r.Value, v.Elem().FieldByName("Body").Addr().Interface())
}

// fillResult fills the result of a method of our API: the body, or a struct
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
				return p.Fill(r.Value, stream.Addr().Interface())
			}
			if isResult(s.Type()) {
				return p.fillFields(s, r)
			}
		}
	}
	if r.Kind == "" {
		return nil
	}
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Interface {
		return p.fillSlice(v, r)
	}
	return p.Fill(r.Value, v.Addr().Interface())
}

// fillSlice fills a list of unions item by item.
func (p Peer) fillSlice(v reflect.Value, r Reply) error {
	var items []json.RawMessage
	if err := json.Unmarshal(r.Value, &items); err != nil {
		return err
	}
	v.Set(reflect.MakeSlice(v.Type(), len(items), len(items)))
	for i, item := range items {
		if err := p.Fill(item, v.Index(i).Addr().Interface()); err != nil {
			return err
		}
	}
	return nil
}

// fillTexts sets empty string headers to a value, since some clients reject a
// missing one.
func fillTexts(s reflect.Value) {
	for i := range s.NumField() {
		if f := s.Field(i); f.Type() == reflect.TypeFor[string]() && s.Type().Field(i).Name != "Body" {
			f.SetString("text")
		}
	}
}

func (p Peer) fillFields(s reflect.Value, r Reply) error {
	fillTexts(s)
	if status := s.FieldByName("StatusCode"); status.IsValid() && status.Kind() == reflect.Int {
		status.SetInt(int64(r.Status))
	}
	body := s.FieldByName("Body")
	if !body.IsValid() || r.Kind == "" {
		return nil
	}
	return p.fillResult(body.Addr().Interface(), Reply{Declared: "none", Kind: r.Kind, Value: r.Value})
}

// isResult reports whether a struct is a result, not a schema: its fields have
// no JSON names.
func isResult(t reflect.Type) bool {
	for field := range t.Fields() {
		if field.Tag != "" {
			return false
		}
	}
	return t.NumField() > 0 && t.Field(0).IsExported() && (strings.HasSuffix(t.Name(), "Result") || hasBody(t))
}

func hasBody(t reflect.Type) bool {
	_, ok := t.FieldByName("Body")
	return ok
}

// receivedBody returns the body in the results of our client: in a value or in
// an error.
func receivedBody(out []reflect.Value) (json.RawMessage, error) {
	if err, _ := reflect.TypeAssert[error](out[len(out)-1]); err != nil {
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
		if _, stream := reflect.TypeAssert[io.Reader](v); !stream {
			if v = v.Elem().FieldByName("Body"); !v.IsValid() {
				return nil, nil
			}
		}
	}
	data, _, err := content(v)
	return data, err
}

// parsed returns the body that a parser of oapi-codegen has decoded:
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
