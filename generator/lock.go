package generator

import (
	"os"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/hold"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/generator/internal/naming"
)

// parseLock returns the lock of an earlier run with the edits of this one, or nil
// without both. It reports lines that cannot be used.
func parseLock(opt Options, ds *diag.List) *lock.Lock {
	ds.EditFlags, ds.LockFile = opt.EditFlags, opt.LockFile
	if opt.Lock == "" && len(opt.Edits) == 0 {
		return nil
	}
	earlier := readLock(opt, ds)
	if earlier == nil {
		return nil
	}
	earlier.AcceptExcluded()
	editLock(earlier, opt, ds)
	if problems := earlier.Clashes(); len(problems) > 0 {
		reportProblems(problems, opt, ds)
		return nil
	}
	if opt.Breaking == Apply {
		earlier.ApplyAll()
	}
	return earlier
}

// readLock returns the lock of an earlier run, or nil if it has reported lines that cannot
// be read.
func readLock(opt Options, ds *diag.List) *lock.Lock {
	if opt.Lock == "" {
		return lock.New()
	}
	earlier, problems := lock.Read([]byte(opt.Lock))
	reportProblems(problems, opt, ds)
	if earlier != nil {
		earlier.EditFlags = opt.EditFlags
	}
	return earlier
}

func reportProblems(problems []lock.Problem, opt Options, ds *diag.List) {
	for _, p := range problems {
		ds.Add(diag.Diagnostic{Code: diag.InvalidLock, File: opt.LockFile, Line: p.Line, Column: min(p.Line, 1), Message: p.Message, Hint: p.Hint})
	}
}

// Decide makes Options.Edits in a lock that has several contradictions, of which they
// remove some and leave others. The output has the lock only, and the diagnostics are about
// what is left in it. For all other locks and edits the output is nil: [Target.Generate]
// makes them.
func (t Target) Decide() (out *Output, diagnostics []Diagnostic) {
	opt := t.Options
	data, err := os.ReadFile(opt.LockFile)
	if err != nil || len(data) == 0 {
		return nil, nil
	}
	opt.Lock = string(withLF(data))
	diagnostics = collect(t.Input, func(ds *diag.List) {
		l := readLock(opt, ds)
		if l == nil {
			return
		}
		before := len(l.Clashes())
		if editLock(l, opt, ds); ds.HasErrors() {
			return
		}
		if problems := l.Clashes(); len(problems) > 0 && len(problems) < before {
			out = &Output{Lock: string(l.Format()), lockFile: opt.LockFile, earlier: opt.Lock}
			opt.Lock = out.Lock
			reportProblems(readLock(opt, ds).Clashes(), opt, ds) // lines are those of the new text
		}
	})
	if out == nil {
		return nil, nil
	}
	return out, diagnostics
}

// newLock returns the text of the lock for the next run, and drops the record that it is made
// from. It reports edits of parts that do not exist, and what importers use and the document
// does not have any more.
func newLock(names *naming.Names, earlier *lock.Lock, in Input, opt Options, ds *diag.List) string {
	record := names.Record()
	for _, identity := range earlier.Unconfirmed(record) {
		(&editor{record, lock.NewIndex(record), opt.LockFile, ds}).unknown(identity)
	}
	hold.ReportRemoved(earlier, record, in.Path, ds)
	record.Retire(earlier)
	names.DropRecord()
	return string(record.Format())
}
