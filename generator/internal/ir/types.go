package ir

import (
	"cmp"
	"math/big"
	"strconv"

	"github.com/peergen/peergen/generator/internal/label"
)

// Type is one of String, Integer, Number, Boolean, Any, List, Dict, Ref, and of
// the kinds in format.go and form.go.
type Type interface{ isType() }

// String is a JSON string; its format is documentation.
type String struct{ Format string }

// Integer is a JSON number without a fraction.
type Integer struct {
	Bits     int // 8, 16, 32 or 64; 0 is what Go calls int
	Unsigned bool
}

// Number is a JSON number.
type Number struct{ Bits int } // 32 or 64

// Boolean is true or false.
type Boolean struct{}

// Any is a value about which the schema says nothing, or nothing that can be
// expressed: raw JSON.
type Any struct{}

// List is a JSON array.
type List struct{ Elem Value }

// Dict is a JSON object with arbitrary member names. Names is an expression of RE2
// for those that Elem is about, where members of other names may be anything; ""
// for all names.
type Dict struct {
	Elem  Value
	Names string
}

// Ref is a use of a declaration.
type Ref struct{ Decl *Decl }

func (String) isType()  {}
func (Integer) isType() {}
func (Number) isType()  {}
func (Boolean) isType() {}
func (Any) isType()     {}
func (List) isType()    {}
func (Dict) isType()    {}
func (Ref) isType()     {}

// Range are the least and the largest value of an integer.
func (t Integer) Range() (least, most string) {
	bits := uint(cmp.Or(t.Bits, 64))
	if t.Unsigned {
		return "0", strconv.FormatUint(1<<bits-1, 10)
	}
	return strconv.FormatInt(-1<<(bits-1), 10), strconv.FormatInt(1<<(bits-1)-1, 10)
}

// Value is a type in a place: what may stand there.
type Value struct {
	Type     Type
	Nullable bool
	Bare     bool // where it may be absent, its zero value is
	Checks   []Check
}

// Check is a constraint on a value: one of Length, Pattern, Bound, Items, and of
// the kinds in check.go and format.go.
type Check interface{ isCheck() }

// Length bounds the number of Unicode code points of a string.
type Length struct {
	Min uint64
	Max *uint64
}

// Pattern is a regular expression as the document writes it, in ECMA-262, and
// in the syntax of RE2.
type Pattern struct{ Expr, RE2 string }

// Bound limits a number. Limit is the exact literal of the document.
type Bound struct {
	Limit     string
	Upper     bool
	Exclusive bool
}

// Holds decides whether a number is within the limit; so is what is beyond comparison.
func (b Bound) Holds(literal string) bool {
	x, ok := new(big.Rat).SetString(literal)
	limit, also := new(big.Rat).SetString(b.Limit)
	if !ok || !also {
		return true
	}
	order := x.Cmp(limit)
	if b.Upper {
		order = -order
	}
	return order > 0 || order == 0 && !b.Exclusive
}

// Spans reports whether the limit leaves all values of an integer, and whether it leaves any.
func (b Bound) Spans(t Integer) (all, some bool) {
	least, most := t.Range()
	if b.Upper {
		least, most = most, least
	}
	return b.Holds(least), b.Holds(most)
}

// Items bounds the number of elements of an array.
type Items struct {
	Min uint64
	Max *uint64
}

func (Length) isCheck()  {}
func (Pattern) isCheck() {}
func (Bound) isCheck()   {}
func (Items) isCheck()   {}

// Decl is a declared Go type.
type Decl struct {
	Given     string // the name that an extension gives it in Go, or ""
	Component string // name in components.schemas; "" for an inline schema
	Path      label.Path
	Doc       Doc
	Media     string // inline: the content type that it stands below, or ""
	Owner     *Decl  // the union that a variant without a type of its own was made for, else nil
	Body      DeclBody
}

