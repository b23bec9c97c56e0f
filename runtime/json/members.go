package json

import (
	"encoding/json"

	"github.com/peergen/peergen/runtime/core"
)

// OptionalBytes is for bytes that are nil when absent.
func OptionalBytes(o *Object, name string, p *[]byte, elem func(*Codec, *[]byte)) {
	if o.at(name, *p != nil) {
		if !o.codec.unexpectedNull() {
			elem(o.codec, p)
		}
		o.Done()
	}
}

// OptionalBare is for a member whose zero value is absent.
func OptionalBare[T comparable](o *Object, name string, p *T, elem func(*Codec, *T)) {
	if o.at(name, !core.IsAbsent(*p)) {
		if !o.codec.unexpectedNull() {
			elem(o.codec, p)
		}
		o.Done()
	}
}

func Required[T any](o *Object, name string, p *T, elem func(*Codec, *T)) {
	if o.atRequired(name) {
		elem(o.codec, p)
		o.Done()
	}
}

func RequiredNullable[T any](o *Object, name string, p *core.Opt[T], elem func(*Codec, *T)) {
	if o.atRequired(name) {
		Nullable(o.codec, p, elem)
		o.Done()
	}
}

func RequiredArray[S ~[]T, T any](o *Object, name string, p *S, elem func(*Codec, *T)) {
	if o.atRequired(name) {
		Array(o.codec, p, elem)
		o.Done()
	}
}

func RequiredMap[M ~map[string]T, T any](o *Object, name string, p *M, elem func(*Codec, *T)) {
	if o.atRequired(name) {
		Map(o.codec, p, elem)
		o.Done()
	}
}

func Optional[T any](o *Object, name string, p *core.Opt[T], elem func(*Codec, *T)) {
	if o.at(name, !p.IsZero()) {
		if Nullable(o.codec, p, elem); p.IsNull() && o.codec.Strict {
			o.codec.unreadable("type", "must not be null")
		}
		o.Done()
	}
}

func OptionalNullable[T any](o *Object, name string, p *core.Opt[T], elem func(*Codec, *T)) {
	if o.at(name, !p.IsZero()) {
		Nullable(o.codec, p, elem)
		o.Done()
	}
}

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

func OptionalArray[S ~[]T, T any](o *Object, name string, p *S, elem func(*Codec, *T)) {
	if o.at(name, *p != nil) {
		Array(o.codec, p, elem)
		o.Done()
	}
}

func OptionalMap[M ~map[string]T, T any](o *Object, name string, p *M, elem func(*Codec, *T)) {
	if o.at(name, *p != nil) {
		Map(o.codec, p, elem)
		o.Done()
	}
}

func OptionalRaw(o *Object, name string, p *json.RawMessage, elem func(*Codec, *json.RawMessage)) {
	if o.at(name, *p != nil) {
		elem(o.codec, p)
		o.Done()
	}
}

// OptionalUnion is for a T that is an interface.
func OptionalUnion[T any](o *Object, name string, p *T, elem func(*Codec, *T)) {
	if o.at(name, any(*p) != nil) {
		if !o.codec.unexpectedNull() {
			elem(o.codec, p)
		}
		o.Done()
	}
}
