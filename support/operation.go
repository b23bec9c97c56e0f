package support

// operation is what both sides know of an operation.
type operation struct {
	id       string
	method   string
	path     string        // template, as in the document
	security []requirement // alternatives; none means public
}

// requirement is a set of security schemes that must all be satisfied.
type requirement []schemeUse

type schemeUse struct {
	scheme string
	scopes []string
}

// problem is an error body of RFC 9457, with the violations as an extension.
type problem struct {
	Type   string      `json:"type"`
	Title  string      `json:"title"`
	Status int         `json:"status"`
	Detail string      `json:"detail,omitempty"`
	Errors []Violation `json:"errors,omitempty"`
}
