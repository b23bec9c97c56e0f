// Package lock records what importers of a generated package use: the Go name of each
// part of the document, and the Go type of each member, parameter, body and result.
//
// A lock is a text file next to the gen.yaml, in blocks:
//
//	peergen lock 1
//	operation GET /pets/{} = GetPet
//		id getPet
//		param query page_size = PageSize Opt[int64]
//		params = GetPetParams
//		result = *Pet
//	schema Pet = Pet struct
//		member owner = Owner *Owner
//		-member size = Size Opt[int64]
//	type = Owner struct
//		member name = Name string
//
// A line has a kind and an identity, which come from the document, and after the equals
// sign a Go name and a form, which is a Go type. Lines are sorted, so that git merges
// them. A line that begins with a minus sign is a part that is no longer in the document: no
// other part gets its name. The lines of a block with a minus sign are as they were when it
// went, so that it can come back as it was; see [Lock.Revive]. The word formerly precedes
// earlier names of what was renamed.
//
// Nothing is identified by an index into a list. A schema without a name in the document
// (kind type) is identified by the members, parameters and bodies whose form has its name.
package lock

import (
	"cmp"
	"maps"
	"slices"
)

// Lock is the record of one package. The methods of a nil Lock find nothing.
type Lock struct {
	blocks map[Key]*Block
	types  map[string]*Block // by Go name: schema and type blocks, those in use first
	sorted []*Block          // see Blocks; of another length if it is out of date

	replaced map[Key]bool       // see Replaces
	rivals   map[*Entry][]Entry // lines that contradict an entry; see Clashes
	accepted bool               // all changes are accepted
	applied  bool               // see ApplyAll

	EditFlags []string // flags of the commands in hints, which select the target
}

// New returns an empty lock.
func New() *Lock {
	return &Lock{blocks: map[Key]*Block{}, types: map[string]*Block{}, replaced: map[Key]bool{}, rivals: map[*Entry][]Entry{}}
}

// Key is the identity of a block, or of an entry in its block. Kinds have no, one or
// two identifying texts; see the table of kinds.
type Key struct {
	Kind    Kind
	ID, Sub string
}

// Entry is a line: what a part of the document is in Go.
type Entry struct {
	Key
	Name string // Go identifier; "" for kinds without one
	Form string // Go type; "" if the kind has none
	Gone bool   // the part is no longer in the document
	kept bool   // of a block that is gone, in use until then

	Formerly []string // earlier names of it, which it was renamed from

	line     int  // where it was read, counted from 1; 0 elsewhere
	accepted bool // see Accepts
	reported bool // see SetReported
}

// Block is a type, an operation, a security scheme or a hook, with its entries.
type Block struct {
	Entry
	entries map[Key]*Entry
	sorted  []*Entry // see Entries; of another length if it is out of date
	created string   // see Create
	revived bool     // see Revive
}

// Block returns the block with an identity, in use or not, or nil.
func (l *Lock) Block(key Key) *Block {
	if l == nil {
		return nil
	}
	return l.blocks[key]
}

// Type returns the block of the type with a Go name, or nil.
func (l *Lock) Type(name string) *Block {
	if l == nil {
		return nil
	}
	return l.types[name]
}

// Blocks returns all blocks, sorted. Callers do not change the slice; blocks that are added
// meanwhile are not in it.
func (l *Lock) Blocks() []*Block {
	if l == nil {
		return nil
	}
	if len(l.sorted) != len(l.blocks) {
		l.sorted = slices.SortedFunc(maps.Values(l.blocks), func(a, b *Block) int { return compare(&a.Entry, &b.Entry) })
	}
	return l.sorted
}

// Add returns the block with the identity of e. If there is none, it adds one; else e
// replaces all of the block but its entries.
func (l *Lock) Add(e Entry) *Block {
	b := l.blocks[e.Key]
	if b == nil {
		b = &Block{entries: map[Key]*Entry{}}
		l.blocks[e.Key], l.sorted = b, nil
	}
	b.Entry = e
	l.indexType(b)
	return b
}

// indexType makes the block of a type the one with its Go name, unless another one is in use.
func (l *Lock) indexType(b *Block) {
	if known := l.types[b.Name]; b.Kind.isType() && (known == nil || known.Gone) {
		l.types[b.Name] = b
	}
}

// IsExcluded reports whether a filter left the block out of the output, so that importers do
// not use it.
func (b *Block) IsExcluded() bool { return b.Get(Key{Kind: Excluded}) != nil }

// Get returns the entry with an identity, in use or not, or nil. The block may be nil.
func (b *Block) Get(key Key) *Entry {
	if b == nil {
		return nil
	}
	return b.entries[key]
}

// Find returns the entry of a kind that has one entry in a block, or nil.
func (b *Block) Find(kind Kind) *Entry { return b.Get(Key{Kind: kind}) }

// Entries returns all entries, sorted. Callers do not change the slice; entries that are added
// meanwhile are not in it.
func (b *Block) Entries() []*Entry {
	if b == nil {
		return nil
	}
	if len(b.sorted) != len(b.entries) {
		b.sorted = slices.SortedFunc(maps.Values(b.entries), compare)
	}
	return b.sorted
}

// Add adds an entry, or replaces the one with its identity.
func (b *Block) Add(e Entry) { b.set(&e) }

func (b *Block) set(e *Entry) { b.entries[e.Key], b.sorted = e, nil }

// compare orders lines by kind, identity and name. What is in use and what is not are
// in one order, so that a name that goes out of use changes one line.
func compare(a, b *Entry) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Sub, b.Sub), cmp.Compare(a.Name, b.Name))
}

// Replaces records that a block of the earlier lock has another identity in this one,
// under which all of its names are: nothing of it is out of use.
func (l *Lock) Replaces(earlier Key) { l.replaced[earlier] = true }

// IsReplaced reports whether a block of the earlier lock has another identity now.
func (l *Lock) IsReplaced(earlier Key) bool { return l.replaced[earlier] }
