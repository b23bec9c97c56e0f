// Package support holds the ordinary Go that travels with every generated
// package: each file is copied as it stands, the package clause is changed, and
// declarations the package does not reach are dropped.
//
// The rule of the house: standard library only; no init, no registries, no
// unsafe, no build tags, no `var _ I = T{}`; a declaration mentions only what it
// needs, because whatever it mentions travels along.
//
// # JSON: what generated code calls
//
// One function codes a type in both directions. Every helper takes one (ELEM):
//
//	func(c *jsonCodec, p *T)       reads into p, or writes p if c.writing
//
// T is always inferred, so a call names no type. ELEM is one of
//
//	jsonString    ~string
//	jsonBool      ~bool
//	jsonInt       ~int, ~int8, ~int16, ~int32, ~int64   (range of the Go type is checked, keyword "format")
//	jsonUint      ~uint, ~uint8, ~uint16, ~uint32, ~uint64
//	jsonFloat     ~float32, ~float64
//	jsonTime      time.Time                             (a date-time; strict codecs want RFC 3339)
//	jsonCivilDate CivilDate                             (a date)
//	jsonBytes     ~[]byte                               (base64; nil writes "")
//	jsonUnixTime  time.Time                             (an integer: seconds since 1970)
//	jsonDecimal   json.Number                           (a number as it is written)
//	jsonForeign   every type that was not generated     (by encoding/json)
//	jsonRaw       json.RawMessage                       (any value, null included)
//	jsonValue     every type with codeJSON on its pointer (structs, enums, named arrays and maps)
//	jsonPointer   *T where *T has codeJSON              (Opt[*T], for an object that contains itself)
//	codeShape     a plain generated function, e.g. for a sealed union interface
//	func(c *jsonCodec, p *[]string) { jsonArray(c, p, jsonString) }
//	func(c *jsonCodec, p *map[string]int64) { jsonMap(c, p, jsonInt) }
//	func(c *jsonCodec, p *Opt[string]) { jsonNullable(c, p, jsonString) }
//	              anything unnamed and nested: a literal that captures nothing costs nothing
//
// A member is one line in the body of its object's loop, in declared order. The
// line is helper(&o, "name", &v.Field, ELEM), whatever the shape:
//
//	shape                          Go type           helper             ELEM codes
//	optional scalar or enum        Opt[T]            optionalValue      T
//	optional, nullable: anything   Opt[T]            optionalNullable   T
//	optional object                *T                optionalObject     T            nil is absent
//	optional array                 []T, ~[]T         optionalArray      T            nil is absent
//	optional map                   map, ~map         optionalMap        T            nil is absent
//	optional raw JSON              json.RawMessage   optionalRaw        (jsonRaw)    nil is absent
//	optional bytes                 []byte            optionalBytes      (jsonBytes)  nil is absent
//	optional, by request           T                 optionalBare       T            zero is absent
//	optional union                 interface         optionalUnion      T            nil is absent
//	required: anything             T                 requiredValue      T
//	required, nullable: anything   Opt[T]            requiredNullable   T            absent writes null
//	required array                 []T, ~[]T         requiredArray      T            nil writes []
//	required map                   map, ~map         requiredMap        T            nil writes {}
//	required raw JSON              json.RawMessage   requiredValue      (jsonRaw)    nil writes null
//
// A nullable array or map is Opt[[]T] or Opt[map[string]T] with a literal as
// ELEM. For a named array or map, ELEM of optionalArray and optionalMap is that
// of its elements; requiredValue takes it with jsonValue.
//
// An object, whole; reading notices missing members and skips unknown ones:
//
//	func (v *Participant) codeJSON(c *jsonCodec) {
//		for o := c.object(); o.more(); {
//			requiredValue(&o, "id", &v.ID, jsonString)
//			optionalValue(&o, "duration", &v.Duration, jsonFloat)
//			optionalArray(&o, "events", &v.Events, jsonValue)
//		}
//	}
//
//	func (v Participant) MarshalJSON() ([]byte, error)     { return marshalJSON(&v) }
//	func (v *Participant) UnmarshalJSON(data []byte) error { return unmarshalJSON(data, v) }
//
// Without members the body of the loop is empty. Other members are
//
//	ignored       for o := c.object(); o.more(); {
//	forbidden     for o := c.closedObject(); o.more(); {      a strict codec reports them
//	(a name that JSON must escape: c.object().escaped())
//	kept          otherMembers(&o, &v.More, ELEM)             last line of the body; More is a map[string]T
//	(if only members whose names match a pattern are T: ifNamed[T](PATTERN, ELEM))
//
// The body runs several times while reading, so it holds nothing but these
// lines; what else there is to do goes before or after the loop, or into an ELEM.
//
// A named array or map, and an enum, which a strict codec closes:
//
//	func (v *Tags) codeJSON(c *jsonCodec) { jsonArray(c, v, jsonString) }
//
//	func (v *Filter) codeJSON(c *jsonCodec) {
//		jsonString(c, v)
//		if c.strict && !v.Known() {
//			c.violate("enum", "must be one of events, quality_stats")
//		}
//	}
//
// An array whose first items have types of their own names each once, in order.
// Of the items that may be missing, those behind an absent one are absent, too:
//
//	func (v *Point) codeJSON(c *jsonCodec) {
//		t := c.tuple()
//		tupleItem(&t, &v.X, jsonFloat)               required: T
//		tupleNullable(&t, &v.Y, jsonFloat)           required, nullable: Opt[T]
//		tupleOptional(&t, &v.Label, jsonString)      Opt[T]; tupleOptionalNullable where null is a value
//		tupleRest(&t, &v.Rest, jsonString)           []T, what follows
//		t.endTuple(false)                            true where nothing may follow
//	}
//
// violate reports at the value just read, after the loop of an object at the
// object; a value that already has a "type" violation is not reported again.
// c.strict is false while writing. Other checks look at !c.writing first.
//
// Null where the schema has none: a strict codec reports it ("type"). A lenient
// one makes an Opt Null and leaves pointers, slices and maps nil; a required
// scalar or object has no place for it, so there even a lenient codec reports it.
// Wrong types, numbers out of range and missing members are reported by both.
//
// A union looks ahead without consuming:
//
//	func codeShape(c *jsonCodec, p *Shape) {
//		if c.writing {
//			... switch over the variants: v.codeJSON(c)
//			return
//		}
//		kind := ""
//		at := c.mark()
//		for o := c.object(); kind == "" && o.more(); {
//			requiredValue(&o, "kind", &kind, jsonString)
//		}
//		c.reset(at) // forgets what the look ahead reported
//		... read the variant
//	}
//
// c.kind() is the kind of the next value by its first byte: '{' '[' '"' 't' 'f'
// 'n' '0' (any number).
//
// Bodies:
//
//	err := decodeBody(data, strict, &body, ELEM)     // *DecodeError, or *ValidationFailure with all In "body"
//	data, err := encodeBody(&body, ELEM)
//
// # Names and texts: parameters in a style, forms
//
// A value becomes a formTree by way of its JSON, and a formStyle makes pairs of
// names and texts of that, or one segment; a formReader goes the other way.
//
//	tree, err := formTreeOf(&v, ELEM)
//	pairs, err := formStyle{name: "tags", style: "form", explode: true, escape: escapeQueryText}.pairs(tree)
//
//	tree, err := formReader{formStyle: ..., shape: formLists, unescape: url.QueryUnescape}.fromPairs(parsePairs(query))   // *textError; nil is absent
//	err := readFormTree(tree, strict, &v, ELEM)                                  // *ValidationFailure with pointers into the tree
//
// A formTree can also be put together by hand: formText, formList, and member
// for objects; fields of a form that hold JSON come from parseFormTree. Only a
// codec of readFormTree has textual set; with it jsonString takes numbers and
// booleans by their text. An ELEM that reads strings should call jsonString.
//
// # Bodies that are no JSON
//
// media_*.go has a pair of functions per format and side. What is read as a whole
// comes from readBody and response.body, and goes out in request.body:
//
//	text        setText, textResult          readBodyText, writeText
//	form        setForm, formResult          decodeForm, writeFormBody
//	XML         setXML, xmlResult            decodeXML, writeXML
//
// What is not goes out as an outgoing and comes in as a MediaStream, by way of
// sendStream instead of send, and of openBody instead of readBody:
//
//	bytes       outgoingStream               openBody, writeStream
//	items       outgoingItems, itemResult    readBodyItems, writeItems
//	events      outgoingEvents, eventResult  readBodyEvents, writeEvents
//	multipart   setMultipart, *              readMultipart, decodeMultipart, writeMultipart
//	parts       outgoingParts, partsResult   readBodyParts, writeParts
//
// A declared error is read whole, whatever it is: decodeErrorText, decodeErrorXML
// and decodeErrorBytes read it, and the errorBodies of its operation write it.
//
// * multipartResult reads a response as a whole. Forms and XML go through the JSON
// codec of the type. The files of a multipart body have a method beside it, which
// names each once for both directions:
//
//	func (v *UploadBody) codeFiles(c *fileCodec) {
//		c.requiredFile("file", "image/png, image/jpeg", &v.File)
//		c.optionalFile("thumb", "", &v.Thumb)
//		c.fileList("pages", "", true, &v.Pages)
//		optionalPart(c, "note", &v.Note, (*NotePart).codePart)   // requiredPart, partList
//	}
//
// A part with headers of its own is a struct around what is in it, with a method
// that codes both; so are the parts of a stream coded, with headers or without:
//
//	func (v *NotePart) codePart(c *partCodec) {
//		... headers, to c.headers() where c.writing, else from c.part.Header
//		c.needsHeaders("X-Lang")
//		partValue(c, "text/markdown", &v.Body, ELEM)   // c.file("image/png", &v.Body) for a FilePart
//	}
package support
