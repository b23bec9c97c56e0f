package ir

import "fmt"

// JSONKind is the JSON type of all values of a Go type: "string", "integer",
// "number", "boolean", "array" or "object". It is empty if there are several, or if
// it is not known.
func JSONKind(v Value) string {
	u := Underlying(v)
	switch t := u.Type.(type) {
	case String, Time, Date, Bytes:
		return "string"
	case Integer, UnixTime:
		return "integer"
	case Number, Decimal:
		return "number"
	case Boolean:
		return "boolean"
	case List:
		return "array"
	case Dict:
		return "object"
	case Any, Foreign:
		return ""
	case Ref:
		switch body := t.Decl.Body.(type) {
		case *Struct:
			return "object"
		case *Enum:
			return JSONKind(Value{Type: body.Base})
		case *Named:
			return JSONKind(body.Value)
		case *Tuple:
			return "array"
		case *Union, nil:
			return ""
		}
	}
	panic(fmt.Sprintf("ir: type of kind %T", u.Type))
}
