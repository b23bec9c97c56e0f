package driver

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// optional is a field that an example does not set.
type optional struct {
	path []int
	of   reflect.Type
}

// fill sets a field.
type fill struct {
	path  []int
	value string // JSON
}

// deepest is the maximum nesting depth of filled fields in a body.
const deepest = 3

// Params returns the parameters of an example with those that the session adds.
func Params[P any](p P) P {
	v := reflect.ValueOf(&p).Elem()
	for _, f := range current.fills {
		if err := f.apply(v); err != nil {
			panic(err)
		}
	}
	current.optional = nil
	list(v, nil, func(o optional) { current.optional = append(current.optional, o) })
	return p
}

// apply sets the field. If the type does not accept the value, it returns an
// error and the field is unchanged.
func (f fill) apply(v reflect.Value) error {
	for _, i := range f.path {
		if v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		v = v.Field(i)
	}
	value := reflect.New(v.Type())
	if err := json.Unmarshal([]byte(f.value), value.Interface()); err != nil {
		return err
	}
	if value.Elem().IsZero() {
		return errors.New("nothing")
	}
	v.Set(value.Elem())
	return nil
}

// list calls found for the fields of a struct that are zero, and searches those
// that are not.
func list(v reflect.Value, path []int, found func(optional)) {
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct || len(path) > deepest {
		return
	}
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue
		}
		at := append(slices.Clip(path), i)
		if v.Field(i).IsZero() {
			found(optional{at, v.Field(i).Type()})
		} else {
			list(v.Field(i), at, found)
		}
	}
}

// prepare finds values for the optional fields of a call that our server
// accepts, each together with all before it. The error is the reason if the
// server does not accept the example.
func (d *session) prepare(c Call) (fills []fill, err error) {
	d.peer = ours
	if err := d.call(c, nil); err != nil {
		return nil, err
	}
	for _, o := range d.optional {
		for _, value := range d.candidates(o.of) {
			attempt := append(slices.Clip(fills), fill{o.path, value})
			if d.fits(o.of, value) && d.call(c, attempt) == nil {
				fills = attempt
				break
			}
		}
	}
	return fills, nil
}

// fits reports whether a type accepts a value.
func (d *session) fits(t reflect.Type, value string) bool {
	return fill{nil, value}.apply(reflect.New(t).Elem()) == nil
}

// scalars are JSON values that documents commonly require.
var scalars = []string{
	`"text"`, `1`, `true`, `"2024-02-29T12:30:45Z"`, `"2024-02-29"`, `"12:30:45Z"`, `"123e4567-e89b-42d3-a456-426614174000"`,
	`"https://example.com/a"`, `"a@example.com"`, `"192.0.2.1"`, `"2001:db8::1"`, `"dGV4dA=="`, `"1"`, `"a text that is long enough"`, `10`, `0.5`,
	`100`,
}

// candidates returns JSON values for a type: constants of its enumerations,
// scalars, and each of these in an array or an object.
func (d *session) candidates(t reflect.Type) []string {
	var all []string
	for word := range strings.FieldsFuncSeq(t.String(), func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		all = append(all, d.sample.Constants[word]...)
	}
	all = append(all, scalars...)
	for _, value := range slices.Clone(all) {
		all = append(all, "["+value+"]")
	}
	return append(all, `{"a":"text"}`, `{"a":1}`, `{}`)
}
