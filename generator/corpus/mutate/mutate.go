// Package mutate makes additions to OpenAPI documents: the changes that the authors of an
// API make without a new version of it.
//
//	doc, err := mutate.Open(path, data)
//	for _, kind := range mutate.Kinds() {
//		if change, ok := kind.Apply(doc, seed); ok {
//			grown := change.Document.JSON()
//		}
//	}
//
// A seed chooses the place of a change, and where it is inserted: first, in the middle or
// last. Documents are Swagger 2.0 or OpenAPI 3, as JSON or YAML.
package mutate

import (
	"hash/fnv"
	"math/rand/v2"

	"github.com/peergen/peergen/generator/internal/source"
)

// Document is a document that changes are made to.
type Document struct {
	root    *source.Node
	version version
	taken   []string
}

type version int

const (
	swagger version = iota
	openapi30
	openapi31 // and later
)

// Open parses a document.
func Open(path string, data []byte) (*Document, error) {
	f, err := source.Parse(path, data)
	if err != nil {
		return nil, err
	}
	d := &Document{root: f.Root}
	switch v, _ := f.Root.Get("openapi").Str(); {
	case v == "":
		d.version = swagger
	case len(v) > 2 && v[:3] == "3.0":
		d.version = openapi30
	default:
		d.version = openapi31
	}
	return d, nil
}

// SetTaken gives the document the exported Go names of the package that is generated from
// it. Kinds of change that add conflicting names use them.
func (d *Document) SetTaken(names []string) { d.taken = names }

// JSON returns the document as JSON, with its members in order.
func (d *Document) JSON() []byte { return d.root.JSON() }

// Effect is what a change means for the clients and servers of an API that are not changed.
type Effect int

// The effects.
const (
	Additive  Effect = iota // something new that clients and servers need not use
	Relaxing                // fewer values are invalid
	Annotated               // schemas describe values that were valid before
	Neutral                 // the API is the same
)

func (e Effect) String() string {
	return [...]string{"additive", "relaxing", "annotated", "neutral"}[e]
}

// Kind is a kind of change.
type Kind struct {
	Name   string // area and what is added there: "member/enum-equal-leaf"
	Effect Effect
	apply  func(*change) bool
}

// Change is a document after a change.
type Change struct {
	Document *Document
	Place    string // JSON Pointer, and what is there now
	Pointer  string // of Place
}

// change is a change that is being made.
type change struct {
	*Document
	rand    *rand.Rand
	place   string
	pointer string
}

// Apply makes a change of this kind to a copy of the document. ok is false if the document has
// no place for it.
func (k Kind) Apply(d *Document, seed uint64) (made Change, ok bool) {
	h := fnv.New64a()
	_, _ = h.Write([]byte(k.Name))
	c := &change{
		Document: &Document{root: d.root.Clone(), version: d.version, taken: d.taken},
		rand:     rand.New(rand.NewPCG(seed, h.Sum64())),
	}
	if !k.apply(c) {
		return Change{}, false
	}
	return Change{c.Document, c.place, c.pointer}, true
}

// Kinds returns all kinds of change, by area.
func Kinds() []Kind {
	var all []Kind
	for _, area := range [][]Kind{
		memberKinds(), schemaKinds(), enumKinds(), unionKinds(), operationKinds(), parameterKinds(), bodyKinds(),
		responseKinds(), securityKinds(), hookKinds(), annotationKinds(), relaxationKinds(), proseKinds(), orderKinds(), structureKinds(),
	} {
		all = append(all, area...)
	}
	return all
}

// pick returns a random element that satisfies a condition.
func pick[T any](c *change, list []T, ok func(T) bool) (T, bool) {
	for _, i := range c.rand.Perm(len(list)) {
		if ok == nil || ok(list[i]) {
			return list[i], true
		}
	}
	var none T
	return none, false
}

// try calls f with random elements until one returns true.
func try[T any](c *change, list []T, f func(T) bool) bool {
	for _, i := range c.rand.Perm(len(list)) {
		if f(list[i]) {
			return true
		}
	}
	return false
}

// at records the place of a change, and returns true.
func (c *change) at(pointer, what string) bool {
	c.place, c.pointer = pointer+": "+what, pointer
	return true
}
