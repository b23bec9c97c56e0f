package naming

import (
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// claim is a part of the API, and the name that follows from the document.
type claim struct {
	part    any
	role    role
	want    string
	suffix  string   // follows want if that is taken
	spelled spelling // nil for asIs
	given   bool     // an extension of the document chooses want
	what    string   // the part in words: "schema pet"
	doc     ir.Doc
	hint    string // what to write to choose another name
}

// blocks are the block of a part in the lock, which can be nil, and in the record.
type blocks struct{ earlier, record *lock.Block }

// nameBlock names a part that has a block, and records it. earlier is the block in the
// lock, or nil.
func (a *assignment) nameBlock(s *scope, c claim, earlier *lock.Block, key func(name string) lock.Key) string {
	var known []lock.Part
	if earlier != nil {
		known = append(known, lock.Part{Block: earlier})
	}
	name, ok := a.known(s, c, known)
	if !ok {
		name = a.choose(s, c)
	}
	a.nameAs(c.part, name, earlier, key(name))
	return name
}

// nameAs gives a part that has a block a name, and records it.
func (a *assignment) nameAs(part any, name string, earlier *lock.Block, key lock.Key) {
	a.names.set(part, itself, name)
	record := a.names.record.Block(key)
	if record == nil {
		record = a.names.record.Add(lock.Entry{Key: key, Name: name})
	}
	a.names.blocks[part] = blocks{earlier, record}
}

// nameEntry names a part that has entries in the block of another part, mostly one,
// and records it.
func (a *assignment) nameEntry(s *scope, c claim, b blocks, keys ...lock.Key) {
	a.nameEntryAs(s, c, b, keys, keys...)
}

// nameEntryAs is nameEntry for a part with other identities in the earlier lock.
func (a *assignment) nameEntryAs(s *scope, c claim, b blocks, earlier []lock.Key, keys ...lock.Key) {
	var known []lock.Part
	for _, key := range earlier {
		if e := b.earlier.Get(key); e != nil {
			known = append(known, lock.Part{Block: b.earlier, Entry: e})
		}
	}
	name, ok := a.known(s, c, known)
	if !ok {
		name = a.choose(s, c)
	}
	a.names.set(c.part, c.role, name)
	record(b, name, keys...)
}

// record adds entries to the new block of a part. What is there stays: it has the
// same identity, and comes first in the document.
func record(b blocks, name string, keys ...lock.Key) {
	for _, key := range keys {
		if b.record.Get(key) == nil {
			b.record.Add(lock.Entry{Key: key, Name: name})
		}
	}
}

// known returns the name that the lock has for a part. A name that another part has
// got is an error, unless the part with the same entry has it.
func (a *assignment) known(s *scope, c claim, parts []lock.Part) (name string, ok bool) {
	for _, p := range parts {
		e := p.Line()
		switch {
		case e.Name == "":
		case s.grant(e, c.spelling()):
			if c.given && e.Name != c.want {
				a.report(diag.Renamed, c.doc, c.what+" is "+e.Name+" in Go: the lock keeps this name, not "+c.want,
					"`"+lock.Command(a.ds.EditFlags, "rename", p.Identity(), c.want)+"` renames it")
			}
			for _, old := range s.earlier[e] {
				a.names.forwarders = append(a.names.forwarders, Forwarder{Part: c.part, Method: s == a.methods, Old: old, New: e.Name})
			}
			return e.Name, true
		case !e.Gone && !s.hasGranted(e, c.spelling()):
			a.report(diag.InvalidLock, c.doc, c.what+" is "+e.Name+" in the lock, but this name, or one that is made of it, belongs to another declaration of the package",
				"choose another name with `"+lock.Command(a.ds.EditFlags, "rename", p.Identity(), e.Name+"2")+"`")
		}
	}
	return "", false
}

// choose returns a name for a part that the lock does not have.
func (a *assignment) choose(s *scope, c claim) string {
	name := s.claim(c.want, c.suffix, c.spelling())
	if name != c.want && c.what != "" {
		a.report(diag.Renamed, c.doc, c.what+" is "+name+" in Go: "+c.want+" is taken", c.hint)
	}
	return name
}

func (c claim) spelling() spelling {
	if c.spelled == nil {
		return asIs
	}
	return c.spelled
}

func (a *assignment) report(code diag.Code, doc ir.Doc, message, hint string) {
	a.ds.Add(diag.Diagnostic{
		Code: code, File: doc.Pos.File, Line: doc.Pos.Line, Column: doc.Pos.Column, Pointer: doc.From,
		Message: message, Hint: hint,
	})
}

// The hints of claims: what to write to choose another name.
const (
	hintGoName    = "choose a name with x-go-name"
	hintVarNames  = "choose names with x-enum-varnames"
	hintOperation = "give it another operationId"
	hintNone      = "" // no extension names it
)

// keep reserves all names of the lock for the parts that have them. Names come before
// what is derived from them.
func (a *assignment) keep() {
	all := a.earlier.Blocks()
	for _, b := range all {
		if s, spelled := a.scopeOf(b.Kind); s != nil {
			s.keep(&b.Entry, spelled)
		}
		for _, e := range b.Entries() {
			if isPackageLevel[e.Kind] && e.Name != "" {
				a.pkg.keep(e, asIs)
			}
		}
	}
	for _, b := range all {
		if b.Kind == lock.Scheme {
			a.pkg.keep(&b.Entry, options(allOptions))
		}
	}
	for _, b := range all {
		if s, spelled := a.scopeOf(b.Kind); s != nil {
			s.keepEarlier(&b.Entry, spelled)
		}
		for _, e := range b.Entries() {
			if isPackageLevel[e.Kind] {
				a.pkg.keepEarlier(e, asIs)
			}
		}
	}
}

// scopeOf returns the scope of the names of blocks.
func (a *assignment) scopeOf(kind lock.Kind) (*scope, spelling) {
	switch kind {
	case lock.Operation:
		return a.methods, asIs
	case lock.Webhook:
		return a.hookFields[webhook], asIs
	case lock.Callback:
		return a.hookFields[callback], asIs
	case lock.Scheme:
		return a.pkg, options(nil)
	}
	return a.pkg, asIs
}

// IsPackageLevel reports whether names of entries of a kind are declared in the package.
func IsPackageLevel(kind lock.Kind) bool { return isPackageLevel[kind] }

// isPackageLevel has the kinds of entries whose names are declared in the package.
var isPackageLevel = map[lock.Kind]bool{
	lock.Value: true, lock.Values: true, lock.Unknown: true, lock.Error: true,
	lock.Params: true, lock.Results: true, lock.ResultBody: true, lock.Headers: true,
	lock.Endpoint: true, lock.Consent: true, lock.All: true, lock.Pages: true, lock.Next: true,
}

// keepEntries reserves the names that the lock has in the scope of a block: fields and
// methods.
func keepEntries(s *scope, earlier *lock.Block, kinds map[lock.Kind]spelling) {
	entries := earlier.Entries()
	for _, e := range entries {
		if kinds[e.Kind] != nil && e.Name != "" {
			s.keep(e, asIs)
		}
	}
	for _, e := range entries {
		if spelled := kinds[e.Kind]; spelled != nil && e.Name != "" {
			s.keep(e, spelled)
		}
	}
	for _, e := range entries {
		if spelled := kinds[e.Kind]; spelled != nil {
			s.keepEarlier(e, spelled)
		}
	}
}
