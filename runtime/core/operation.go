package core

// Operation describes an operation to clients and servers.
type Operation struct {
	ID       string
	Method   string
	Path     string        // path template
	Security []Requirement // alternatives; a public operation has none
}

// Requirement is a set of security schemes that must all be satisfied.
type Requirement []SchemeUse

// SchemeUse is a security scheme and the scopes that an operation requires.
type SchemeUse struct {
	Scheme string
	Scopes []string
}
