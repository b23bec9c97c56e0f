package json

import (
	"math"
	"strconv"
)

// number is a number as written and, unless long, exactly ±digits × 10^exp.
type number struct {
	end      int
	digits   uint64
	exp      int
	negative bool
	long     bool // more than 19 digits, or an exponent of more than 4
}

// number reads the number at i.
func (r *Reader) number(i int) (n number) {
	src := r.Src
	if i < len(src) && src[i] == '-' {
		n.negative = true
		i++
	}
	leading := i
	i, n.digits = r.digits(i, 0)
	count := i - leading
	if count > 1 && src[leading] == '0' {
		n.end = r.fail(leading, "a number must not start with 0")
		return n
	}
	if i < len(src) && src[i] == '.' {
		from := i + 1
		i, n.digits = r.digits(from, n.digits)
		n.exp = from - i
		count -= n.exp
	}
	n.long = count > 19
	if i < len(src) && src[i]|' ' == 'e' {
		i = r.exponent(&n, i+1)
	}
	if n.digits == 0 && count <= 19 { // 0e99999 is 0
		n.exp, n.long = 0, false
	}
	if n.end = i; r.err != nil {
		n.end = len(src)
	}
	return n
}

// exponent reads what follows the letter of an exponent.
func (r *Reader) exponent(n *number, i int) int {
	isNegative := i < len(r.Src) && r.Src[i] == '-'
	if isNegative || i < len(r.Src) && r.Src[i] == '+' {
		i++
	}
	end, exp := r.digits(i, 0)
	n.long = n.long || end-i > 4
	if exp = min(exp, 1<<30); isNegative {
		n.exp -= int(exp)
	} else {
		n.exp += int(exp)
	}
	return end
}

// digits reads at least one digit at i, and appends the digits to a decimal, which may
// overflow.
func (r *Reader) digits(i int, n uint64) (end int, decimal uint64) {
	start := i
	for ; i < len(r.Src) && r.Src[i]-'0' <= 9; i++ {
		n = n*10 + uint64(r.Src[i]-'0')
	}
	if i == start {
		r.unexpected(i, "a digit")
	}
	return i, n
}

// integer reads the number at i, whose value must be ±digits. Of long numbers it
// accepts only those without fraction and exponent.
func (r *Reader) integer(i int) (n number, ok bool) {
	if r.Kind(i) != '0' {
		return number{end: r.Mismatch(i, "an integer")}, false
	}
	n = r.number(i)
	if n.exp == 0 && !n.long {
		return n, r.err == nil
	}
	var err error
	if n.long {
		start := i
		if n.negative {
			start++
		}
		n.digits, err = strconv.ParseUint(string(r.Src[start:n.end]), 10, 64)
	}
	for ; err == nil && n.exp < 0 && n.digits%10 == 0; n.exp++ {
		n.digits /= 10
	}
	for ; err == nil && n.exp > 0 && n.digits <= math.MaxUint64/10; n.exp-- {
		n.digits *= 10
	}
	switch {
	case r.err != nil:
	case n.exp < 0:
		r.unreadable(i, "type", "must be an integer, not a fraction")
	case n.exp > 0 || err != nil:
		r.unreadable(i, "format", "is out of range")
	default:
		ok = true
	}
	return n, ok
}

// maxDigits is the number of digits of which int64 has all integers.
const maxDigits = 18

// int reads the integer at i, if int64 has it.
func (r *Reader) int(i int) (v int64, end int, ok bool) {
	src, start := r.Src, i
	if i < len(src) && src[i] == '-' {
		start++
	}
	for end = start; end < len(src) && src[end]-'0' <= 9; end++ {
		v = v*10 + int64(src[end]-'0')
	}
	if n := end - start; n == 0 || n > maxDigits || n > 1 && src[start] == '0' || end < len(src) && (src[end] == '.' || src[end]|' ' == 'e') {
		number, isInteger := r.integer(i)
		v, end, ok = int64(number.digits), number.end, isInteger
	} else {
		ok = true
	}
	if start > i {
		v = -v
	}
	// A magnitude that int64 does not have flips the sign.
	if ok && v != 0 && (v < 0) != (start > i) {
		r.unreadable(i, "format", "is out of range")
		ok = false
	}
	return v, end, ok
}

// uint reads the integer at i, if uint64 has it.
func (r *Reader) uint(i int) (v uint64, end int, ok bool) {
	n, ok := r.integer(i)
	if ok && n.negative && n.digits != 0 {
		r.unreadable(i, "format", "is out of range")
		ok = false
	}
	return n.digits, n.end, ok
}

// powers are the powers of ten that a float64 has exactly.
var powers = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// float reads the number at i as the nearest float of a size in bits.
func (r *Reader) float(i, bits int) (f float64, end int) {
	if r.Kind(i) != '0' {
		return 0, r.Mismatch(i, "a number")
	}
	n := r.number(i)
	// One multiplication or division of two exact float64s is rounded once.
	if !n.long && n.digits < 1<<53 && -len(powers) < n.exp && n.exp < len(powers) && bits == 64 {
		if f = float64(n.digits); n.exp < 0 {
			f /= powers[-n.exp]
		} else {
			f *= powers[n.exp]
		}
		if n.negative {
			f = -f
		}
		return f, n.end
	}
	if r.err != nil {
		return 0, n.end
	}
	f, _ = strconv.ParseFloat(string(r.Src[i:n.end]), bits)
	if math.IsInf(f, 0) {
		r.unreadable(i, "format", "is out of range")
	}
	return f, n.end
}
