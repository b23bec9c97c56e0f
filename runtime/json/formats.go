package json

import (
	"encoding/json"
	"time"

	"github.com/peergen/peergen/runtime/core"
)

// ReadTime reads a date-time of RFC 3339. Lenient readers accept what core.ParseTime
// accepts.
func ReadTime(r *Reader, i int, p *time.Time) int { return readFormat(r, i, p, core.ParseTime) }

// ReadDate reads a date.
func ReadDate(r *Reader, i int, p *core.CivilDate) int { return readFormat(r, i, p, core.ParseDate) }

// ReadNullableTime is ReadNullable for dates and date-times. To a lenient reader, an empty
// text is absent.
func ReadNullableTime[T any](r *Reader, i int, p *core.Opt[T], read ReadFunc[T]) int {
	if !r.Strict && r.literal(i, `""`) {
		*p = core.Opt[T]{}
		return i + len(`""`)
	}
	return ReadNullable(r, i, p, read)
}

// ReadBytes reads base64.
func ReadBytes[B ~[]byte](r *Reader, i int, p *B) int {
	return readFormat(r, i, p, func(s string, strict bool) (B, error) { return core.ParseBytes(s, strict) })
}

// readFormat reads a string and parses it.
func readFormat[T any](r *Reader, i int, p *T, parse func(s string, strict bool) (T, error)) int {
	if r.untyped != nil && r.checkpoints > 0 && r.Kind(i) != '"' {
		return r.Mismatch(i, "a string")
	}
	text, end, ok := r.string(i)
	if !ok || r.err != nil {
		return end
	}
	v, err := parse(text, r.Strict)
	if err != nil {
		r.unreadable(i, "format", err.Error())
		return end
	}
	*p = v
	return end
}

// ReadUnixTime reads a time as integer seconds since 1970.
func ReadUnixTime(r *Reader, i int, p *time.Time) int {
	n, end, ok := r.int(i)
	if ok {
		*p = time.Unix(n, 0).UTC()
	}
	return end
}

// ReadDecimal reads a number without loss.
func ReadDecimal[N ~string](r *Reader, i int, p *N) int {
	if r.Kind(i) != '0' {
		return r.Mismatch(i, "a number")
	}
	end := r.number(i).end
	if r.err == nil {
		*p = N(r.text(r.Src[i:end]))
	}
	return end
}

// ReadForeign reads a type that was not generated, with encoding/json.
func ReadForeign[T any](r *Reader, i int, p *T) int {
	end := r.Skip(i)
	if r.err != nil {
		return end
	}
	if err := json.Unmarshal(r.Src[i:end], p); err != nil {
		r.unreadable(i, "format", "cannot be read: "+err.Error())
	}
	return end
}
