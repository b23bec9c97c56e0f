package driver

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"reflect"
	"slices"
	"strings"
)

const multipartForm = "multipart/form-data"

// bodyMethods are the suffixes of oapi-codegen's methods that take a body of
// another content type than JSON; wholeBody is the suffix for encoded bodies.
var bodyMethods = map[string]string{
	"application/json":                  "",
	"application/x-www-form-urlencoded": "withformdatabody",
	"text/plain":                        "withtextbody",
}

const wholeBody = "withbody"

var reader = reflect.TypeFor[io.Reader]()

// written encodes a body for methods that take only encoded bodies, and returns
// its content type. Both are zero for an absent body.
func written(a Arg) (contentType string, body io.Reader, err error) {
	switch {
	case a.Value == nil:
		return "", nil, nil
	case a.Kind == multipartForm:
		return writtenParts(a)
	case bodyMethods[a.Kind] == "" && a.Kind == "application/json":
		return a.Kind, bytes.NewReader(a.Value), nil
	}
	var text string
	err = json.Unmarshal(a.Value, &text)
	return a.Kind, strings.NewReader(text), err
}

// writtenParts encodes a form with mime/multipart.
func writtenParts(a Arg) (contentType string, body io.Reader, err error) {
	parts, err := partsOf(a.Value)
	if err != nil {
		return "", nil, err
	}
	var buf bytes.Buffer
	form := multipart.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		for _, text := range parts[name] {
			if slices.Contains(a.Files, name) {
				var part io.Writer
				if part, err = form.CreateFormFile(name, "a.bin"); err == nil {
					_, err = io.WriteString(part, text)
				}
			} else {
				err = form.WriteField(name, text)
			}
			if err != nil {
				return "", nil, err
			}
		}
	}
	return form.FormDataContentType(), &buf, form.Close()
}

// partsOf returns the texts of the parts of a form by name: one per item of a
// list, and JSON for other values than lists and strings.
func partsOf(value json.RawMessage) (map[string][]string, error) {
	var members map[string]any
	if err := json.Unmarshal(value, &members); err != nil {
		return nil, fmt.Errorf("a form of parts is no object: %w", err)
	}
	parts := map[string][]string{}
	for name, member := range members {
		list, ok := member.([]any)
		if !ok {
			list = []any{member}
		}
		for _, item := range list {
			text, ok := item.(string)
			if !ok {
				data, err := json.Marshal(item)
				if err != nil {
					return nil, err
				}
				text = string(data)
			}
			parts[name] = append(parts[name], text)
		}
	}
	return parts, nil
}

// readParts returns received parts in the form of [partsOf]. JSON is
// normalized: without spaces, with sorted members.
func readParts(r *multipart.Reader) (map[string][]string, error) {
	parts := map[string][]string{}
	for {
		part, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			return parts, nil
		}
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, err
		}
		var object map[string]any
		if json.Unmarshal(data, &object) == nil {
			if data, err = json.Marshal(object); err != nil {
				return nil, err
			}
		}
		parts[part.FormName()] = append(parts[part.FormName()], string(data))
	}
}

// fileFields returns the fields of a struct, or of a pointer to one, that are
// files of peergen: FilePart, *FilePart or []FilePart.
func fileFields(v reflect.Value) (fields map[string]reflect.Value) {
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct {
		return nil
	}
	fields = map[string]reflect.Value{}
	for i := range v.NumField() {
		t := v.Type().Field(i).Type
		if t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if t.Name() == "FilePart" {
			fields[plain(v.Type().Field(i).Name)] = v.Field(i)
		}
	}
	return fields
}

// setFiles sets the content of the files of a body.
func setFiles(v reflect.Value, a Arg) error {
	fields := fileFields(v)
	if len(fields) == 0 {
		return nil
	}
	parts, err := partsOf(a.Value)
	if err != nil {
		return err
	}
	for name, texts := range parts {
		field, ok := fields[plain(name)]
		if !ok {
			continue
		}
		for _, text := range texts {
			at := field
			switch field.Kind() {
			case reflect.Pointer:
				field.Set(reflect.New(field.Type().Elem()))
				at = field.Elem()
			case reflect.Slice:
				field.Set(reflect.Append(field, reflect.New(field.Type().Elem()).Elem()))
				at = field.Index(field.Len() - 1)
			}
			at.FieldByName("Filename").SetString("a.bin")
			at.FieldByName("Content").Set(reflect.ValueOf(strings.NewReader(text)))
		}
	}
	return nil
}

// content returns a body as JSON: a stream as its text, files as their texts by
// the plain names of their fields. The result parts is true for a form that was
// not decoded.
func content(v reflect.Value) (data json.RawMessage, parts bool, err error) {
	switch value := v.Interface().(type) {
	case *multipart.Reader:
		came, err := readParts(value)
		if err != nil {
			return nil, true, err
		}
		data, err = json.Marshal(came)
		return data, true, err
	case io.Reader:
		text, err := io.ReadAll(value)
		if err != nil {
			return nil, false, err
		}
		data, err = json.Marshal(string(text))
		return data, false, err
	}
	if data, err = json.Marshal(v.Interface()); err != nil {
		return nil, false, err
	}
	files := fileFields(v)
	if len(files) == 0 {
		return data, false, nil
	}
	members := map[string]any{}
	if err := json.Unmarshal(data, &members); err != nil {
		return nil, false, err
	}
	for name, field := range files {
		if isAbsent(field) {
			continue
		}
		if members[name], err = texts(field); err != nil {
			return nil, false, err
		}
	}
	data, err = json.Marshal(members)
	return data, false, err
}

// texts returns the content of a file, or of each of several.
func texts(field reflect.Value) (any, error) {
	switch field.Kind() {
	case reflect.Pointer:
		return texts(field.Elem())
	case reflect.Slice:
		list := []any{}
		for i := range field.Len() {
			text, err := texts(field.Index(i))
			if err != nil {
				return nil, err
			}
			list = append(list, text)
		}
		return list, nil
	}
	r, ok := reflect.TypeAssert[io.Reader](field.FieldByName("Content"))
	if !ok {
		return "", nil
	}
	text, err := io.ReadAll(r)
	return string(text), err
}
