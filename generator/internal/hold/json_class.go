package hold

import (
	"fmt"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// class is what values in JSON a Go type represents, and how. An enum has the class of
// its base, an alias and a named list or map that of the type that they are.
type class string

// The classes.
const (
	text     class = "string"
	blob     class = "[]byte"
	moment   class = "time.Time"
	unix     class = "time.Time in seconds" // of an integer; in a lock it is a time.Time
	day      class = "CivilDate"
	integer  class = "integer"
	number   class = "float"
	decimal  class = "json.Number"
	boolean  class = "bool"
	raw      class = "json.RawMessage"
	list     class = "list"
	dict     class = "map"
	object   class = "struct"
	tuple    class = "tuple"
	union    class = "union"
	foreign  class = "mapped type"
	filePart class = "file"
)

// classes are all classes, in the order of the documentation.
var classes = []class{text, blob, moment, unix, day, integer, number, decimal, boolean, raw, list, dict, object, tuple, union, foreign, filePart}

// basicTypes are the types of Go with their classes in the IR, but for those that depend
// on the document.
var basicTypes = map[lock.Basic]ir.Type{
	"string":          ir.String{},
	lock.Bytes:        ir.Bytes{},
	"time.Time":       ir.Time{},
	"CivilDate":       ir.Date{},
	"json.Number":     ir.Decimal{},
	"bool":            ir.Boolean{},
	"json.RawMessage": ir.Any{},
	"FilePart":        ir.File{},
	"float32":         ir.Number{Bits: 32},
	"float64":         ir.Number{Bits: 64},
	"int":             ir.Integer{},
	"int8":            ir.Integer{Bits: 8},
	"int16":           ir.Integer{Bits: 16},
	"int32":           ir.Integer{Bits: 32},
	"int64":           ir.Integer{Bits: 64},
	"uint":            ir.Integer{Unsigned: true},
	"uint8":           ir.Integer{Bits: 8, Unsigned: true},
	"uint16":          ir.Integer{Bits: 16, Unsigned: true},
	"uint32":          ir.Integer{Bits: 32, Unsigned: true},
	"uint64":          ir.Integer{Bits: 64, Unsigned: true},
}

// basicName is the name of a type in [basicTypes], or "".
func basicName(t ir.Type) lock.Basic {
	switch t.(type) {
	case ir.String:
		return "string"
	case ir.UnixTime:
		return "time.Time"
	case ir.File:
		return "FilePart"
	case ir.List, ir.Dict, ir.Ref, ir.Foreign:
		return ""
	}
	return basicNames[t]
}

var basicNames = func() map[ir.Type]lock.Basic {
	names := map[ir.Type]lock.Basic{}
	for name, t := range basicTypes {
		names[t] = name
	}
	return names
}()

// classOf is the class of a value.
func classOf(v ir.Value) class {
	u := ir.Underlying(v)
	switch t := u.Type.(type) {
	case ir.String:
		return text
	case ir.Bytes:
		return blob
	case ir.Time:
		return moment
	case ir.UnixTime:
		return unix
	case ir.Date:
		return day
	case ir.Integer:
		return integer
	case ir.Number:
		return number
	case ir.Decimal:
		return decimal
	case ir.Boolean:
		return boolean
	case ir.Any:
		return raw
	case ir.List:
		return list
	case ir.Dict:
		return dict
	case ir.Foreign:
		return foreign
	case ir.File:
		return filePart
	case ir.Ref:
		return classOfDecl(t.Decl)
	}
	panic(fmt.Sprintf("hold: type of kind %T", u.Type))
}

func classOfDecl(d *ir.Decl) class {
	switch body := d.Body.(type) {
	case *ir.Struct:
		return object
	case *ir.Tuple:
		return tuple
	case *ir.Union:
		return union
	case *ir.Enum:
		return classOf(ir.Value{Type: body.Base})
	case *ir.Named:
		return classOf(body.Value)
	case *ir.Alias:
		return classOf(body.Value)
	case *ir.Part:
		return filePart
	}
	panic(fmt.Sprintf("hold: declaration with a body of kind %T", d.Body))
}
