package json

import "strings"

// Untyped changes a text that was made of texts without types, of a form, a parameter or
// XML, where a type requires another value than the one at i. See draft of package form.
type Untyped interface {
	Retype(r *Reader, i int, kind byte) bool              // makes it an array or object
	Wrap(r *Reader, i int) (start int)                    // makes it the element of an array, at start unless negative
	Unwrap(r *Reader, i int) int                          // closes that array
	Supply(o *Object, i int) (member, value int)          // of a required member, or -1 and the end
	Again(r *Reader, i int, rejected bool) (isAgain bool) // if no variant fits: read it again?
	Compact(text []byte) []byte                           // of a whole value
	Insists(i int) bool                                   // on the variant that is tried
}

// DecodeUntyped is Decode for a text without types, which it changes. checked reports
// whether the violations are those of a whole value; see [Reader.Validate].
func DecodeUntyped[T any](data []byte, mode Mode, p *T, read ReadFunc[T], text Untyped) (checked bool, err error) {
	r := newReader(data, mode)
	r.untyped = text
	i := read(r, r.space(0), p)
	r.Src = r.Src[:len(data)] // without supplied members
	checked = len(r.findings) > 0 && r.findings[0].offset < 0
	return checked, r.finish(min(i, len(data)))
}

// Settled reports whether what is read is not only tried.
func (r *Reader) Settled() bool { return r.checkpoints == 0 }

// Tries reports whether the fit of a value is measured.
func (r *Reader) Tries() bool { return r.scoring > 0 }

// IsUntyped reports whether a number or boolean is at i. In a text without types, it can be
// a string, too.
func (r *Reader) IsUntyped(i int) bool { return strings.IndexByte("0tf", r.Kind(i)) >= 0 }
