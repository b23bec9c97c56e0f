package oracle

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/big"
	"net/http"
	"reflect"
	"slices"
	"strings"
)

// found is called for each difference with the part and the values of both
// sides.
type found func(part, a, b string)

func (f found) texts(part, a, b string) {
	if a != b {
		f(part, a, b)
	}
}

// headers compares all headers except the named ones; a missing header is "".
// The part starts with kind.
func (f found) headers(kind string, a, b http.Header, except ...string) {
	names := maps.Clone(a)
	maps.Copy(names, b)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if !slices.Contains(except, name) {
			f.texts(kind+"header "+name, strings.Join(a[name], "; "), strings.Join(b[name], "; "))
		}
	}
}

// documents compares two texts as JSON, member by member, if both are JSON,
// else as text.
func (f found) documents(part string, a, b []byte) {
	x, errX := parse(a)
	y, errY := parse(b)
	if errX != nil || errY != nil {
		f.texts(part, string(a), string(b))
		return
	}
	f.values(part, x, y)
}

// parse decodes one JSON value and keeps the digits of numbers.
func parse(data []byte) (v any, err error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("trailing data: %w", err)
	}
	return v, nil
}

// values compares two JSON values; part is extended by a JSON pointer. Numbers
// are compared exactly, by value.
func (f found) values(part string, a, b any) {
	switch x := a.(type) {
	case map[string]any:
		if y, ok := b.(map[string]any); ok {
			names := maps.Clone(x)
			maps.Copy(names, y)
			for _, name := range slices.Sorted(maps.Keys(names)) {
				in, has := x[name]
				out, hasToo := y[name]
				if !has || !hasToo {
					f(part+"/"+name, show(in, has), show(out, hasToo))
				} else {
					f.values(part+"/"+name, in, out)
				}
			}
			return
		}
	case []any:
		if y, ok := b.([]any); ok && len(x) == len(y) {
			for i := range x {
				f.values(fmt.Sprintf("%s/%d", part, i), x[i], y[i])
			}
			return
		}
	case json.Number:
		if y, ok := b.(json.Number); ok && sameNumber(x, y) {
			return
		}
	}
	if !reflect.DeepEqual(a, b) {
		f(part, show(a, true), show(b, true))
	}
}

func sameNumber(a, b json.Number) bool {
	x, okX := new(big.Rat).SetString(string(a))
	y, okY := new(big.Rat).SetString(string(b))
	return okX && okY && x.Cmp(y) == 0
}

// show returns a value as JSON; "" if it is missing.
func show(v any, present bool) string {
	if !present {
		return ""
	}
	data, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("oracle: marshal a parsed value %v: %v", v, err))
	}
	return string(data)
}
