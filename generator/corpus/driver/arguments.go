package driver

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// plain returns a name without what generators change in it: "X-Request-Id" and
// "XRequestID" both become "xrequestid".
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// prepare finds the client method that sends a request and fills its arguments,
// which are one of these lists:
//
//	(ctx, GetPetParams)
//	(ctx, petID, *GetPetParams, body, ...editors)
//	(ctx, petID, *GetPetParams, contentType, reader, ...editors)
func (p Peer) prepare(client any, r Request) (call func() []reflect.Value, err error) {
	method, args := methodOf(client, r), r.Args
	if !method.IsValid() {
		return nil, fmt.Errorf("no method %s", r.Operation)
	}
	t, in := method.Type(), []reflect.Value{reflect.ValueOf(context.Background())}
	last := t.NumIn()
	if t.IsVariadic() {
		last--
	}
	whole := last > 2 && t.In(last-1) == reader && t.In(last-2).Kind() == reflect.String
	if whole {
		last -= 2
	}
	for i := 1; i < last; i++ {
		v := reflect.New(t.In(i)).Elem()
		in = append(in, v)
		switch {
		case strings.HasSuffix(t.In(i).String(), "Params") && (v.Kind() == reflect.Pointer || !t.IsVariadic()):
			if v.Kind() == reflect.Pointer {
				v.Set(reflect.New(v.Type().Elem()))
				v = v.Elem()
			}
			var taken int
			if taken, err = p.fill(v, args); err == nil {
				args = args[taken:]
			}
		case len(args) > 0 && args[0].Value != nil:
			err = p.set(v, args[0])
			args = args[1:]
		default:
			err = fmt.Errorf("argument %d, a %s, cannot be left out", i, t.In(i))
		}
		if err != nil {
			return nil, err
		}
	}
	if whole && len(args) == 1 {
		contentType, body, err := written(args[0])
		if err != nil {
			return nil, err
		}
		at := reflect.New(reader).Elem()
		if body != nil {
			at.Set(reflect.ValueOf(body))
		}
		in, args = append(in, reflect.ValueOf(contentType), at), nil
	}
	for _, a := range args {
		if a.Value != nil {
			return nil, fmt.Errorf("no place for %s %s", a.In, a.Name)
		}
	}
	return func() []reflect.Value { return method.Call(in) }, nil
}

func methodOf(client any, r Request) reflect.Value {
	v, names := reflect.ValueOf(client), []string{plain(r.Operation)}
	if n := len(r.Args); n > 0 && r.Args[n-1].In == "body" {
		ending, ok := bodyMethods[r.Args[n-1].Kind]
		if !ok || r.Args[n-1].Value == nil {
			ending = wholeBody
		}
		names = []string{names[0] + ending, names[0]}
	}
	for _, name := range names {
		for i := range v.NumMethod() {
			if plain(v.Type().Method(i).Name) == name {
				return v.Method(i)
			}
		}
	}
	return reflect.Value{}
}

// fill sets the fields of a struct to the leading arguments that have a field,
// and returns how many these are.
func (p Peer) fill(v reflect.Value, args []Arg) (taken int, err error) {
	fields := map[string]reflect.Value{}
	for i := range v.NumField() {
		fields[fieldName(v.Type().Field(i))] = v.Field(i)
	}
	for _, a := range args {
		field, ok := fields[called(fields, a)]
		if name := p.Bodies[v.Type().Name()][a.Kind]; name != "" && a.In == "body" {
			field, ok = v.FieldByName(name), true
		}
		if !ok {
			break
		}
		if taken++; a.Value == nil {
			continue
		}
		if err := p.set(field, a); err != nil {
			return taken, err
		}
	}
	return taken, nil
}

// called returns the plain name of an argument in a list. It includes the
// location if another parameter of the same name, or the body, has the shorter
// name, and a letter in front if the name starts with none.
func called[T any](among map[string]T, a Arg) string {
	name := plain(a.Name)
	if name != "" && unicode.IsDigit(rune(name[0])) {
		if _, ok := among["n"+name]; ok {
			return "n" + name
		}
	}
	if _, ok := among[name+a.In]; ok {
		return name + a.In
	}
	return name
}

// fieldName returns the plain name of the parameter that a field is for.
func fieldName(f reflect.StructField) string {
	if tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); tag != "" && tag != "-" {
		return plain(tag)
	}
	return plain(f.Name)
}

func (p Peer) set(v reflect.Value, a Arg) error {
	if v.Type() == reader {
		var text string
		if err := json.Unmarshal(a.Value, &text); err != nil {
			return fmt.Errorf("a %s is no text", a.In)
		}
		v.Set(reflect.ValueOf(strings.NewReader(text)))
		return nil
	}
	if v.Kind() == reflect.Pointer && v.Type().Elem().Kind() == reflect.Interface { // an optional union
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	err := p.Fill(a.Value, v.Addr().Interface())
	if err == nil && a.Kind == multipartForm {
		err = setFiles(v, a)
	}
	if err != nil {
		return fmt.Errorf("%s %s, %s, does not fit %s: %w", a.In, a.Name, a.Kind, v.Type(), err)
	}
	return nil
}

// arguments returns the arguments of a request that a service receives: the
// fields of one of
//
//	GetPetParams{PetID, Fields, Body}
//	GetPetRequestObject{PetID, Params: GetPetParams{Fields}, JSONBody}
//
// and the fields of Bodies.
func (p Peer) arguments(request any) (map[string]json.RawMessage, error) {
	found := map[string]json.RawMessage{}
	return found, p.collect(reflect.ValueOf(request), found)
}

// partsArg is the name for the parts of a form that were not decoded.
const partsArg = "its parts"

func (p Peer) collect(v reflect.Value, into map[string]json.RawMessage) error {
	further := slices.Collect(maps.Values(p.Bodies[v.Type().Name()]))
	set := slices.ContainsFunc(further, func(name string) bool { return !isAbsent(v.FieldByName(name)) })
	for i := range v.NumField() {
		field, at := v.Type().Field(i), v.Field(i)
		name := fieldName(field)
		switch {
		case field.Name == "Params" && at.Kind() == reflect.Struct && field.Tag == "":
			if err := p.collect(at, into); err != nil {
				return err
			}
			continue
		case slices.Contains(further, field.Name):
			name = "body"
		case field.Tag == "" && strings.HasSuffix(field.Name, "Body"):
			if set {
				continue // the zero value: another body came
			}
			name = "body"
		}
		if isAbsent(at) {
			continue
		}
		if into[name] != nil { // a path parameter; those of Params are mostly query parameters
			name += "query"
		}
		data, parts, err := content(at)
		if err != nil {
			return err
		}
		if parts {
			name = partsArg
		}
		into[name] = data
	}
	return nil
}

// isAbsent reports whether a value is nil, or its IsZero method returns true,
// as that of an Opt.
func isAbsent(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Interface:
		return v.IsNil()
	}
	if opt, ok := reflect.TypeAssert[interface{ IsZero() bool }](v); ok && strings.Contains(v.Type().Name(), "Opt[") {
		return opt.IsZero()
	}
	return false
}
