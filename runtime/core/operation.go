package core

// Operation is what both sides know of an operation.
type Operation struct {
	ID       string
	Method   string
	Path     string        // template, as in the document
	Security []Requirement // alternatives; none means public
}

// Requirement is a set of security schemes that must all be satisfied.
type Requirement []SchemeUse

type SchemeUse struct {
	Scheme string
	Scopes []string
}
