package lock

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// block returns the block of a line that was read. If there is one already, it has what
// both lines have.
func (l *Lock) block(e Entry) *Block {
	b := l.blocks[e.Key]
	if b == nil {
		return l.Add(e)
	}
	was := b.Name
	l.unite(&b.Entry, e)
	if b.Name != was {
		if l.types[was] == b {
			delete(l.types, was)
		}
		l.indexType(b)
	}
	return b
}

// unite adds a second line with the identity of an entry. If one of the two is out of use,
// the other one is valid, and the name of the first is an earlier one. Names and forms of
// two lines in use that differ are a contradiction.
func (l *Lock) unite(known *Entry, e Entry) {
	if !known.Gone && !e.Gone && (known.Name != e.Name || known.Form != e.Form) {
		known.addFormerly(e.Formerly...)
		l.rivals[known] = append(l.rivals[known], e)
		return
	}
	valid, other := *known, e
	if known.Gone && !e.Gone {
		valid, other = e, *known
	}
	valid.addFormerly(other.Formerly...)
	valid.addFormerly(other.Name)
	*known = valid
}

// addFormerly adds earlier names that the entry does not have yet.
func (e *Entry) addFormerly(names ...string) {
	for _, name := range names {
		if name != "" && name != e.Name && !slices.Contains(e.Formerly, name) {
			e.Formerly = append(slices.Clip(e.Formerly), name)
		}
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
	if len(l.rivals) > 0 {
		for _, b := range l.Blocks() {
			problems = append(problems, l.contradictions(b, nil)...)
			for _, e := range b.Entries() {
				problems = append(problems, l.contradictions(b, e)...)
			}
		}
	}
	for _, same := range l.sameNames() {
		first, second := Identity(same[0].Block, same[0].Entry), Identity(same[1].Block, same[1].Entry)
		if first == second {
			first, second = fullIdentity(same[0].Block, same[0].Entry), fullIdentity(same[1].Block, same[1].Entry)
		}
		name := same[1].Line().Name
		problems = append(problems, Problem{same[1].Line().line, first + " and " + second + " are both named " + name,
			"`" + Command(l.EditFlags, "rename", second, name+"2") + "` gives the second one another name"})
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
			p.Hint = "`" + Command(l.EditFlags, "rename", identity, own.Name) + "` or `" + Command(l.EditFlags, "rename", identity, other.Name) + "` chooses one"
		} else {
			p.Message = fmt.Sprintf("%s has the Go type %s on line %d and %s here", identity, own.Form, own.line, other.Form)
			p.Hint = "remove one of the lines, or `" + Command(l.EditFlags, "accept", identity) + "` chooses the type of the document"
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

// scope is where names have to differ. Fields have scopes of their blocks.
type scope struct {
	kind Kind   // one kind of the scope
	hook string // of operations, the hook that they are of
}

// scopeOf returns the scope of a block.
func (l *Lock) scopeOf(b *Block) scope {
	switch {
	case b.Kind.isType():
		return scope{kind: Type}
	case b.Kind == Operation:
		return scope{Operation, l.hookOf(b)}
	}
	return scope{kind: b.Kind}
}

// fieldScope returns one kind of the scope of an entry in its block, or "".
func fieldScope(kind Kind) Kind {
	switch kind {
	case Member, Additional, Item, Rest:
		return Member
	case Param, Header:
		return kind
	}
	return ""
}

// names are the parts in use of one scope, or of that scope in each block.
type names struct {
	parts      map[string]Part
	ofOneBlock bool
}

// add adds a part, or returns the one that has its name, and whether there is one.
func (n names) add(p Part) (first Part, taken bool) {
	e := p.Line()
	if e.Gone || e.Name == "" {
		return Part{}, false
	}
	first, taken = n.parts[e.Name]
	if taken && n.ofOneBlock && first.Block != p.Block {
		taken = false
	}
	if !taken {
		n.parts[e.Name] = p
	}
	return first, taken
}

// sameNames returns parts in use that have the name of another one in use, after that.
func (l *Lock) sameNames() [][2]Part {
	var same [][2]Part
	add := func(n names, p Part) {
		first, taken := n.add(p)
		switch {
		case taken && first.Line().line > p.Line().line:
			same = append(same, [2]Part{p, first})
		case taken:
			same = append(same, [2]Part{first, p})
		}
	}
	newNames := func(ofOneBlock bool) names { return names{map[string]Part{}, ofOneBlock} }
	shared := map[scope]names{}
	values := newNames(false)
	fields := map[Kind]names{Member: newNames(true), Param: newNames(true), Header: newNames(true)}
	for _, b := range l.blocks {
		in := l.scopeOf(b)
		if shared[in].parts == nil {
			shared[in] = newNames(false)
		}
		add(shared[in], Part{Block: b})
		for key, e := range b.entries {
			if key.Kind == Value {
				add(values, Part{b, e})
			} else if kind := fieldScope(key.Kind); kind != "" {
				add(fields[kind], Part{b, e})
			}
		}
	}
	slices.SortFunc(same, func(a, b [2]Part) int {
		return cmp.Or(cmp.Compare(a[1].Line().line, b[1].Line().line), compare(a[1].Line(), b[1].Line()), compare(a[0].Line(), b[0].Line()))
	})
	return same
}

// Taken returns another part in use that has a name in the scope of a part. isDeclared reports
// whether entries of a kind are declared in the package, as types are.
func (l *Lock) Taken(p Part, name string, isDeclared func(Kind) bool) (other Part, taken bool) {
	declared := func(q Part) bool {
		return q.Entry == nil && q.Block.Kind.isType() || q.Entry != nil && isDeclared(q.Entry.Kind)
	}
	shares := func(q Part) bool {
		switch {
		case declared(p) || declared(q):
			return declared(p) && declared(q)
		case p.Entry == nil || q.Entry == nil:
			return p.Entry == nil && q.Entry == nil && l.scopeOf(p.Block) == l.scopeOf(q.Block)
		}
		return p.Block == q.Block && fieldScope(p.Entry.Kind) == fieldScope(q.Entry.Kind) && fieldScope(p.Entry.Kind) != ""
	}
	has := func(q Part) bool {
		e := q.Line()
		return e.Name == name && e != p.Line() && !e.Gone && p.Line().Name != name && shares(q)
	}
	for _, b := range l.Blocks() {
		if q := (Part{Block: b}); has(q) {
			return q, true
		}
		for _, e := range b.Entries() {
			if q := (Part{b, e}); has(q) {
				return q, true
			}
		}
	}
	return Part{}, false
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
