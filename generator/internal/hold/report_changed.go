package hold

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/lock"
)

// reportChanged reports an entry of a block, or the block itself if e is nil, that has
// another Go type than in the earlier lock, unless a finding of this run is about it.
func reportChanged(record *lock.Lock, b *lock.Block, e, now *lock.Entry, file string, ds *diag.List) {
	old := e
	if e == nil {
		old = &b.Entry
	}
	if old.Gone || now.Gone || old.IsReported() || old.Kind == lock.Variant || old.Form == "" || now.Form == "" || old.Form == now.Form {
		return
	}
	if withoutAliases(record, old) != withoutAliases(record, now) {
		addBreaking(file, lock.Identity(b, e)+", which was "+old.Form+", becomes "+now.Form, ds)
	}
}

// withoutAliases is the form of an entry with the types of aliases in place of their names.
func withoutAliases(record *lock.Lock, e *lock.Entry) string {
	word, text := "", e.Form
	if e.Kind == lock.Schema || e.Kind == lock.Type {
		word, text, _ = strings.Cut(text, " ")
	}
	f, err := record.ParseForm(text)
	if err != nil {
		return e.Form
	}
	return word + " " + (&holder{earlier: record}).resolved(f).String()
}