// DeclBody is one of Struct, Tuple, Enum, Named, Alias, Union, Part.
type DeclBody interface{ isDeclBody() }

// Struct is an object with known members. Others is what members without a name
// are, nil where they are skipped, for the names that OthersNames is an expression
// of, see Dict; Closed forbids them.
type Struct struct {
	Fields      []*Field
	Others      *Value
	OthersNames string // RE2
	Closed      bool
	Checks      []Check // of the object as a whole
}

// Field is one property.
type Field struct {
	Name      string
	Given     string // the name that an extension gives it in Go, or ""
	Required  bool
	ReadOnly  bool
	WriteOnly bool
	Due       bool // required in the one direction in which it travels: ReadOnly or WriteOnly, and not Required
	Value     Value
	Doc       Doc
	Default   string   // JSON text, or ""
	Tags      []Tag    // for the struct tag, beside json
	Hidden    bool     // is in the Go struct only, not in the JSON
	XML       *XMLName // nil for an element that is called as the member is
}

// Tag is an entry of a struct tag.
type Tag struct{ Key, Value string }

// Tuple is an array whose first items have types of their own; an item that is
// not required may be missing with all that follow. Rest is what comes behind
// them, nil where that is skipped; Closed forbids it. The names of Items are
// their indexes.
type Tuple struct {
	Items  []*Field
	Rest   *Value
	Closed bool
	Checks []Check // of the array as a whole
}

// Enum is a list of scalars of one type, closed in the document unless Open, an
// open one in Go.
type Enum struct {
	Base   Type // String, Integer, Number or Boolean
	Values []*EnumValue
	Open   bool    // the document allows other values, too
	Others []Check // of those, where Open
}

// EnumValue is one constant. Literal is JSON text.
type EnumValue struct {
	Given   string // the name that an extension gives it behind that of its type, or ""
	Literal string
	Doc     string
}

// Named is an array, a map or, as a variant of a union, a scalar with a name of
// its own.
type Named struct{ Value Value }

// Alias is another name of a type that needs no methods.
type Alias struct{ Value Value }

// Union is a value of one of several types, told apart by the value of a member
// (Property), else by a member that only one of them has, else by its JSON kind,
// else by trying.
type Union struct {
	Property string // of the discriminator, or ""
	Literal  bool   // the values of Property are JSON texts of numbers or booleans, not strings
	Variants []*Variant
}

// Variant is one type of a union.
type Variant struct {
	Decl   *Decl    // a Struct, a Tuple, an Enum or a Named
	Tags   []string // values of Property that mean it
	Sent   string   // JSON text: the value of Property that it is sent with where its own is zero; or ""
	Member string   // of an object: it must have it, and no other variant knows it; or ""
}

// Field is the field of a member, or nil.
func (s *Struct) Field(name string) *Field {
	for _, f := range s.Fields {
		if f.Name == name && !f.Hidden {
			return f
		}
	}
	return nil
}

func (*Struct) isDeclBody() {}
func (*Tuple) isDeclBody()  {}
func (*Union) isDeclBody()  {}
func (*Enum) isDeclBody()   {}
func (*Named) isDeclBody()  {}
func (*Alias) isDeclBody()  {}
func (*Part) isDeclBody()   {}

// Underlying looks through aliases: the type and the checks of what v is another
// name of, added to its own.
func Underlying(v Value) Value {
	for range 100 { // aliases that go round in a circle are raw JSON; lowering has said so
		ref, ok := v.Type.(Ref)
		if !ok || ref.Decl == nil {
			return v
		}
		alias, ok := ref.Decl.Body.(*Alias)
		if !ok {
			return v
		}
		v = Value{
			Type: alias.Value.Type, Nullable: v.Nullable || alias.Value.Nullable, Bare: v.Bare,
			Checks: append(v.Checks[:len(v.Checks):len(v.Checks)], alias.Value.Checks...),
		}
	}
	return Value{Type: Any{}}
}
