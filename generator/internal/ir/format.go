package ir

// The types of this file are scalars of JSON that are more than that in Go.

// Time is a string in the format date-time.
type Time struct{}

// Date is a string in the format date.
type Date struct{}

// Bytes is a string of base64.
type Bytes struct{}

// UnixTime is an integer that counts the seconds since 1970.
type UnixTime struct{}

// Decimal is a number that keeps all its digits.
type Decimal struct{}

// Foreign is a type that is made elsewhere: in another package, or by hand
// beside the output. Its JSON and its text are its own matter.
type Foreign struct {
	Prefix  string // "", "*", "[]", "map[string]" or several of them
	Package string // as it is called before the dot; "" for one beside the output
	Path    string // of the import
	Name    string
	Of      *Decl  // the declaration that Name means, or nil
	JSON    string // the JSON type of its values, "" where that is not known
}

func (Time) isType()     {}
func (Date) isType()     {}
func (Bytes) isType()    {}
func (UnixTime) isType() {}
func (Decimal) isType()  {}
func (Foreign) isType()  {}

// Wire is the type that a value has on its way: a string for a date, the type
// itself where that is all there is to it.
func Wire(t Type) Type {
	switch t := t.(type) {
	case String, Time, Date, Bytes:
		return String{}
	case UnixTime:
		return Integer{Bits: 64}
	case Decimal:
		return Number{Bits: 64}
	case Foreign:
		switch t.JSON {
		case "string":
			return String{}
		case "integer":
			return Integer{Bits: 64}
		case "number":
			return Number{Bits: 64}
		case "boolean":
			return Boolean{}
		}
	}
	return t
}

// StringFormat holds a string to a format that Go has no type for.
type StringFormat struct{ Name string }

// Texted demands of a parameter of a foreign type that it has a text.
type Texted struct{}

func (StringFormat) isCheck() {}
func (Texted) isCheck()       {}

// Foreigns are the foreign types of an API, each as often as it is used.
func Foreigns(api *API) []Foreign {
	var out []Foreign
	visit := func(v Value) Value {
		if t, ok := v.Type.(Foreign); ok {
			out = append(out, t)
		}
		return v
	}
	for _, d := range api.Decls {
		MapValues(d, visit)
	}
	MapOperationValues(api, visit)
	return out
}
