package ir

// Shape is how a member, parameter, header or item that may be absent or null is a value
// in Go. It follows from the document ([Derived]) or is set, if importers have another
// one: see [Value].
type Shape int

// The shapes, for a Go type T.
const (
	Derived    Shape = iota // not set
	Plain                   // T. If the value may be absent or null, see ZeroFilled
	Opt                     // Opt[T]: absent, null or a value
	OptPtr                  // Opt[*T]: the same for a T that contains itself
	Pointer                 // *T: an optional object, absent if nil
	Boxed                   // *T: a required object that contains itself
	Nilable                 // a slice, map, union or raw JSON that is nil if absent
	Bare                    // T, absent if zero
	ZeroFilled              // T: absent and null are read as zero, and zero is written. It is not set: Plain is
)

// IsOpt reports whether the Go type is an Opt.
func (s Shape) IsOpt() bool { return s == Opt || s == OptPtr }
