package lock

import "slices"

// AcceptAll makes the lock hold no change of a Go type.
func (l *Lock) AcceptAll() {
	if l == nil {
		return
	}
	l.accepted = true
	for e := range l.rivals {
		l.accept(e)
	}
}

// ApplyAll is AcceptAll of a run that never holds a change. It decides nothing about what is
// removed, which comes back as it was.
func (l *Lock) ApplyAll() {
	l.AcceptAll()
	l.applied = true
}

// Accept makes the lock hold no change of a part: the document decides its Go type. With
// a block, all of its entries are accepted.
func (l *Lock) Accept(p Part) {
	l.accept(p.Line())
	if p.Entry == nil {
		for _, e := range p.Block.entries {
			l.accept(e)
		}
	}
}

// AcceptExcluded accepts the changes of all blocks that importers do not use.
func (l *Lock) AcceptExcluded() {
	for _, b := range l.blocks {
		if b.IsExcluded() {
			l.Accept(Part{Block: b})
		}
	}
}

// accept accepts an entry. Of the lines that contradict it, those with another name stay.
func (l *Lock) accept(e *Entry) {
	e.accepted = true
	if others := slices.DeleteFunc(l.rivals[e], func(other Entry) bool { return other.Name == e.Name }); len(others) > 0 {
		l.rivals[e] = others
	} else {
		delete(l.rivals, e)
	}
}

// Accepts reports whether a change of what an entry records is accepted. The entry may be
// nil, for what the lock does not have.
func (l *Lock) Accepts(e *Entry) bool { return l != nil && (l.accepted || e != nil && e.accepted) }

// Forget removes a part that is out of use, so that other parts can get its names. Of a
// part in use, it removes the earlier names, and of a block the entries out of use. It
// reports whether there was anything to remove.
func (l *Lock) Forget(p Part) bool {
	switch e := p.Line(); {
	case p.Entry == nil && e.Gone:
		delete(l.blocks, e.Key)
		l.indexTypes()
		return true
	case e.Gone:
		delete(p.Block.entries, e.Key)
		return true
	}
	forgotten := len(p.Line().Formerly) > 0
	p.Line().Formerly = nil
	if p.Entry == nil {
		for key, e := range p.Block.entries {
			if e.Gone {
				delete(p.Block.entries, key)
				forgotten = true
			}
		}
	}
	return forgotten
}

// ForgetAll removes all parts that are out of use. Earlier names of parts in use stay.
func (l *Lock) ForgetAll() {
	for key, b := range l.blocks {
		if b.Gone {
			delete(l.blocks, key)
			continue
		}
		for key, e := range b.entries {
			if e.Gone {
				delete(b.entries, key)
			}
		}
	}
	l.indexTypes()
}

// indexTypes finds the blocks of types by their Go names anew.
func (l *Lock) indexTypes() {
	clear(l.types)
	for _, b := range l.Blocks() {
		l.indexType(b)
	}
}
