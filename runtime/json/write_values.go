package json

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/peergen/peergen/runtime/core"
)

// AppendNull appends null.
//
//go:noinline
func AppendNull(b []byte, key string) []byte { return append(append(b, key...), "null"...) }

// addNoValue appends a member that has no value, unless it is absent.
func addNoValue(b []byte, key string, isNull bool) []byte {
	if isNull {
		return AppendNull(b, key)
	}
	return b
}

// StringElem is the Appender of strings.
func StringElem[S ~string](b []byte, _ *Writer, key string, p *S) []byte {
	return AppendString(b, key, string(*p))
}

// AddOptString is AddOpt for strings.
//
//go:noinline
func AddOptString[S ~string](b []byte, key string, p *core.Opt[S]) []byte {
	if v, ok := p.Get(); ok {
		return AppendString(b, key, string(v))
	}
	return addNoValue(b, key, p.IsNull())
}

// AppendBool appends a boolean.
//
//go:noinline
func AppendBool(b []byte, key string, v bool) []byte { return strconv.AppendBool(append(b, key...), v) }

// BoolElem is the Appender of booleans.
func BoolElem[B ~bool](b []byte, _ *Writer, key string, p *B) []byte {
	return AppendBool(b, key, bool(*p))
}

// AddOptBool is AddOpt for booleans.
//
//go:noinline
func AddOptBool[B ~bool](b []byte, key string, p *core.Opt[B]) []byte {
	if v, ok := p.Get(); ok {
		return AppendBool(b, key, bool(v))
	}
	return addNoValue(b, key, p.IsNull())
}

// AppendInt appends an integer.
//
//go:noinline
func AppendInt(b []byte, key string, v int64) []byte {
	return strconv.AppendInt(append(b, key...), v, 10)
}

// IntElem is the Appender of integers.
func IntElem[I ~int | ~int8 | ~int16 | ~int32 | ~int64](b []byte, _ *Writer, key string, p *I) []byte {
	return AppendInt(b, key, int64(*p))
}

// AddOptInt is AddOpt for integers.
//
//go:noinline
func AddOptInt[I ~int | ~int8 | ~int16 | ~int32 | ~int64](b []byte, key string, p *core.Opt[I]) []byte {
	if v, ok := p.Get(); ok {
		return AppendInt(b, key, int64(v))
	}
	return addNoValue(b, key, p.IsNull())
}

// AppendUint appends an unsigned integer.
//
//go:noinline
func AppendUint(b []byte, key string, v uint64) []byte {
	return strconv.AppendUint(append(b, key...), v, 10)
}

// UintElem is the Appender of unsigned integers.
func UintElem[U ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64](b []byte, _ *Writer, key string, p *U) []byte {
	return AppendUint(b, key, uint64(*p))
}

// AddOptUint is AddOpt for unsigned integers.
//
//go:noinline
func AddOptUint[U ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64](b []byte, key string, p *core.Opt[U]) []byte {
	if v, ok := p.Get(); ok {
		return AppendUint(b, key, uint64(v))
	}
	return addNoValue(b, key, p.IsNull())
}

// AppendFloat appends the shortest text that reads back as the same float, which has 32
// or 64 bits.
//
//go:noinline
func AppendFloat(b []byte, w *Writer, key string, f float64, bits int) []byte {
	return w.float(append(b, key...), f, bits)
}

// FloatElem is the Appender of floats.
func FloatElem[F ~float32 | ~float64](b []byte, w *Writer, key string, p *F) []byte {
	bits := 64
	if one := F(1); one+1e-10 == one {
		bits = 32
	}
	return AppendFloat(b, w, key, float64(*p), bits)
}

// AddOptFloat is AddOpt for floats.
//
//go:noinline
func AddOptFloat[F ~float32 | ~float64](b []byte, w *Writer, key string, p *core.Opt[F]) []byte {
	if v, ok := p.Get(); ok {
		return FloatElem(b, w, key, &v)
	}
	return addNoValue(b, key, p.IsNull())
}

// float appends the shortest text that reads back as f.
func (w *Writer) float(b []byte, f float64, bits int) []byte {
	abs, format := math.Abs(f), byte('f')
	if !(abs <= math.MaxFloat64) {
		w.refuse(fmt.Errorf("%v is not a JSON number", f))
		return b
	}
	// Different decimals of at most 15 digits are different float64s, so a decimal
	// that reads back as f is the shortest.
	if n := math.Floor(abs*1e6 + 0.5); bits == 64 && 0 < n && n < 1e15 && n/1e6 == abs {
		return appendMillionths(b, uint64(n), f < 0)
	}
	if abs != 0 && abs < 1e-6 || abs >= 1e21 {
		format = 'e'
	}
	return strconv.AppendFloat(b, f, format, -1, bits)
}

// appendMillionths appends n/1e6 without trailing zeros.
func appendMillionths(b []byte, n uint64, isNegative bool) []byte {
	if isNegative {
		b = append(b, '-')
	}
	b = strconv.AppendUint(b, n/1e6, 10)
	if rest := uint32(n % 1e6); rest != 0 {
		high, low := rest/1000, rest%1000
		b = append(b, '.', '0'+byte(high/100), '0'+byte(high/10%10), '0'+byte(high%10), '0'+byte(low/100), '0'+byte(low/10%10), '0'+byte(low%10))
		for b[len(b)-1] == '0' {
			b = b[:len(b)-1]
		}
	}
	return b
}

// AppendTime appends a date-time of RFC 3339.
//
//go:noinline
func AppendTime(b []byte, w *Writer, key string, p *time.Time) []byte {
	if year := p.Year(); year < 0 || year > 9999 {
		w.refuse(fmt.Errorf("year %d is outside the range of RFC 3339", year))
	}
	b = append(append(b, key...), '"')
	return append(p.AppendFormat(b, time.RFC3339Nano), '"')
}

// AppendDate appends a date. The zero date is "".
//
//go:noinline
func AppendDate(b []byte, w *Writer, key string, p *core.CivilDate) []byte {
	text, err := p.MarshalText()
	if err != nil {
		w.refuse(err)
	}
	return Quote(append(b, key...), string(text))
}

// AppendBytes appends base64, as encoding/json does. Nil is "".
//
//go:noinline
func AppendBytes[B ~[]byte](b []byte, _ *Writer, key string, p *B) []byte {
	b = append(append(b, key...), '"')
	return append(append(b, core.FormatBytes(*p)...), '"')
}

// AddBytes appends a member that is base64, unless it is nil.
//
//go:noinline
func AddBytes(b []byte, w *Writer, key string, p []byte) []byte {
	if p == nil {
		return b
	}
	return AppendBytes(b, w, key, &p)
}

// AppendUnixTime appends a time as integer seconds since 1970.
//
//go:noinline
func AppendUnixTime(b []byte, _ *Writer, key string, p *time.Time) []byte {
	return strconv.AppendInt(append(b, key...), p.Unix(), 10)
}

// AppendDecimal appends a number without loss. An empty value is 0.
func AppendDecimal[N ~string](b []byte, w *Writer, key string, p *N) []byte {
	b = append(b, key...)
	if *p == "" {
		return append(b, '0')
	}
	if !core.IsDecimal(string(*p)) {
		w.refuse(fmt.Errorf("%q is not a number", string(*p)))
	}
	return append(b, *p...)
}

// AppendForeign appends a value of a type that was not generated, with encoding/json.
func AppendForeign[T any](b []byte, w *Writer, key string, p *T) []byte {
	data, err := json.Marshal(p)
	if err != nil {
		w.refuse(err)
	}
	return append(append(b, key...), data...)
}
