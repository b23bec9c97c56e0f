package json

import (
	"encoding/json"

	"github.com/peergen/peergen/runtime/core"
)

// OptionalBytes reads bytes that are nil if absent.
func OptionalBytes(o *Object, name string, p *[]byte, elem func(*Codec, *[]byte)) {
	if o.name == name {
		if !o.codec.unexpectedNull() {
			elem(o.codec, p)
		}
		o.Done()
	}
}

// OptionalBare reads a member whose zero value means absent.
func OptionalBare[T any](o *Object, name string, p *T, elem func(*Codec, *T)) {
	if o.name == name {
		if !o.codec.unexpectedNull() {
			elem(o.codec, p)
		}
		o.Done()
	}
}

// Required reads a required member.
func Required[T any](o *Object, name string, p *T, elem func(*Codec, *T)) {
	if o.require(name) {
		elem(o.codec, p)
		o.Done()
	}
}

// RequiredNullable reads a required member that may be null.
func RequiredNullable[T any](o *Object, name string, p *core.Opt[T], elem func(*Codec, *T)) {
	if o.require(name) {
		Nullable(o.codec, p, elem)
		o.Done()
	}
}

// RequiredArray reads a required array.
func RequiredArray[S ~[]T, T any](o *Object, name string, p *S, elem func(*Codec, *T)) {
	if o.require(name) {
		Array(o.codec, p, elem)
		o.Done()
	}
}

// RequiredMap reads a required map.
func RequiredMap[M ~map[string]T, T any](o *Object, name string, p *M, elem func(*Codec, *T)) {
	if o.require(name) {
		Map(o.codec, p, elem)
		o.Done()
	}
}

// Optional reads an optional member. Null, which is not allowed, is absent.
func Optional[T any](o *Object, name string, p *core.Opt[T], elem func(*Codec, *T)) {
	if o.name == name {
		if !o.codec.unexpectedNull() {
			Nullable(o.codec, p, elem)
		}
		o.Done()
	}
}

// OptionalNullable reads an optional member that may be null.
func OptionalNullable[T any](o *Object, name string, p *core.Opt[T], elem func(*Codec, *T)) {
	if o.name == name {
		Nullable(o.codec, p, elem)
		o.Done()
	}
}

// OptionalObject reads an optional object. Nil is absent.
func OptionalObject[T any](o *Object, name string, p **T, elem func(*Codec, *T)) {
	if o.name != name {
		return
	}
	if !o.codec.unexpectedNull() {
		*p = new(T)
		elem(o.codec, *p)
	}
	o.Done()
}

// OptionalArray reads an optional array. Nil is absent.
func OptionalArray[S ~[]T, T any](o *Object, name string, p *S, elem func(*Codec, *T)) {
	if o.name == name {
		Array(o.codec, p, elem)
		o.Done()
	}
}

// OptionalMap reads an optional map. Nil is absent.
func OptionalMap[M ~map[string]T, T any](o *Object, name string, p *M, elem func(*Codec, *T)) {
	if o.name == name {
		Map(o.codec, p, elem)
		o.Done()
	}
}

// OptionalRaw reads an optional member of any type. Nil is absent.
func OptionalRaw(o *Object, name string, p *json.RawMessage, elem func(*Codec, *json.RawMessage)) {
	if o.name == name {
		elem(o.codec, p)
		o.Done()
	}
}

// OptionalUnion reads an optional union, an interface. Nil is absent.
func OptionalUnion[T any](o *Object, name string, p *T, elem func(*Codec, *T)) {
	if o.name == name {
		if !o.codec.unexpectedNull() {
			elem(o.codec, p)
		}
		o.Done()
	}
}

// OptionalHeld reads an optional member of any other type. Absent leaves the zero value.
func OptionalHeld[T any](o *Object, name string, p *T, elem func(*Codec, *T)) {
	if o.name == name {
		elem(o.codec, p)
		o.Done()
	}
}
