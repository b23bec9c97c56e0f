package generator

import (
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/hold"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/generator/internal/naming"
)

// parseLock returns the lock of an earlier run with the edits of this one, or nil
// without both. It reports lines that cannot be used.
func parseLock(opt Options, ds *diag.List) *lock.Lock {
	if opt.Lock == "" && len(opt.Edits) == 0 {
		return nil
	}
	earlier, problems := lock.New(), []lock.Problem(nil)
	if opt.Lock != "" {
		earlier, problems = lock.Read([]byte(opt.Lock))
	}
	if earlier != nil {
		editLock(earlier, opt, ds)
		problems = earlier.Clashes()
	}
	for _, p := range problems {
		ds.Add(diag.Diagnostic{Code: diag.InvalidLock, File: opt.LockFile, Line: p.Line, Column: min(p.Line, 1), Message: p.Message, Hint: p.Hint})
	}
	if len(problems) > 0 {
		return nil
	}
	if opt.Breaking == Apply {
		earlier.AcceptAll()
	}
	return earlier
}

// newLock returns the text of the lock for the next run. It reports edits of parts that do
// not exist, and what importers use and the document does not have any more.
func newLock(names *naming.Names, earlier *lock.Lock, in Input, opt Options, ds *diag.List) string {
	record := names.Record()
	for _, identity := range earlier.Unconfirmed(record) {
		(&editor{record, lock.NewIndex(record), opt.LockFile, ds}).unknown(identity)
	}
	hold.ReportRemoved(earlier, record, in.Path, ds)
	record.Retire(earlier)
	return string(record.Format())
}
