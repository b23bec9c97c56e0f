package json

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/runtime/core"
)

// Tag looks ahead for the value that a member of the object at i has: the text of a
// string, or a number or boolean as JSON, 1.0 as 1. It returns "" if there is none.
func Tag(r *Reader, i int, property string) (tag string) {
	r.eachMember(i, func(name []byte, value int) bool {
		if string(name) != property {
			return true
		}
		tag = r.tagText(value)
		return false
	})
	return tag
}

// tagText returns the value of a discriminator.
func (r *Reader) tagText(i int) string {
	switch r.Kind(i) {
	case '"':
		text, _ := r.Text(i)
		return text
	case '0':
		text := string(r.Src[i:r.Skip(i)])
		if f, err := strconv.ParseFloat(text, 64); err == nil && strings.ContainsAny(text, ".eE") {
			return strconv.FormatFloat(f, 'f', -1, 64)
		}
		return text
	case 't', 'f':
		return string(r.Src[i:r.Skip(i)])
	}
	return ""
}

// OnlyMember looks ahead and returns the one of the names that the object at i has a
// member for, or "" if it has none or several. A member that is null does not count: the
// others can be written so.
func OnlyMember(r *Reader, i int, names ...string) (only string) {
	several := false
	r.eachMember(i, func(name []byte, value int) bool {
		if r.Kind(value) != 'n' && slices.Contains(names, string(name)) {
			several, only = only != "", string(name)
		}
		return !several
	})
	if several {
		return ""
	}
	return only
}

// hasMember looks ahead for a member of the value at i.
func (r *Reader) hasMember(i int, property string) (has bool) {
	r.eachMember(i, func(name []byte, _ int) bool {
		has = string(name) == property
		return !has
	})
	return has
}

// ElementKind looks ahead and returns the Kind of the first element of the array at i,
// or 0 if the array is empty.
func ElementKind(r *Reader, i int) byte {
	if i = r.space(i + 1); r.Kind(i) == ']' {
		return 0
	}
	return r.Kind(i)
}

// Misfits of a value, see [Misfit]. Unknown members add less than Violated.
const (
	Unfit    = 1_000_000 // a type cannot represent the value
	Violated = 1000      // the value violates one constraint of the type
)

// Misfit returns how badly the value at i fits a type: first by the number of
// violations, then by the number of unknown members. Results are kept until the value of
// the outermost union is read; otherwise the time for nested unions would be exponential.
func Misfit[T any](r *Reader, i int, read ReadFunc[T]) int {
	return CheckedMisfit(r, i, read, nil)
}

// CheckedMisfit is Misfit for a type with constraints. violations returns how many a
// value violates. They decide only between types that can represent the value.
func CheckedMisfit[T any](r *Reader, i int, read ReadFunc[T], violations func(*T) int) int {
	if r.err != nil {
		return Unfit
	}
	r.begin(i)
	n := findTrial[T](r, i)
	if n > 0 && r.memo.list[n-1].misfit >= 0 {
		return int(r.memo.list[n-1].misfit)
	}
	at, strict, discards := r.checkpoint(), r.Strict, r.discards
	r.Strict, r.discards = true, violations == nil
	r.scoring++
	v := new(T)
	end := read(r, i, v)
	r.scoring--
	r.Strict, r.discards = strict, discards
	found := len(r.findings) - at.findings
	t := trial{value: (*T)(nil), unknown: int32(r.unknown - at.unknown)}
	misfit := Unfit*found + min(r.unknown-at.unknown, Violated-1)
	if found == 0 && violations != nil && r.err == nil {
		t.value = v
		misfit += Violated * min(violations(v), 900)
	}
	if r.rollback(at); r.err != nil {
		return misfit
	}
	if t.misfit = int32(misfit); n > 0 {
		t.i, t.next, t.end = r.memo.list[n-1].i, r.memo.list[n-1].next, r.memo.list[n-1].end
		r.memo.list[n-1] = t
	} else {
		r.memo.learn(i, end, t)
	}
	return misfit
}

// ReadVariant reads the variant of a union at i. It skips a value that was already
// tried if it is only tried, or if its value is known.
func ReadVariant[T any](r *Reader, i int, read ReadFunc[T]) (v *T, end int) {
	v = new(T)
	if r.err != nil {
		return v, len(r.Src)
	}
	r.begin(i)
	var known trial
	n := findTrial[T](r, i)
	if n > 0 {
		known = r.memo.list[n-1]
		end = r.memo.base + int(known.end)
	}
	value, _ := known.value.(*T)
	switch {
	case value != nil:
		r.unknown += int(known.unknown)
		if v = value; known.misfit >= 0 && r.Counts != nil && !known.counted {
			r.Counts[v] = int(known.misfit) / Violated
			r.memo.list[n-1].counted = true
		}
	case n > 0 && r.discards && known.misfit < Unfit:
		r.unknown += int(known.unknown)
		return v, end
	default:
		found, unknown := len(r.findings), r.unknown
		r.inVariants++
		end = read(r, i, v)
		r.inVariants--
		if r.scoring > 0 && !r.discards && len(r.findings) == found && r.err == nil {
			if n > 0 {
				r.memo.list[n-1].value = v
			} else { // constraints are not checked yet
				r.memo.learn(i, end, trial{misfit: -1, value: v, unknown: int32(r.unknown - unknown)})
			}
		}
	}
	r.forget()
	return v, end
}

