package lock

// Retire makes the lock of a run the successor of an earlier one, which may be nil:
// names of the earlier lock that the run did not record are added as no longer in use,
// and renamed parts keep their earlier names. Lines without a name are dropped.
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
			gone := old.Entry
			gone.Gone, gone.accepted = true, false
			b = l.Add(gone)
		} else if b.Name == old.Name {
			b.Formerly = old.Formerly
		}
		for key, e := range old.entries {
			switch now := b.entries[key]; {
			case now == nil && e.Name != "" && !b.hasRenamed(e):
				gone := *e
				gone.Gone, gone.accepted = true, false
				b.Add(gone)
			case now != nil && now.Name == e.Name:
				now.Formerly = e.Formerly
			}
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
