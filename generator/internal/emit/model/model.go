// Package model writes the declared types of a package, and how they are read
// from and written as JSON.
package model

import (
	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Emitter writes models.
type Emitter struct {
	*target.Target
	Checked map[*ir.Decl]bool // the declarations with a constraint, at any depth

	Codecs target.Helpers[Codec]
	xml    target.Helpers[*ir.Decl] // the functions of XMLMembers
	set    target.Helpers[*ir.Decl] // the functions that NotZero calls

	bodyDecls map[*ir.Decl]bool    // see bodies
	tagFields map[*ir.Field]bool   // see discriminators
	converted map[[2]*ir.Decl]bool // the pairs of types that have a method, see asOther
	textDecls map[*ir.Decl]bool    // see inText
	readDecls map[*ir.Decl]bool    // see received
	places    map[string]*ir.Decl  // see Origin

	kinds map[*ir.Union]map[rune][]*ir.Variant // see kindsOf
}

// New returns an emitter of models.
func New(t *target.Target) *Emitter {
	e := &Emitter{Target: t, converted: map[[2]*ir.Decl]bool{}, kinds: map[*ir.Union]map[rune][]*ir.Variant{}}
	e.findChecked()
	e.findPlaces()
	return e
}
