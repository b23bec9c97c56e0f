package json

import (
	"encoding/json"

	"github.com/peergen/peergen/runtime/core"
)

// OptionalBytes codes bytes that are nil if absent.
func OptionalBytes(o *Object, name string, p *[]byte, elem func(*Codec, *[]byte)) {
	if o.at(name, *p != nil) {
		if !o.codec.unexpectedNull() {
			elem(o.codec, p)
		}
		o.Done()
	}
}

// OptionalBare codes a member whose zero value means absent.
func OptionalBare[T comparable](o *Object, name string, p *T, elem func(*Codec, *T)) {
	if o.at(name, !core.IsAbsent(*p)) {
		if !o.codec.unexpectedNull() {
			elem(o.codec, p)
		}
		o.Done()
	}
}

// Required codes a required member.
func Required[T any](o *Object, name string, p *T, elem func(*Codec, *T)) {
	if o.atRequired(name) {
		elem(o.codec, p)
		o.Done()
	}
}

// RequiredNullable codes a required member that may be null. Absent is written
// as null.
func RequiredNullable[T any](o *Object, name string, p *core.Opt[T], elem func(*Codec, *T)) {
	if o.atRequired(name) {
		Nullable(o.codec, p, elem)
		o.Done()
	}
}

// RequiredArray codes a required array. Nil is written as [].
func RequiredArray[S ~[]T, T any](o *Object, name string, p *S, elem func(*Codec, *T)) {
	if o.atRequired(name) {
		Array(o.codec, p, elem)
		o.Done()
	}
}

// RequiredMap codes a required map. Nil is written as {}.
func RequiredMap[M ~map[string]T, T any](o *Object, name string, p *M, elem func(*Codec, *T)) {
	if o.atRequired(name) {
		Map(o.codec, p, elem)
		o.Done()
	}
}

// Optional codes an optional member. Null, which is not allowed, is absent.
func Optional[T any](o *Object, name string, p *core.Opt[T], elem func(*Codec, *T)) {
	if o.at(name, !p.IsZero()) {
		if !o.codec.unexpectedNull() {
			Nullable(o.codec, p, elem)
		}
		o.Done()
	}
}

// OptionalNullable codes an optional member that may be null.
func OptionalNullable[T any](o *Object, name string, p *core.Opt[T], elem func(*Codec, *T)) {
	if o.at(name, !p.IsZero()) {
		Nullable(o.codec, p, elem)
		o.Done()
	}
}

// OptionalObject codes an optional object. Nil is absent.
func OptionalObject[T any](o *Object, name string, p **T, elem func(*Codec, *T)) {
	if !o.at(name, *p != nil) {
		return
	}
	if !o.codec.unexpectedNull() {
		if !o.codec.Writing {
			*p = new(T)
		}
		elem(o.codec, *p)
	}
	o.Done()
}

// OptionalArray codes an optional array. Nil is absent.
func OptionalArray[S ~[]T, T any](o *Object, name string, p *S, elem func(*Codec, *T)) {
	if o.at(name, *p != nil) {
		Array(o.codec, p, elem)
		o.Done()
	}
}

// OptionalMap codes an optional map. Nil is absent.
func OptionalMap[M ~map[string]T, T any](o *Object, name string, p *M, elem func(*Codec, *T)) {
	if o.at(name, *p != nil) {
		Map(o.codec, p, elem)
		o.Done()
	}
}

// OptionalRaw codes an optional member of any type. Nil is absent.
func OptionalRaw(o *Object, name string, p *json.RawMessage, elem func(*Codec, *json.RawMessage)) {
	if o.at(name, *p != nil) {
		elem(o.codec, p)
		o.Done()
	}
}

// OptionalUnion codes an optional union, an interface. Nil is absent.
func OptionalUnion[T any](o *Object, name string, p *T, elem func(*Codec, *T)) {
	if o.at(name, any(*p) != nil) {
		if !o.codec.unexpectedNull() {
			elem(o.codec, p)
		}
		o.Done()
	}
}

// OptionalIf codes an optional member that is written if present is true. Absent leaves
// the zero value.
func OptionalIf[T any](o *Object, name string, p *T, present bool, elem func(*Codec, *T)) {
	if o.at(name, present) {
		elem(o.codec, p)
		o.Done()
	}
}
