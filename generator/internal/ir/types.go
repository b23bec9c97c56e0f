package ir

import (
	"cmp"
	"math/big"
	"slices"
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
	Bits     int // 8, 16, 32 or 64; 0 for int
	Unsigned bool
}

// Number is a JSON number.
type Number struct{ Bits int } // 32 or 64

// Boolean is true or false.
type Boolean struct{}

// Any is raw JSON, for a schema without constraints on the type or with some that
// no Go type expresses.
type Any struct{}

// List is a JSON array.
type List struct{ Elem Value }

// Dict is a JSON object with arbitrary member names. Elem is required of members
// whose names match Names, an expression in the syntax of RE2; if it is empty, of all.
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

// Range returns the smallest and the largest value of an integer.
func (t Integer) Range() (least, most string) {
	bits := uint(cmp.Or(t.Bits, 64))
	if t.Unsigned {
		return "0", strconv.FormatUint(1<<bits-1, 10)
	}
	return strconv.FormatInt(-1<<(bits-1), 10), strconv.FormatInt(1<<(bits-1)-1, 10)
}

// Value is the use of a type, with constraints.
type Value struct {
	Type     Type
	Nullable bool
	Shape    Shape // of a member, parameter, header or item; of an element, Plain reads null as zero
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

// Holds reports whether a number satisfies the bound, or cannot be compared with it.
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

// Spans reports whether all values of an integer type satisfy the bound, and whether
// some do.
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
	Earlier   string // its Go name in the lock, or "" for one that the lock does not have
	Unused    bool   // a component that nothing in the document refers to
	External  bool   // a component of another file: those of the document come first for a name
	File      string // of an external component: its path from the folder of the document, with slashes
	Path      label.Path
	Doc       Doc
	Media     string   // inline: the content type of the body that it is in, unless that is the preferred one, or ""
	Examples  []string // JSON texts of the document, which may be invalid
	Retired   bool     // only in the lock: it stays, although nothing refers to it
	Validates bool     // importers call Validate: it is declared, although there may be nothing to check
	Marshals  bool     // importers call MarshalJSON: it is declared, although encoding/json does without
	Owner     *Decl    // the union for which this variant was made, or nil
	Body      DeclBody
}

// DeclBody is one of Struct, Tuple, Enum, Named, Alias, Union, Part.
type DeclBody interface{ isDeclBody() }

// Struct is an object with declared properties. Additional is the type of additional
// properties, or nil if they are ignored; AdditionalNames limits it as [Dict].Names
// does. Closed forbids them.
type Struct struct {
	Fields          []*Field
	Additional      *Value
	AdditionalNames string // RE2
	Closed          bool
	Kept            *Kept   // nil for most
	Checks          []Check // of the object as a whole
}

// Kept are members without a field that a struct keeps as raw JSON, because another
// alternative of an anyOf declares them. Names is nil for members of any name.
type Kept struct{ Names []string }

// Field is one property.
type Field struct {
	Name              string
	Given             string // the name that an extension gives it in Go, or ""
	Required          bool
	ReadOnly          bool
	WriteOnly         bool
	DirectionRequired bool // required in the one direction in which it is used: ReadOnly or WriteOnly, and not Required
	Value             Value
	Doc               Doc
	Default           string   // JSON text, or ""
	Examples          []string // JSON texts of the document, which may be invalid
	Fills             bool     // Default is valid, and servers may fill it in
	Tags              []Tag    // for the struct tag, in addition to json
	Hidden            bool     // in the Go struct only, not in the JSON
	XML               *XMLName // nil for an element with the name of the member
}

// Tag is an entry of a struct tag.
type Tag struct{ Key, Value string }

// Tuple is an array with types for its first items (prefixItems). An item that is
// not required may be missing, with all that follow. Rest is the type of the items
// after the prefix, or nil if they are ignored; Closed forbids them. The names of
// Items are their indexes.
type Tuple struct {
	Items  []*Field
	Rest   *Value
	Closed bool
	Checks []Check // of the array as a whole
}

// Enum is a list of scalars of one type. Other values are valid only if Open is set;
// in Go they can always be represented.
type Enum struct {
	Base       Type // String, Integer, Number or Boolean
	Values     []*EnumValue
	Open       bool    // the document allows other values, too
	OpenChecks []Check // of other values, if Open
}

// EnumValue is one constant. Literal is JSON text.
type EnumValue struct {
	Given   string // the name that an extension gives it behind that of its type, or ""
	Literal string
	Doc     string
	Retired bool // only in the lock: it is valid, but not listed
}

// Named is a declared array or map or, as a variant of a union, a declared scalar.
type Named struct{ Value Value }

// Alias is another name of a type without methods.
type Alias struct{ Value Value }

// Union is a value of one of several types. They are distinguished by the value of
// the discriminator (Property), else by a member that only one of them has, else by
// the kind of JSON value, else by trying.
type Union struct {
	Property    string // the name of the discriminator, or ""
	Variants    []*Variant
	Inner       []*InnerUnion
	Keyword     string // that a value of no variant violates: oneOf, anyOf or type
	Unevaluated bool   // members that no alternative that is satisfied declares are forbidden
}

// Variant is one type of a union.
type Variant struct {
	Decl     *Decl    // a Struct, a Tuple, an Enum or a Named
	Tags     []string // its values of Property, as text: 1 for the number and for the string "1"
	Defaults []TagDefault
	Member   string     // of an object: a required member that no other variant has; or ""
	Also     []*Variant // variants that a value of this one can satisfy, too
	Rank     int        // of several that a value fits equally, those with the least come first: those of an earlier output, then what was added to it, in order
}

// TagDefault is the value of a discriminator that is sent if a variant has none.
type TagDefault struct{ Property, Literal string } // Literal is JSON text

// InnerUnion is a union whose variants are also variants of the union around it, and
// that distinguishes them in another way. Values of Property can select it.
type InnerUnion struct {
	Decl *Decl    // a Union
	Tags []string // as those of a variant
}

// Body is the inner union itself.
func (u *InnerUnion) Body() *Union { return u.Decl.Body.(*Union) }

// Variant returns the variant that is a type, or nil.
func (u *Union) Variant(d *Decl) *Variant { return find(u.Variants, d) }

// Has reports whether a type is a variant of the union.
func (u *Union) Has(d *Decl) bool { return find(u.Variants, d) != nil }

// Selecting is the inner union that has a variant and that values of the discriminator
// select, the last of several; or nil.
func (u *Union) Selecting(v *Variant) *InnerUnion {
	for _, inner := range slices.Backward(u.Inner) {
		if len(inner.Tags) > 0 && inner.Body().Has(v.Decl) {
			return inner
		}
	}
	return nil
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

// Underlying resolves aliases: it returns the type behind them, with all checks.
func Underlying(v Value) Value {
	for range 100 { // an alias that refers to itself is raw JSON; lowering has reported it
		ref, ok := v.Type.(Ref)
		if !ok || ref.Decl == nil {
			return v
		}
		alias, ok := ref.Decl.Body.(*Alias)
		if !ok {
			return v
		}
		v = Value{
			Type: alias.Value.Type, Nullable: v.Nullable || alias.Value.Nullable, Shape: v.Shape,
			Checks: append(slices.Clip(v.Checks), alias.Value.Checks...),
		}
	}
	return Value{Type: Any{}}
}
