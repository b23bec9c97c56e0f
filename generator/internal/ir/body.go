package ir

// Media is a content type and how its bytes are read.
type Media struct {
	Type     string // as in the document: "application/json"; it may be a range such as "image/*"
	Format   Format
	Value    Value      // of each item for Lines, Sequence, Events and Parts; unused for Binary
	Examples []string   // JSON texts of the document, which may be invalid
	Fakes    []*Example // valid examples, of responses that fakes respond with
	Details  Details    // of Form and Multipart FormDetails, of Parts PartsDetails, of XML XMLDetails; nil for other formats
}

// Example is an example of the document.
type Example struct {
	Name string // its key in examples, or ""
	Text string // JSON
}

// Details are what only some formats have: one of FormDetails, PartsDetails and XMLDetails.
type Details interface{ isDetails() }

// FormDetails are the members of a form that are not encoded by default rules.
type FormDetails struct{ Members []*FormMember }

// PartsDetails are the content types of the first parts, then that of all others; "" for the
// default of the value.
type PartsDetails struct{ Types []string }

// XMLDetails are the name of the root element.
type XMLDetails struct{ Root XMLName }

func (FormDetails) isDetails()  {}
func (PartsDetails) isDetails() {}
func (XMLDetails) isDetails()   {}

// FormMembers returns the members of a form that are not encoded by default rules; nil for
// other formats.
func (m *Media) FormMembers() []*FormMember {
	if d, ok := m.Details.(FormDetails); ok {
		return d.Members
	}
	return nil
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
	Parts     Format = "parts"     // a multipart body as a stream of parts, distinguished by their order
	Lines     Format = "lines"     // a stream of JSON texts, one per line
	Sequence  Format = "sequence"  // a stream of JSON texts as RFC 7464 separates them
	Events    Format = "events"    // a stream of server-sent events
	XML       Format = "xml"
)

// IsStream reports whether a body is read and written while the call runs.
func (f Format) IsStream() bool {
	switch f {
	case Binary, Lines, Sequence, Events, Parts:
		return true
	}
	return false
}

// IsBytesInErrors reports whether the body of an error is passed on as bytes. Errors
// are not streamed, and forms are for requests.
func (f Format) IsBytesInErrors() bool {
	switch f {
	case JSON, XML, Text:
		return false
	case Binary, Form, Multipart, Parts, Lines, Sequence, Events:
		return true
	}
	panic("ir: error of format " + string(f))
}

// Body is a request body with one of the choices; mostly there is just one.
type Body struct {
	Required bool
	Choices  []*Choice
	Doc      Doc
}

// Choice is a type that a request body may have.
type Choice struct {
	Contents []*Media // of one Go type, the one that clients send first
}
