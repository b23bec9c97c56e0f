// Package json reads and writes JSON without reflection. A type has one function for
// each direction:
//
//	func(c *Codec, p *T)                                       reads into p
//	func(w *Writer, b []byte, key string, p *T) []byte         appends p to b
//
// Functions for elements are passed as arguments. T is inferred, so a call names no
// type. The functions are
//
//	String     AppendString     ~string
//	Bool       AppendBool       ~bool
//	Int        AppendInt        ~int, ~int8, ~int16, ~int32, ~int64   (the range is checked, keyword "format")
//	Uint       AppendUint       ~uint, ~uint8, ~uint16, ~uint32, ~uint64
//	Float      AppendFloat      ~float32, ~float64
//	Time       AppendTime       time.Time        a date-time
//	Date       AppendDate       core.CivilDate   a date
//	Bytes      AppendBytes      ~[]byte          base64
//	UnixTime   AppendUnixTime   time.Time        an integer: seconds since 1970
//	Decimal    AppendDecimal    ~string          a number, without loss
//	Foreign    AppendForeign    any other type   by encoding/json
//	Raw        AppendRaw        json.RawMessage  any value
//	codePet    appendPet        generated functions of a declared type
//	a function literal          for pointers, and for unnamed arrays, maps and Opt
//
// # Writing
//
// An object has one line per member, in declared order. Each begins with the key of
// the member, and the first comma becomes the opening brace:
//
//	func appendParticipant(w *Writer, b []byte, key string, v *Participant) []byte {
//		if v == nil {
//			return b
//		}
//		b = append(b, key...)
//		n := len(b)
//		b = AppendString(w, b, `,"id":`, &v.ID)
//		b = AddOptFloat(w, b, `,"duration":`, &v.Duration)
//		b = appendReport(w, b, `,"report":`, v.Report)
//		b = AddArray(w, b, `,"events":`, v.Events, appendEvent)
//		return EndObject(b, n)
//	}
//
// Functions called Append always append a value, with null for a pointer that is nil and
// for an absent Opt, and an empty array or object for a slice or map that is nil.
// Functions called Add append nothing for these; neither do the functions of objects and
// tuples. Other conditions are if statements:
//
//	if w.ReadOnly() {
//		b = AddOptString(b, `,"created":`, &v.Created)
//	}
//
// # Reading
//
// An object has one line per member, in declared order:
//
//	func codeParticipant(c *Codec, v *Participant) {
//		for o := c.Object(); o.More(); {
//			Required(&o, "id", &v.ID, String)
//			Optional(&o, "duration", &v.Duration, Float)
//			OptionalArray(&o, "events", &v.Events, codeEvent)
//		}
//	}
//
// The body of the loop runs several times, so it contains only such lines. The functions
// for members are
//
//	optional scalar or enum        Opt[T]            Optional
//	optional and nullable          Opt[T]            OptionalNullable
//	optional object                *T                OptionalObject     nil is absent
//	optional array                 []T               OptionalArray      nil is absent
//	optional map                   map[string]T      OptionalMap        nil is absent
//	optional raw JSON              json.RawMessage   OptionalRaw        nil is absent
//	optional bytes                 []byte            OptionalBytes      nil is absent
//	optional union                 interface         OptionalUnion      nil is absent
//	optional without Opt           T                 OptionalBare       the zero value is absent
//	required                       T                 Required
//	required and nullable          Opt[T]            RequiredNullable
//	required array                 []T               RequiredArray
//	required map                   map[string]T      RequiredMap
//	another Go type than these     T                 OptionalHeld
//	additional properties          map[string]T      AdditionalProperties, as the last line
//
// A schema that forbids additional properties begins with c.ClosedObject() instead.
// An array with separate types for its first items is a Tuple. The line of an optional
// member with a default can be preceded by o.Default("limit", "10").
//
// A strict codec reports null where the schema does not allow it, unknown values,
// forbidden members and missing required members. A lenient codec takes what it can
// use: null and missing members are the zero value, and so is an empty date. Wrong
// types, and numbers out of range, are reported by both.
//
// Mode also has the direction of a text. Members that are read-only are read within a
// condition:
//
//	if o.ReadOnly("id") {
//		Optional(&o, "id", &v.ID, String)
//	}
//
// A union looks ahead to choose a variant: see Tag, Kind and Misfit.
package json