// forget drops the results of trials behind the value of the outermost union.
func (r *Reader) forget() {
	if r.inVariants == 0 && r.scoring == 0 {
		r.memo.forget()
		r.Counts = nil
	}
}

// rejection is what was found where TryVariant tried a variant last.
type rejection struct {
	i        int
	findings []finding
}

// TryVariant reads a variant that a member of the value at i suggests, although others
// are possible. If the value does not fit, nothing is read and fits is false. The
// violations are reported if no other variant fits.
func TryVariant[T any](r *Reader, i int, read ReadFunc[T]) (v *T, end int, fits bool) {
	at := r.checkpoint()
	if r.untyped != nil && r.untyped.Insists(i) {
		r.checkpoints = at.open
	}
	if v, end = ReadVariant(r, i, read); r.commit(at) {
		return v, end, true
	}
	found := slices.Clone(r.findings[at.findings:])
	r.rollback(at)
	if !r.discards {
		r.rejectedVariant = rejection{i, found}
	}
	return nil, i, false
}

// TryCheckedVariant is TryVariant for a type with constraints, which a value for a
// strict reader must satisfy to fit.
func TryCheckedVariant[T any](r *Reader, i int, read ReadFunc[T], violations func(*T) int) (v *T, end int, fits bool) {
	if r.Strict {
		if n := CheckedMisfit(r, i, read, violations); Violated <= n && n < Unfit {
			return nil, i, false
		}
	}
	return TryVariant(r, i, read)
}

// CanonicalMisfit returns the misfit of the value at i for a type, or Unfit if the
// type is written as another text: 1.50, 1e3 and 12345678901234567890 are not how
// a float is written.
func CanonicalMisfit[T any](r *Reader, i int, read ReadFunc[T], elem Appender[T], misfit int) int {
	if misfit >= Unfit {
		return misfit
	}
	at, discards := r.checkpoint(), r.discards
	r.discards = false
	r.scoring++
	v, end := ReadVariant(r, i, read)
	r.scoring--
	r.discards = discards
	r.rollback(at)
	if data, err := Encode(v, elem); err != nil || string(data) != string(r.Src[i:end]) {
		return Unfit
	}
	return misfit
}

// BestFit returns the index of the lowest misfit, the first of equal ones, or
// -1 if all are unfit.
func BestFit(misfits ...int) int {
	best := -1
	for i, n := range misfits {
		if n < Unfit && (best < 0 || n < misfits[best]) {
			best = i
		}
	}
	return best
}

// UnknownVariant reads a value that matches no variant of a union. A strict
// reader reports it with the message, as a violation of the keyword.
func UnknownVariant(r *Reader, i int, keyword, message string) (raw json.RawMessage, end int) {
	return r.rejectVariant(i, "", keyword, message)
}

// UnknownTag is UnknownVariant for a union whose objects are distinguished by a
// member. If an object has the member, the violation is of the member, which
// must be values, for example: one of "cat", "dog".
func UnknownTag(r *Reader, i int, property, values, keyword, message string) (raw json.RawMessage, end int) {
	if r.Strict && r.hasMember(i, property) {
		return r.rejectVariant(i, "/"+core.EscapePointer(property), "enum", "must be "+values)
	}
	return UnknownVariant(r, i, keyword, message)
}

// RequireTag is UnknownTag for a union whose objects all require the member.
func RequireTag(r *Reader, i int, property, values, keyword, message string) (raw json.RawMessage, end int) {
	if r.Strict && r.Kind(i) == '{' && !r.hasMember(i, property) {
		return r.rejectVariant(i, "/"+core.EscapePointer(property), "required", "is required: "+values)
	}
	return UnknownTag(r, i, property, values, keyword, message)
}

// rejectVariant reads a value. A strict reader reports the violations of the
// variant that was tried first, or one of what the JSON pointer suffix selects.
func (r *Reader) rejectVariant(i int, suffix, keyword, message string) (raw json.RawMessage, end int) {
	end = ReadRaw(r, i, &raw)
	rejected := len(r.rejectedVariant.findings) > 0 && r.rejectedVariant.i == i
	if r.untyped != nil && r.Strict && r.err == nil && r.untyped.Again(r, i, rejected) {
		r.forget()
		return raw, end
	}
	switch {
	case !r.Strict || r.err != nil:
	case rejected:
		for _, f := range r.rejectedVariant.findings {
			r.record(f)
		}
	default:
		r.violateBelow(i, suffix, keyword, message)
	}
	r.forget()
	return raw, end
}
