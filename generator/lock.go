package generator

import (
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/generator/internal/naming"
)

// parseLock returns the lock of an earlier run, or nil without one. It reports lines
// that cannot be used.
func parseLock(opt Options, ds *diag.List) *lock.Lock {
	if opt.Lock == "" {
		return nil
	}
	earlier, problems := lock.Parse([]byte(opt.Lock))
	for _, p := range problems {
		ds.Add(diag.Diagnostic{Code: diag.InvalidLock, File: opt.LockFile, Line: p.Line, Column: 1, Message: p.Message, Hint: p.Hint})
	}
	return earlier
}

// newLock returns the text of the lock for the next run.
func newLock(names *naming.Names, earlier *lock.Lock) string {
	record := names.Record()
	record.Retire(earlier)
	return string(record.Format())
}
