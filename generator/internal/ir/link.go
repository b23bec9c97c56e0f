package ir

// Link is an operation that a response leads to.
type Link struct {
	Key         string
	Description string
	To          *Operation
	Values      []LinkValue
}

// LinkValue is what the operation is called with.
type LinkValue struct {
	Param string // its name, "path." or the like in front of it where that is needed; "" for the request body
	Text  string // a runtime expression, or a constant
}
