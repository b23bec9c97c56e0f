package hold

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/lock"
)

// ReportRemoved reports what importers use in the earlier lock and the record of this run
// does not have, but for what [Apply] reports, and security schemes that have other
// credentials. file is the document.
func ReportRemoved(earlier, record *lock.Lock, file string, ds *diag.List) {
	for _, old := range earlier.Blocks() {
		if old.Gone || old.IsExcluded() || record.IsReplaced(old.Key) {
			continue
		}
		b, isType := record.Block(old.Key), old.Kind == lock.Schema || old.Kind == lock.Type
		if isType {
			b = record.Type(old.Name)
		}
		if b.IsExcluded() {
			continue // package filter reports what it has left out
		}
		if b == nil || b.Gone {
			if !isType { // Apply reports types
				reportRemoved(old, nil, file, ds)
			}
			continue
		}
		if old.Kind == lock.Scheme && old.Form != "" && old.Form != identity.UnknownCredentials && b.Form != old.Form {
			add(diag.Diagnostic{
				Code: diag.Breaking, File: file, Hint: "add a scheme with another name to the document instead, so that importers can have both",
				Message: "the credentials of " + old.Name + " were " + old.Form + ", and are " + b.Form + " now: servers and clients of the earlier package do not understand them",
			}, ds)
		}
		if isType {
			reportChanged(record, old, nil, &b.Entry, file, ds)
		}
		for _, e := range old.Entries() {
			switch now := b.Get(e.Key); {
			case now != nil && !now.Gone:
				reportChanged(record, old, e, now, file, ds)
			case isRemovable(old, e) && !hasName(b, e) && !hasMethod(b, e):
				reportRemoved(old, e, file, ds)
			}
		}
	}
}

// isRemovable reports whether importers use the name of an entry, and no finding of this
// run is about it or the type that has it.
func isRemovable(b *lock.Block, e *lock.Entry) bool {
	switch e.Kind {
	case lock.Param, lock.Header, lock.Member, lock.Value, lock.Additional:
		return !e.Gone && !e.IsReported() && !b.IsReported()
	case lock.Method, lock.Variant:
		return !e.Gone
	}
	return !e.Gone && e.Name != ""
}

// hasName reports whether a block has the name of an entry for another one in use: a path
// parameter can have another name in the document.
func hasName(b *lock.Block, e *lock.Entry) bool {
	return e.Name != "" && slices.ContainsFunc(b.Entries(), func(other *lock.Entry) bool {
		return !other.Gone && other.Kind == e.Kind && other.Name == e.Name
	})
}

// hasMethod reports whether an entry is a method that a block has without a line for it: an
// inline schema that has become a component.
func hasMethod(b *lock.Block, e *lock.Entry) bool {
	return e.Key == identity.Method(identity.MarshalJSON) && b.Kind == lock.Schema && b.Form == wordStruct
}

func reportRemoved(b *lock.Block, e *lock.Entry, file string, ds *diag.List) {
	name := b.Name
	switch {
	case e == nil:
	case e.Kind == lock.Method:
		name += "." + e.ID
	case e.Kind == lock.Variant:
		addBreaking(file, e.ID+" is no longer an alternative of "+b.Name, ds)
		return
	default:
		name = e.Name
	}
	addBreaking(file, name+" is no longer declared: the document does not have "+lock.Identity(b, e)+" any more", ds)
}

func addBreaking(file, message string, ds *diag.List) {
	add(diag.Diagnostic{Code: diag.Breaking, File: file, Message: message, Hint: codeMustBeEdited}, ds)
}
