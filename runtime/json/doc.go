// Package json reads and writes JSON without reflection. A type has one function for
// each direction:
//
//	func(r *Reader, i int, p *T) int                           reads the value at i into p, returns the offset behind it
//	func(b []byte, w *Writer, key string, p *T) []byte         appends p to b: an Appender
//
// Functions for elements are passed as arguments. T is inferred, so a call names no
// type. The functions are
//
//	ReadString     StringElem       ~string
//	ReadBool       BoolElem         ~bool
//	ReadInt        IntElem          ~int, ~int8, ~int16, ~int32, ~int64   (the range is checked, keyword "format")
//	ReadUint       UintElem         ~uint, ~uint8, ~uint16, ~uint32, ~uint64
//	ReadFloat      FloatElem        ~float32, ~float64
//	ReadTime       AppendTime       time.Time        a date-time
//	ReadDate       AppendDate       core.CivilDate   a date
//	ReadBytes      AppendBytes      ~[]byte          base64
//	ReadUnixTime   AppendUnixTime   time.Time        an integer: seconds since 1970
//	ReadDecimal    AppendDecimal    ~string          a number, without loss
//	ReadForeign    AppendForeign    any other type   by encoding/json
//	ReadRaw        AppendRaw        json.RawMessage  any value
//	readPet        appendPet        generated functions of a declared type
//	a function literal               for pointers, and for unnamed arrays, maps and Opt
//
// # Writing
//
// An object has one line per member, in declared order. Each begins with the key of
// the member, and the first comma becomes the opening brace:
//
//	func appendParticipant(b []byte, w *Writer, key string, v *Participant) []byte {
//		if v == nil {
//			return b
//		}
//		b, n := Begin(b, key)
//		b = AppendString(b, `,"id":`, v.ID)
//		b = AddOptFloat(b, w, `,"duration":`, &v.Duration)
//		b = appendReport(b, w, `,"report":`, v.Report)
//		b = AddArray(b, w, `,"events":`, v.Events, appendEvent)
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
// Functions for members are not inlined and rarely generic, so that packages with many
// members compile fast.
//
// # Reading
//
// An object has a table of its members, and a case for each:
//
//	var participantKeys = Members{Required: []uint64{0x1}, NotNull: []uint64{0x6}, Keys: []string{`,"id":`, `,"duration":`, `,"report":`}}
//
//	func readParticipant(r *Reader, i int, v *Participant) int {
//		o, k, i := r.Open(i, &participantKeys)
//		for ; k >= 0; k, i = o.Next(i) {
//			switch k {
//			case 0:
//				i = ReadString(r, i, &v.ID)
//			case 1:
//				i = ReadOptFloat(r, i, &v.Duration)
//			case 2:
//				i = readReport(r, i, New(&v.Report))
//			}
//		}
//		return i
//	}
//
// Members that are not declared are skipped, unless the table has Others. The last case is
// for these: ReadAdditional or Object.Keep. An array with separate types for its first items
// is a Tuple. Defaults are filled in behind the loop, see Default.
//
// A strict reader reports null where the schema does not allow it, unknown values,
// forbidden members and missing required members. A lenient reader takes what it can
// use: null and missing members are the zero value, and so is an empty date. Wrong
// types, and numbers out of range, are reported by both.
//
// Mode also has the direction of a text: members that are read-only are skipped in
// requests. A union looks ahead to choose a variant: see Tag, Kind and Misfit.
package json
