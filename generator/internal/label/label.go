// Package label has the steps that the Go names of inline types are made from.
//
// A [Path] leads from an operation or a component down to a type:
//
//	#/components/schemas/Pet/properties/tags/items     Name("Pet"), Name("tags"), Item{}
//	the body of response 404 of getPet                 Response{Of: "getPet", Status: "404"}
//
// Steps are a closed set. The kind of a step determines how it is spelled, and
// whether it means anything without the step before it.
package label

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Step is one of Name, Request, Response, Body, Part, Item, Value, Alternative,
// Variant, Position and Own. Its String is in words, not in Go's spelling.
type Step interface {
	String() string
	isStep()
}

// Name is a name or title that the document gives: of a component, a property, a
// parameter, an operation or a file.
type Name string

// Request is the body of a request of an operation or of a component.
type Request struct{ Of string }

// Response is the body of a response of an operation or of a component. Status
// is empty if the operation has only one response that is not an error.
type Response struct{ Of, Status string }

// Body is a multipart request body whose members are files or have headers.
type Body struct{ Of string }

// Part is a part of a multipart body without names.
type Part struct{ Of string }

// Item leads to the elements of an array.
type Item struct{}

// Value leads to the values of a map.
type Value struct{}

// Alternative leads to an alternative of a union, by what distinguishes it from
// the others: "with email". It means nothing without the step before it.
type Alternative string

// Variant leads to an alternative of a union that nothing distinguishes from
// the others. It counts from 1 and means nothing without the step before it.
type Variant int

// Position leads to an element of a tuple, counted from 0. It means nothing
// without the step before it.
type Position int

// Own leads to the values of a base schema that none of its subtypes describes.
type Own struct{}

func (Name) isStep()        {}
func (Request) isStep()     {}
func (Response) isStep()    {}
func (Body) isStep()        {}
func (Part) isStep()        {}
func (Item) isStep()        {}
func (Value) isStep()       {}
func (Alternative) isStep() {}
func (Variant) isStep()     {}
func (Position) isStep()    {}
func (Own) isStep()         {}

func (s Name) String() string    { return string(s) }
func (s Request) String() string { return s.Of + " request" }
func (s Response) String() string {
	if s.Status == "" {
		return s.Of + " response"
	}
	return s.Of + " " + s.Status + " response"
}
func (s Body) String() string        { return s.Of + " body" }
func (s Part) String() string        { return s.Of + " part" }
func (Item) String() string          { return "[]" }
func (Value) String() string         { return "{}" }
func (s Alternative) String() string { return "alternative " + string(s) }
func (s Variant) String() string     { return "variant " + strconv.Itoa(int(s)) }
func (s Position) String() string    { return "item " + strconv.Itoa(int(s)) }
func (Own) String() string           { return "base" }

// Owner is what a request is the body of; of another step the step itself.
func Owner(s Step) string {
	if request, ok := s.(Request); ok {
		return request.Of
	}
	return s.String()
}

// NeedsParent reports whether a step means nothing without the step before it.
func NeedsParent(s Step) bool {
	switch s.(type) {
	case Alternative, Variant, Position:
		return true
	}
	return false
}

// IsElement reports whether a step leads into an array or a map.
func IsElement(s Step) bool {
	switch s.(type) {
	case Item, Value:
		return true
	}
	return false
}

// Path is the steps from an operation, a component or a file down to a type.
type Path []Step

// Append returns a path with further steps. It never shares memory with p.
func (p Path) Append(steps ...Step) Path { return slices.Concat(p, steps) }

// Last is the last step; the path must not be empty.
func (p Path) Last() Step { return p[len(p)-1] }

// Tail is the end of the path that can be understood by itself: the last step,
// with the steps before it if it leads into an array, a map or a union.
func (p Path) Tail() Path {
	i := len(p) - 1
	for i > 0 && (IsElement(p[i]) || isAlternative(p[i])) {
		i--
	}
	return p[max(i, 0):]
}

func isAlternative(s Step) bool {
	_, ok := s.(Alternative)
	return ok
}

// Words are the steps in words.
func (p Path) Words() []string {
	words := make([]string, len(p))
	for i, step := range p {
		words[i] = step.String()
	}
	return words
}

// Compare orders paths by their words.
func (p Path) Compare(q Path) int {
	return slices.CompareFunc(p, q, func(a, b Step) int { return cmp.Compare(a.String(), b.String()) })
}

// String joins the steps for readers: "Pet.tags[]".
func (p Path) String() string {
	var out strings.Builder
	for i, step := range p {
		if i > 0 && !IsElement(step) {
			out.WriteByte('.')
		}
		out.WriteString(step.String())
	}
	return out.String()
}
