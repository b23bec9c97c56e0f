package json

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/runtime/core"
)

// Tag looks ahead for the value that a member of the next object has: the text of a
// string, or a number or boolean as JSON, 1.0 as 1. It returns "" if there is none.
func Tag(c *Codec, property string) string {
	if c.Kind() != '{' {
		return ""
	}
	tag, at := "", c.Mark()
	for o := c.Object(); tag == "" && o.More(); {
		Required(&o, property, &tag, tagText)
	}
	c.Reset(at)
	return tag
}

// tagText reads the value of a discriminator.
func tagText(c *Codec, text *string) {
	kind := c.Kind()
	at := c.Pos
	switch kind {
	case '"':
		String(c, text)
	case '0':
		c.Skip()
		*text = c.Src[at:c.Pos]
		if f, err := strconv.ParseFloat(*text, 64); err == nil && strings.ContainsAny(*text, ".eE") {
			*text = strconv.FormatFloat(f, 'f', -1, 64)
		}
	case 't', 'f':
		c.Skip()
		*text = c.Src[at:c.Pos]
	default:
		c.Skip()
	}
}

// OnlyMember looks ahead and returns the one of the names that the next object
// has a member for, or "" if it has none or several. A member that is null does
// not count: the others can be written so.
func OnlyMember(c *Codec, names ...string) (only string) {
	at, several := c.Mark(), false
	for o := c.Object(); !several && o.More(); {
		if slices.Contains(names, o.name) && c.peek() != 'n' {
			several, only = only != "", o.name
		}
	}
	c.Reset(at)
	if several {
		return ""
	}
	return only
}

// hasMember looks ahead for a member of the next value.
func hasMember(c *Codec, name string) (has bool) {
	if c.Kind() != '{' {
		return false
	}
	at := c.Mark()
	for o := c.Object(); !has && o.More(); {
		has = o.name == name
	}
	c.Reset(at)
	return has
}

// ElementKind looks ahead and returns the Kind of the first element of the next
// array, or 0 if the array is empty.
func ElementKind(c *Codec) byte {
	at, kind := c.Mark(), byte(0)
	if c.Open('[', 0, "an array") && c.Next(']', true) {
		kind = c.Kind()
	}
	c.Reset(at)
	return kind
}

// ReadVariant reads a variant of a union. During a trial of an enclosing value
// it skips a value that was already tried.
func ReadVariant[T any](c *Codec, code func(*Codec, *T)) *T {
	v := new(T)
	if known, ok := c.Trials[Trial[*T]{c.Pos}]; ok && c.Trying && known[0] < Unfit {
		c.Pos, c.unknown = known[1], c.unknown+known[2]
		return v
	}
	code(c, v)
	return v
}

// TryVariant reads a variant that a member of the value suggests, although others
// are possible. If the value does not fit, nothing is read and fits is false. The
// violations are reported if no other variant fits.
func TryVariant[T any](c *Codec, code func(*Codec, *T)) (v *T, fits bool) {
	at := c.Mark()
	if v = ReadVariant(c, code); c.Keep(at) {
		return v, true
	}
	found := slices.Clone(c.violations[at.violations:])
	c.Reset(at)
	if !c.Trying {
		c.rejected, c.rejectedAt = found, c.Pos
	}
	return nil, false
}

// Trial is the key of a result in Trials. T is the pointer to the type; for a
// result that includes constraints, the pointer to that pointer.
type Trial[T any] struct{ Pos int }

// Misfits of a value, see [Misfit]. Unknown members add less than Violated.
const (
	Unfit    = 1_000_000 // a type cannot represent the value
	Violated = 1000      // the value violates one constraint of the type
)

// Misfit returns how badly the next value fits a type: first by the number of
// violations, then by the number of unknown members. Results of nested trials
// are kept; otherwise the time for nested unions would be exponential.
func Misfit[T any](c *Codec, code func(*Codec, *T)) int {
	key := Trial[*T]{c.Pos}
	if known, ok := c.Trials[key]; ok {
		return known[0]
	}
	at, strict, trying := c.Mark(), c.Strict, c.Trying
	c.Strict, c.Trying = true, true
	code(c, new(T))
	unknown := c.unknown - at.unknown
	n := Unfit*(len(c.violations)-at.violations) + min(unknown, Violated-1)
	if c.Strict, c.Trying = strict, trying; trying {
		c.Learn(key, n, c.Pos, unknown)
	}
	c.Reset(at)
	return n
}

// Learn keeps the result of a trial.
func (c *Codec) Learn(key any, misfit, end, unknown int) {
	if c.Trials == nil {
		c.Trials = map[any][3]int{}
	}
	c.Trials[key] = [3]int{misfit, end, unknown}
}

// IsUntyped reports whether a number or boolean is next that can be a string, too;
// see DecodeTextual.
func (c *Codec) IsUntyped() bool {
	kind := c.Kind()
	return c.textual != nil && (kind == '0' || kind == 't' || kind == 'f')
}

// CanonicalMisfit returns the misfit of the next value for a type, or Unfit if the
// type is written as another text: 1.50, 1e3 and 12345678901234567890 are not how
// a float is written.
func CanonicalMisfit[T any](c *Codec, code func(*Codec, *T), elem Appender[T], misfit int) int {
	if misfit >= Unfit {
		return misfit
	}
	at, trying := c.Mark(), c.Trying
	c.Trying = false
	v := ReadVariant(c, code)
	text := c.Src[at.pos:c.Pos]
	c.Trying = trying
	c.Reset(at)
	if data, err := Encode(v, elem); err != nil || string(data) != text {
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
// codec reports it with the message.
func UnknownVariant(c *Codec, message string) json.RawMessage {
	return rejectVariant(c, "", "oneOf", message)
}

// UnknownTag is UnknownVariant for a union whose objects are distinguished by a
// member. If an object has the member, the violation is of the member, which
// must be values, for example: one of "cat", "dog".
func UnknownTag(c *Codec, property, values, message string) json.RawMessage {
	if c.Strict && hasMember(c, property) {
		return rejectVariant(c, "/"+core.EscapePointer(property), "enum", "must be "+values)
	}
	return UnknownVariant(c, message)
}

// RequireTag is UnknownTag for a union whose objects all require the member.
func RequireTag(c *Codec, property, values, message string) json.RawMessage {
	if c.Strict && c.Kind() == '{' && !hasMember(c, property) {
		return rejectVariant(c, "/"+core.EscapePointer(property), "required", "is required: "+values)
	}
	return UnknownTag(c, property, values, message)
}

// rejectVariant reads a value. A strict codec reports the violations of the
// variant that was tried first, or one of what the JSON pointer suffix selects.
func rejectVariant(c *Codec, suffix, keyword, message string) (raw json.RawMessage) {
	at := c.Pos
	Raw(c, &raw)
	switch {
	case !c.Strict || c.Pos == at:
	case len(c.rejected) > 0 && c.rejectedAt == at:
		for _, v := range c.rejected {
			c.violate(v)
		}
	default:
		c.violateAt(suffix, keyword, message)
	}
	return raw
}
