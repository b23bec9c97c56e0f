// Package json reads and writes JSON without reflection. One function codes a type in
// both directions:
//
//	func(c *Codec, p *T)       reads into p, or writes p if c.Writing
//
// Functions for elements are passed as arguments. T is inferred, so a call names no
// type. The functions are
//
//	String     ~string
//	Bool       ~bool
//	Int        ~int, ~int8, ~int16, ~int32, ~int64   (the range is checked, keyword "format")
//	Uint       ~uint, ~uint8, ~uint16, ~uint32, ~uint64
//	Float      ~float32, ~float64
//	Time       time.Time        a date-time
//	Date       core.CivilDate   a date
//	Bytes      ~[]byte          base64
//	UnixTime   time.Time        an integer: seconds since 1970
//	Decimal    ~string          a number, without loss
//	Foreign    any other type   by encoding/json
//	Raw        json.RawMessage  any value
//	codePet    a generated function, for each declared type
//	Pointer(codePet)            *Pet, for an object that contains itself
//	a function literal          for unnamed arrays, maps and Opt: func(c *Codec, p *[]string) { Array(c, p, String) }
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
// The body of the loop runs several times while reading, so it contains only such
// lines. The functions for members are
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
//	required and nullable          Opt[T]            RequiredNullable   absent is written as null
//	required array                 []T               RequiredArray      nil is written as []
//	required map                   map[string]T      RequiredMap        nil is written as {}
//	another Go type than these     T                 OptionalIf         with a condition for when it is written
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
// Mode also has the direction of a text. Members that are read-only or write-only are
// coded within a condition:
//
//	if o.ReadOnly("id") {
//		Optional(&o, "id", &v.ID, String)
//	}
//
// A union looks ahead to choose a variant: see Tag, Kind and Misfit.
package json
