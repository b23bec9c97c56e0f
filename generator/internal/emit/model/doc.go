package model

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
)

// DeclDoc is the doc comment of a declared type: the text of the document, facts
// about its values, and its place in the document.
func (e *Emitter) DeclDoc(d *ir.Decl, facts ...string) jen.Code {
	return gocode.Doc(e.Introduction(d), strings.Join(facts, " "), target.Deprecation(d.Doc))
}

// Introduction is the paragraphs that describe a declaration.
func (e *Emitter) Introduction(d *ir.Decl) string {
	name := e.Names.Type(d)
	text := target.About(name, d.Doc, "is "+e.Origin(d)+".")
	switch {
	case target.FirstText(d.Doc) == "" || d.Component == name:
		return text
	case d.Component != "":
		return text + "\n\nSchema: " + d.Component + "."
	}
	return text + "\n\nIt is " + e.Origin(d) + "."
}

// Origin is the place of a declaration in the document, seen from the type
// around it:
//
//	the Pet schema
//	the owner object of Pet
//	an element of tags of Pet
//	the response of GetPet
func (e *Emitter) Origin(d *ir.Decl) string {
	if d.Component != "" {
		return "the " + d.Component + " schema"
	}
	if len(d.Path) == 1 {
		return e.rootWords(d.Path[0])
	}
	around, below := e.rootWords(d.Path[0]), d.Path[1:]
	for n := len(d.Path) - 1; n > 0; n-- {
		if parent := e.places[d.Path[:n].String()]; parent != nil && parent != d {
			around, below = e.Names.Type(parent), d.Path[n:]
			break
		}
	}
	switch last := below.Last().(type) {
	case label.Own:
		return around + " without its subtypes"
	case label.Alternative, label.Variant, label.Position:
		return "the " + below.String() + " of " + around
	case label.Item, label.Value:
		word := "an element"
		if _, ok := last.(label.Value); ok {
			word = "a value"
		}
		if len(below) > 1 {
			around = below[:len(below)-1].String() + " of " + around
		}
		return word + " of " + around
	}
	return "the " + below.String() + noun(d) + " of " + around
}

// rootWords is the first step of a path in words, with the operation by its Go
// name.
func (e *Emitter) rootWords(step label.Step) string {
	switch step := step.(type) {
	case label.Request:
		return "the request body of " + e.operationName(step.Of)
	case label.Response:
		if step.Status != "" {
			return "the " + step.Status + " response of " + e.operationName(step.Of)
		}
		return "the response of " + e.operationName(step.Of)
	case label.Name:
		return e.operationName(string(step))
	}
	return "the " + step.String()
}

// operationName is the Go name of the operation with an id, or else the id.
func (e *Emitter) operationName(id string) string {
	for _, op := range e.API.Operations {
		if op.ID == id {
			return e.Names.Operation(op)
		}
	}
	return id
}

// findPlaces finds the types by their paths; components have their names.
func (e *Emitter) findPlaces() {
	e.places = map[string]*ir.Decl{}
	for _, d := range e.API.Decls {
		place := d.Component
		if place == "" {
			place = d.Path.String()
		}
		if e.places[place] == nil {
			e.places[place] = d
		}
	}
}

// noun is the JSON type of a declaration, if it is worth a word.
func noun(d *ir.Decl) string {
	switch body := d.Body.(type) {
	case *ir.Struct:
		return " object"
	case *ir.Tuple:
		return " array"
	case *ir.Named:
		switch body.Value.Type.(type) {
		case ir.List:
			return " array"
		case ir.Dict:
			return " object"
		}
	case *ir.Enum, *ir.Union, *ir.Alias:
		return " value"
	}
	return ""
}
