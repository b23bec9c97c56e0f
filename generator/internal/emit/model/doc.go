package model

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
)

// DeclDoc is what the document says of a declaration, and facts about its values.
func (e *Emitter) DeclDoc(d *ir.Decl, facts ...string) jen.Code {
	return gocode.Doc(target.About(e.Names.Type(d), d.Doc, "is "+Origin(d)+"."), from(d), strings.Join(facts, " "), target.Deprecation(d.Doc))
}

// Origin says where a declaration stands in the document.
func Origin(d *ir.Decl) string {
	if d.Component != "" {
		return "the schema " + d.Component
	}
	root, below := d.Path[0].String(), d.Path[1:]
	if len(below) == 0 {
		return "the " + root
	}
	path := below.String()
	switch below[0].(type) {
	case label.Own:
		return "the schema " + root + " without those that extend it"
	case label.Alternative:
		path = "the " + path
	}
	switch d.Path[0].(type) {
	case label.Request, label.Response:
		return path + " in the " + root
	}
	return path + " of " + root
}

// from is origin as a paragraph of its own, for a declaration that the
// document describes in its own words.
func from(d *ir.Decl) string {
	if target.FirstText(d.Doc) == "" {
		return ""
	}
	text := Origin(d)
	return "It is " + text + "."
}
