package generator

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/generator/internal/naming"
)

// Edit is a change of the lock that a person decides: [Accept], [Forget] or [Rename].
// Options.Edits makes it before a run.
//
// Identities are what findings and the lines of a lock have, or Go names: schema Pet,
// Pet.owner, GET /pets/{id} query page_size, GetPets.PageSize. An identity can be in one
// word or in several that follow one another.
type Edit struct {
	apply func(*editor)
}

// all is the word for all parts.
const all = "all"

// Accept applies changes of Go types that are held, of all parts or of some.
func Accept(identities ...string) Edit {
	return Edit{func(e *editor) {
		if e.isAll(identities) {
			e.lock.AcceptAll()
			return
		}
		for _, p := range e.parts(identities) {
			e.lock.Accept(p)
		}
	}}
}

// Forget drops names that are out of use, so that other parts can get them: all, or
// those of some parts. Of a part in use it drops its earlier names.
func Forget(identities ...string) Edit {
	return Edit{func(e *editor) {
		if e.isAll(identities) {
			e.lock.ForgetAll()
			return
		}
		for _, p := range e.parts(identities) {
			if !e.lock.Forget(p) {
				e.report(diag.UnknownIdentity, p.Identity()+" is in use, and has no earlier names", "remove it from the document first")
			}
		}
	}}
}

// Rename gives a part another Go name. Where Go has no forwarders, that breaks importers,
// and breaking must be true. A part that the lock does not have yet can be named, too.
func Rename(identity, name string, breaking bool) Edit {
	return Edit{func(e *editor) {
		if !lock.IsName(name) {
			e.report(diag.InvalidName, name+" is not an exported Go name", "write a letter in upper case, then letters and digits")
			return
		}
		if e.index.Find(identity) == nil {
			if created := e.lock.Create(identity); created != nil {
				e.lock.Rename(lock.Part{Block: created}, name)
				return
			}
		}
		p, ok := e.part(identity)
		if !ok {
			return
		}
		if e.isReserved(p, name) {
			e.report(diag.InvalidName, name+" is a name that each generated package can have, so that "+p.Identity()+" cannot get it", "choose another name")
			return
		}
		if other, taken := e.lock.Taken(p, name, naming.IsPackageLevel); taken {
			e.report(diag.InvalidName, name+" is the name of "+other.Identity()+", so that "+p.Identity()+" cannot get it",
				"choose another name, or rename "+other.Identity()+" first")
			return
		}
		switch edited := e.lock.Breaks(p, name); {
		case edited != "" && !breaking:
			e.report(diag.BreakingRename, edited+": importers have to be edited", "add --break to rename it all the same")
			return
		case edited != "":
			e.report(diag.Breaking, edited, "code that uses it must be edited")
		}
		was := p.Line().Name
		e.lock.Rename(p, name)
		if p.Entry == nil {
			e.renameDerived(p.Block, was, name)
		}
	}}
}

// editor makes the edits of one run.
type editor struct {
	lock  *lock.Lock
	index *lock.Index
	file  string
	ds    *diag.List
}

// editLock makes edits in a lock, and reports those that it cannot make.
func editLock(l *lock.Lock, opt Options, ds *diag.List) {
	for _, edit := range opt.Edits {
		edit.apply(&editor{l, lock.NewIndex(l), opt.LockFile, ds})
	}
}

func (e *editor) report(code diag.Code, message, hint string) {
	e.ds.Add(diag.Diagnostic{Code: code, File: e.file, Message: message, Hint: hint})
}

// isAll reports whether the arguments are the word for all parts. A part with that name
// is found by the rest of its line.
func (e *editor) isAll(identities []string) bool {
	return len(identities) == 1 && identities[0] == all
}

// parts returns the parts that arguments mean. It reports those that mean none.
func (e *editor) parts(words []string) []lock.Part {
	var parts []lock.Part
	for _, identity := range e.index.Split(words) {
		if p, ok := e.part(identity); ok {
			parts = append(parts, p)
		}
	}
	return parts
}

// part returns the part that an identity means, or reports that it means none, or one of
// several.
func (e *editor) part(identity string) (lock.Part, bool) {
	switch found := e.index.Find(identity); len(found) {
	case 1:
		return found[0], true
	case 0:
		e.unknown(identity)
	default:
		var texts []string
		for _, p := range found {
			texts = append(texts, "`"+p.Full()+"`")
		}
		e.report(diag.UnknownIdentity, identity+" can mean several parts of the lock", "write one of "+strings.Join(texts, ", "))
	}
	return lock.Part{}, false
}

func (e *editor) unknown(identity string) {
	hint := "write what a line of the lock begins with, such as `schema Pet`, `Pet.owner` or `GET /pets/{id} query limit`"
	if nearest := diag.Nearest(identity, e.index.Texts()); nearest != "" {
		hint = "did you mean `" + nearest + "`?"
	}
	e.report(diag.UnknownIdentity, "the lock has no part "+identity, hint)
}
