package hold

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/internal/shell"
)

// change is a part of the API that has another form than in the lock.
type change struct {
	block *lock.Block
	entry *lock.Entry // nil for the block itself
	doc   ir.Doc      // where it is
	what  string      // the part in words: the member size of Pet
	was   string      // its form in the lock
	// becomes is the form that the document suggests, or "" if the document does not have
	// the part any more.
	becomes string
	outcome outcome
	// lost describes what happens to code that uses the part: its field stays without a value.
	lost string
	// successors are what the document has instead, maybe: parts that are new and of the same
	// Go type.
	successors []string
}

// report reports a change. It returns whether the earlier form is kept.
func (h *holder) report(c change) (held bool) {
	if c.outcome.verdict == same {
		return true // of a value that has the form by another name
	}
	d := diag.Diagnostic{File: c.doc.Pos.File, Line: c.doc.Pos.Line, Column: c.doc.Pos.Column, Pointer: c.doc.From}
	notes := strings.Join(c.outcome.notes, "; ")
	entry := c.entry
	if entry == nil {
		entry = &c.block.Entry
	}
	held = c.outcome.verdict != breaking && !h.earlier.Accepts(entry)
	if held {
		d.Code = diag.Held
		d.Message = c.what + " stays " + c.was
		if c.becomes != "" {
			d.Message += ", although the document makes it " + c.becomes
		}
		if notes != "" {
			d.Message += ": " + notes
		}
		accept := "`" + lock.Command(h.ds.EditFlags, "accept", lock.Identity(c.block, c.entry)) + "`"
		d.Hint = accept + " applies the change"
		if c.lost != "" {
			d.Code = diag.WithoutValue
			d.Message += ": " + c.lost
			d.Hint = accept + " removes " + c.entry.Name + ", so that such code does not compile"
		}
		if c.becomes == "" && h.ds.LockFile != "" {
			d.Hint += "; if no commit has it, `" + shell.Join("git", "checkout", h.ds.LockFile) + "` takes it back"
		}
		if len(c.successors) > 0 {
			d.Message += "; was it renamed to " + strings.Join(c.successors, " or ") + "?"
		}
	} else {
		d.Code = diag.Breaking
		d.Message = c.what + ", which was " + c.was + ", becomes " + c.becomes
		if c.becomes == "" {
			d.Message = c.what + ", which was " + c.was + ", is removed"
		}
		if c.outcome.verdict == breaking && notes != "" {
			d.Message += ", and cannot stay: " + notes
		}
		d.Hint = codeMustBeEdited
		entry.SetReported()
	}
	add(d, h.ds)
	return held
}

// add adds a finding about a change, unless a reference cannot be resolved: nothing is written
// then, and the change can be a consequence of that.
func add(d diag.Diagnostic, ds *diag.List) {
	if !ds.Fails(diag.UnresolvedRef) {
		ds.Add(d)
	}
}

// codeMustBeEdited is the hint of a change that importers see.
const codeMustBeEdited = "code that uses it must be edited"
