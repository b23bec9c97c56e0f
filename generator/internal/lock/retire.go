package lock

// Retire makes the lock of a run the successor of an earlier one, which may be nil:
// parts of the earlier lock that the run did not record are added as no longer in use,
// and renamed parts keep their earlier names.
func (l *Lock) Retire(earlier *Lock) {
	if earlier == nil {
		return
	}
	for _, old := range earlier.Blocks() {
		if l.replaced[old.Key] {
			continue
		}
		b := l.successor(old)
		if b == nil {
			l.retireBlock(earlier, old)
			continue
		}
		if b.Name == old.Name {
			b.Formerly = old.Formerly
		}
		if b.Kind == Scheme && old.created == "" {
			b.keepUse(old)
		}
		for key, e := range old.entries {
			switch now := b.entries[key]; {
			case now == nil && remembers(b, e) && !b.hasRenamed(e):
				b.Add(retired(e, false))
			case now != nil && now.Name == e.Name:
				now.Formerly = e.Formerly
			}
		}
	}
}

// retireBlock adds a block that is no longer in use, with its lines as they were. If its
// removal is accepted, only what it is recognized by stays of them.
func (l *Lock) retireBlock(earlier *Lock, old *Block) {
	b := l.Add(retired(&old.Entry, false))
	accepted := !earlier.applied && earlier.Accepts(&old.Entry)
	for _, e := range old.entries {
		if e.Kind != Excluded && (!accepted || remembers(b, e)) {
			b.Add(retired(e, !accepted && (!e.Gone || e.kept)))
		}
	}
}

// retired is an entry that is out of use.
func retired(e *Entry, kept bool) Entry {
	gone := *e
	gone.Gone, gone.kept, gone.accepted = true, kept, false
	return gone
}

// remembers reports whether an entry that a block does not have any more stays in the lock: its
// name stays taken, inline schemas are recognized by types and responses, and a status or content type is
// the default again if it comes back.
func remembers(b *Block, e *Entry) bool {
	switch e.Kind {
	case Failure, Result, Content, Variant:
		return true
	case Success:
		several := b.Find(Results)
		return several == nil || several.Gone
	case Status:
		return e.Gone || e.reported
	case Sends:
		body := b.Get(Key{Kind: Body, ID: e.ID})
		return body == nil || body.Gone
	}
	return e.Name != ""
}

// keepUse keeps whether servers need a Verifier for a security scheme, while no operation
// uses it.
func (b *Block) keepUse(old *Block) {
	if b.Find(Unused) == nil || old.Find(Unused) != nil {
		return
	}
	delete(b.entries, Key{Kind: Unused})
	if e := old.Find(Optional); e != nil {
		b.Add(Entry{Key: e.Key})
	}
}

// Revive puts a block that was out of use into use again, with the lines that it had when it
// went, and so the types in these lines. It is for a part of the document that comes back.
func (l *Lock) Revive(b *Block) {
	if b == nil || !b.Gone {
		return
	}
	b.Gone, b.revived = false, true
	l.indexType(b)
	l.reviveTypes(b.Form)
	for _, e := range b.entries {
		if !e.kept {
			continue
		}
		e.Gone, e.kept = false, false
		if l.reviveTypes(e.Form); e.Kind == Variant {
			l.Revive(l.types[e.ID])
		}
	}
}

// reviveTypes revives the types in a form.
func (l *Lock) reviveTypes(form string) {
	for word := range identifiers(form) {
		l.Revive(l.types[word])
	}
}

// IsRevived reports whether the block was out of use in the lock that was read.
func (b *Block) IsRevived() bool { return b.revived }

// settle makes lines of blocks that are out of use be out of use. Two names that a merge
// has left for such a line both stay taken.
func (l *Lock) settle() {
	for _, b := range l.blocks {
		if !b.Gone {
			continue
		}
		for _, e := range b.entries {
			if e.Gone {
				continue
			}
			e.Gone, e.kept = true, true
			for _, other := range l.rivals[e] {
				e.addFormerly(other.Formerly...)
				e.addFormerly(other.Name)
			}
			delete(l.rivals, e)
		}
	}
}

// hasRenamed reports whether a path parameter has another name in the document now.
func (b *Block) hasRenamed(e *Entry) bool {
	if e.Kind != Param {
		return false
	}
	for _, now := range b.entries {
		if now.Kind == Param && now.ID == e.ID && now.Name == e.Name && !now.Gone {
			return true
		}
	}
	return false
}

// successor returns the block that continues a block of an earlier lock, or nil. A type
// with the same Go name does: an inline schema has become a component, or the reverse.
func (l *Lock) successor(old *Block) *Block {
	if b := l.blocks[old.Key]; b != nil {
		return b
	}
	if !old.Kind.isType() {
		return nil
	}
	if b := l.types[old.Name]; b != nil && !b.Gone {
		return b
	}
	return nil
}
