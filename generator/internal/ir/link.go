package ir

// Link is an operation that can follow a response.
type Link struct {
	Key         string
	Description string
	To          *Operation
	Values      []LinkValue
}

// LinkValue is an argument of the operation.
type LinkValue struct {
	Param string // its name, with "path." or the like before it if that is needed; "" for the request body
	Text  string // a runtime expression, or a constant
}
