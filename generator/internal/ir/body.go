package ir

// Media is a content type and what its bytes mean.
type Media struct {
	Type      string // as in the document: "application/json"; it may be a range such as "image/*"
	Format    Format
	Value     Value         // of Lines, Sequence, Events and Parts each item; without a meaning for Binary
	XML       XMLName       // of XML: the root
	Members   []*FormMember // of Form and Multipart, those that do not travel as all others
	PartTypes []string      // of Parts: content types of the first parts, and last that of all others; "" where it goes without saying
}

// Format is how the bytes of a body are read.
type Format string

// The formats.
const (
	JSON      Format = "json"
	Text      Format = "text"      // a scalar
	Binary    Format = "binary"    // a stream of bytes
	Form      Format = "form"      // application/x-www-form-urlencoded: an object
	Multipart Format = "multipart" // an object in named parts, of which members can be files
	Parts     Format = "parts"     // a multipart body as a stream of parts, which their order tells apart
	Lines     Format = "lines"     // a stream of JSON texts, one per line
	Sequence  Format = "sequence"  // a stream of JSON texts as RFC 7464 separates them
	Events    Format = "events"    // a stream of server-sent events
	XML       Format = "xml"
)

// IsStream holds where a body is not read before the call or the answer.
func (f Format) IsStream() bool {
	switch f {
	case Binary, Lines, Sequence, Events, Parts:
		return true
	}
	return false
}

// IsBytesInErrors reports whether the body of an error stays bytes: nobody takes an
// error bit by bit, and forms are for what people send.
func (f Format) IsBytesInErrors() bool {
	switch f {
	case JSON, XML, Text:
		return false
	case Binary, Form, Multipart, Parts, Lines, Sequence, Events:
		return true
	}
	panic("ir: error of format " + string(f))
}

// Body is a request body, of one of the choices: mostly there is just one.
type Body struct {
	Required bool
	Choices  []*Choice
	Doc      Doc
}

// Choice is a type that a request body may have.
type Choice struct {
	Contents []*Media // of one Go type, the one that clients send first
}
