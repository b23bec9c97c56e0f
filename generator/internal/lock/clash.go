package lock

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// block returns the block of a line that was read. If there is one already, it has what
// both lines have.
func (l *Lock) block(e Entry) *Block {
	if b := l.blocks[e.Key]; b != nil {
		l.unite(&b.Entry, e)
		return b
	}
	return l.Add(e)
}

// unite adds a second line with the identity of an entry. If one of the two is out of use,
// the other one is valid. Names and forms that differ are a contradiction.
func (l *Lock) unite(known *Entry, e Entry) {
	for _, name := range e.Formerly {
		if !slices.Contains(known.Formerly, name) {
			known.Formerly = append(slices.Clip(known.Formerly), name)
		}
	}
	switch {
	case known.Name == e.Name && known.Gone != e.Gone:
		if known.Gone {
			known.Form = e.Form
		}
		known.Gone = false
	case known.Name != e.Name || known.Form != e.Form:
		l.rivals[known] = append(l.rivals[known], e)
	}
}

// Clashes returns the contradictions in a lock: two names or two Go types of one part of
// the document, and two parts with one name. Parts that are out of use have none. The
// names of one scope are compared: of types, of constants, of the operations of one
// interface, of security schemes, of the fields of one struct.
func (l *Lock) Clashes() []Problem {
	if l == nil {
		return nil
	}
	var problems []Problem
	for _, b := range l.Blocks() {
		problems = append(problems, l.contradictions(b, nil)...)
		for _, e := range b.Entries() {
			problems = append(problems, l.contradictions(b, e)...)
		}
	}
	for _, same := range l.sameNames() {
		first, second := Identity(same[0].Block, same[0].Entry), Identity(same[1].Block, same[1].Entry)
		if first == second {
			first, second = fullIdentity(same[0].Block, same[0].Entry), fullIdentity(same[1].Block, same[1].Entry)
		}
		name := same[1].Line().Name
		problems = append(problems, Problem{same[1].Line().line, first + " and " + second + " are both named " + name,
			"`" + Command("rename", second, name+"2") + "` gives the second one another name"})
	}
	slices.SortStableFunc(problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return problems
}

// contradictions returns the lines with the identity of an entry of a block, or of the
// block if e is nil, that differ from it.
func (l *Lock) contradictions(b *Block, e *Entry) []Problem {
	var problems []Problem
	own := Part{b, e}.Line()
	for _, other := range l.rivals[own] {
		identity := Identity(b, e)
		p := Problem{Line: other.line}
		if own.Name != other.Name {
			p.Message = fmt.Sprintf("%s is named %s on line %d and %s here", identity, own.Name, own.line, other.Name)
			p.Hint = "`" + Command("rename", identity, own.Name) + "` or `" + Command("rename", identity, other.Name) + "` chooses one"
		} else {
			p.Message = fmt.Sprintf("%s has the Go type %s on line %d and %s here", identity, own.Form, own.line, other.Form)
			p.Hint = "remove one of the lines, or `" + Command("accept", identity) + "` chooses the type of the document"
		}
		problems = append(problems, p)
	}
	return problems
}

// Part is an entry of a block, or the block if Entry is nil.
type Part struct {
	Block *Block
	Entry *Entry
}

// Line is the line of the part.
func (p Part) Line() *Entry {
	if p.Entry == nil {
		return &p.Block.Entry
	}
	return p.Entry
}

// scope is where names have to differ.
type scope struct {
	block *Block // nil for the package
	kind  Kind   // one kind of the scope
	hook  string // of operations, the hook that they are of
}

// sameNames returns parts in use that have the name of another one in use, after that.
func (l *Lock) sameNames() [][2]Part {
	var same [][2]Part
	type place struct {
		scope
		name string
	}
	names := map[place]Part{}
	add := func(s scope, p Part) {
		if p.Line().Gone || p.Line().Name == "" {
			return
		}
		at := place{s, p.Line().Name}
		if first, ok := names[at]; ok {
			same = append(same, [2]Part{first, p})
		} else {
			names[at] = p
		}
	}
	blocks := l.Blocks()
	slices.SortStableFunc(blocks, func(a, b *Block) int { return cmp.Compare(a.line, b.line) })
	for _, b := range blocks {
		switch {
		case b.Kind.isType():
			add(scope{kind: Type}, Part{Block: b})
		case b.Kind == Operation:
			add(scope{kind: Operation, hook: l.hookOf(b)}, Part{Block: b})
		default:
			add(scope{kind: b.Kind}, Part{Block: b})
		}
		entries := slices.Collect(maps.Values(b.entries))
		slices.SortFunc(entries, func(a, b *Entry) int { return cmp.Or(cmp.Compare(a.line, b.line), compare(a, b)) })
		for _, e := range entries {
			switch e.Kind {
			case Member, Additional, Item, Rest:
				add(scope{block: b, kind: Member}, Part{b, e})
			case Param, Header:
				add(scope{block: b, kind: e.Kind}, Part{b, e})
			case Value:
				add(scope{kind: Value}, Part{b, e})
			}
		}
	}
	return same
}

// hookOf returns the Sub of an operation of a webhook or callback, or "" of an operation
// of a path.
func (l *Lock) hookOf(operation *Block) string {
	word, id, _ := strings.Cut(operation.Sub, " ")
	if kind := Kind(word); (kind == Webhook || kind == Callback) && l.blocks[Key{Kind: kind, ID: id}] != nil {
		return operation.Sub
	}
	return ""
}
