package ir

import (
	"path"
	"strings"
)

// This file has the types for which Go has more than a scalar of JSON.

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

// Foreign is a type that is declared elsewhere: in another package, or by hand in
// the package of the output. It is encoded by its own methods.
type Foreign struct {
	Prefix  string // "", "*", "[]", "map[string]" or several of them
	Package string // the name in the document; "" for a type in the package of the output
	Path    string // import path
	Name    string
	Of      *Decl  // the declaration that Name means, or nil
	JSON    string // the JSON type of its values, "" if unknown
}

// PackageName is what the package is most likely called, from its path. It does not depend
// on the names of other packages.
func (f Foreign) PackageName() string {
	name := path.Base(f.Path)
	if isVersion := len(name) > 1 && name[0] == 'v' && strings.Trim(name[1:], "0123456789") == ""; isVersion && strings.Contains(f.Path, "/") {
		name = path.Base(path.Dir(f.Path))
	}
	name, _, _ = strings.Cut(strings.TrimPrefix(name, "go-"), ".")
	return strings.ReplaceAll(name, "-", "")
}

func (Time) isType()     {}
func (Date) isType()     {}
func (Bytes) isType()    {}
func (UnixTime) isType() {}
func (Decimal) isType()  {}
func (Foreign) isType()  {}

// Wire is the type of a value in JSON: a string for a date. Most types are
// themselves.
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

// StringFormat requires a format for which there is no Go type.
type StringFormat struct{ Name string }

// Texted requires that a parameter of a foreign type, or a float, can be written as text.
type Texted struct{}

func (StringFormat) isCheck() {}
func (Texted) isCheck()       {}

// Foreigns are the foreign types of an API, one for each use.
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
