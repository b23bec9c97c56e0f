package json

import (
	"encoding/json"
	"slices"

	"github.com/peergen/peergen/runtime/core"
)

// ReadString reads a string.
func ReadString[S ~string](r *Reader, i int, p *S) int {
	text, end, ok := r.string(i)
	if ok {
		*p = S(text)
	}
	return end
}

// string reads the string at i.
func (r *Reader) string(i int) (text string, end int, ok bool) {
	if i < len(r.Src) && r.Src[i] == '"' {
		text, end = r.Text(i)
		return text, end, true
	}
	if r.untyped != nil && r.IsUntyped(i) {
		end = r.Skip(i)
		return r.text(r.Src[i:end]), end, true
	}
	return "", r.Mismatch(i, "a string"), false
}

// ReadBool reads a boolean.
func ReadBool[B ~bool](r *Reader, i int, p *B) int {
	switch {
	case r.literal(i, "true"):
		*p = true
		return i + len("true")
	case r.literal(i, "false"):
		*p = false
		return i + len("false")
	}
	return r.Mismatch(i, "a boolean")
}

// ReadInt reads an integer. Numbers without a fraction are integers in JSON Schema:
// 1, 1.0 and 1e0.
func ReadInt[I ~int | ~int8 | ~int16 | ~int32 | ~int64](r *Reader, i int, p *I) int {
	v, end, ok := r.int(i)
	if ok {
		if *p = I(v); int64(*p) != v {
			r.unreadable(i, "format", "is out of range")
		}
	}
	return end
}

// ReadUint is ReadInt for unsigned types.
func ReadUint[U ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64](r *Reader, i int, p *U) int {
	v, end, ok := r.uint(i)
	if ok {
		if *p = U(v); uint64(*p) != v {
			r.unreadable(i, "format", "is out of range")
		}
	}
	return end
}

// ReadFloat reads the float nearest to a number.
func ReadFloat[F ~float32 | ~float64](r *Reader, i int, p *F) int {
	bits := 64
	if one := F(1); one+1e-10 == one {
		bits = 32
	}
	f, end := r.float(i, bits)
	*p = F(f)
	return end
}

// ReadRaw copies the text of any value.
func ReadRaw(r *Reader, i int, p *json.RawMessage) int {
	end := r.Skip(i)
	if r.err != nil {
		return end
	}
	text := r.Src[i:end]
	if r.untyped != nil {
		text = r.untyped.Compact(text)
	}
	if len(text) > maxShared {
		*p = slices.Clone(text)
		return end
	}
	if cap(r.raw)-len(r.raw) < len(text) {
		r.raw = make([]byte, 0, max(min(len(r.Src), maxTexts), len(text)))
	}
	start := len(r.raw)
	r.raw = append(r.raw, text...)
	*p = r.raw[start:len(r.raw):len(r.raw)]
	return end
}

// ReadOptString reads the value of an optional member that is a string.
//
//go:noinline
func ReadOptString(r *Reader, i int, p *core.Opt[string]) int {
	text, end, _ := r.string(i)
	*core.FillOpt(p) = text
	return end
}

// ReadOptInt reads the value of an optional member that is an integer.
//
//go:noinline
func ReadOptInt(r *Reader, i int, p *core.Opt[int64]) int { return ReadInt(r, i, core.FillOpt(p)) }

// ReadOptFloat reads the value of an optional member that is a number.
//
//go:noinline
func ReadOptFloat(r *Reader, i int, p *core.Opt[float64]) int {
	f, end := r.float(i, 64)
	*core.FillOpt(p) = f
	return end
}

// ReadOptBool reads the value of an optional member that is a boolean.
//
//go:noinline
func ReadOptBool(r *Reader, i int, p *core.Opt[bool]) int { return ReadBool(r, i, core.FillOpt(p)) }

// ReadNullable reads a value or null.
func ReadNullable[T any](r *Reader, i int, p *core.Opt[T], read ReadFunc[T]) int {
	if r.isNull(i) {
		*p = core.Null[T]()
		return i + len("null")
	}
	return read(r, i, core.FillOpt(p))
}

// ReadNullAsZero reads a value of a type without null. Null is read as the zero value.
func ReadNullAsZero[T any](r *Reader, i int, p *T, read ReadFunc[T]) int {
	if !r.isNull(i) {
		return read(r, i, p)
	}
	var zero T
	*p = zero
	return i + len("null")
}

// New sets a pointer to a new value, and returns it.
func New[T any](p **T) *T {
	*p = new(T)
	return *p
}

// ReadPointer reads a value that a pointer refers to.
func ReadPointer[T any](r *Reader, i int, p **T, read ReadFunc[T]) int {
	return read(r, i, New(p))
}
