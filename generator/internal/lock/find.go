package lock

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Index finds parts of a lock by text: by what a line begins with, by what [Identity]
// returns, and by Go names. What the document calls a part comes before Go names.
type Index struct {
	parts   map[string][]ranked
	longest int // the largest number of words of a text
}

type ranked struct {
	Part
	rank int // the smallest is the one that is meant
}

// Ranks of the ways to write an identity.
const (
	byLine = iota
	byDocument
	byGoName
)

// NewIndex returns the index of locks. Parts of the first one come first.
func NewIndex(locks ...*Lock) *Index {
	x := &Index{parts: map[string][]ranked{}}
	for _, l := range locks {
		for _, b := range l.Blocks() {
			x.addBlock(b)
		}
	}
	return x
}

// addBlock adds the spellings of a block and of its entries.
func (x *Index) addBlock(b *Block) {
	self := Part{Block: b}
	x.add(fullIdentity(b, nil), self, byLine)
	x.add(Identity(b, nil), self, byDocument)
	var owners []string // what members and parameters are written behind, with a full stop
	switch b.Kind {
	case Operation:
		if id := b.operationID(); id != "" {
			x.add(id, self, byDocument)
			owners = append(owners, id)
		}
	case Type:
	default:
		x.add(b.ID, self, byDocument)
		owners = append(owners, b.ID)
	}
	x.add(b.Name, self, byGoName)
	owners = append(owners, b.Name)
	if params := b.Find(Params); params != nil && params.Name != "" {
		owners = append(owners, params.Name)
	}
	for _, e := range b.Entries() {
		x.addEntry(b, e, owners)
	}
}

func (x *Index) addEntry(b *Block, e *Entry, owners []string) {
	p := Part{b, e}
	x.add(fullIdentity(b, e), p, byLine)
	x.add(Identity(b, e), p, byDocument)
	if b.Kind == Operation {
		x.add(words(b.ID, b.Sub)+" "+beginning(e), p, byLine)
	}
	switch e.Kind {
	case Member, Additional, Item, Rest, Param, Body, Header:
		for _, owner := range owners {
			x.add(owner+"."+e.Name, p, byGoName)
			if e.Kind == Member {
				x.add(owner+"."+e.ID, p, byDocument)
			}
		}
	case Value:
		for _, owner := range owners {
			x.add(owner+" "+e.ID, p, byDocument)
		}
		x.add(e.Name, p, byGoName)
	default:
		x.add(e.Name, p, byGoName)
	}
}

// operationID returns the operationId of an operation, or "".
func (b *Block) operationID() string {
	for key := range b.entries {
		if key.Kind == OperationID {
			return key.ID
		}
	}
	return ""
}

func (x *Index) add(text string, p Part, rank int) {
	if text == "" {
		return
	}
	x.longest = max(x.longest, strings.Count(text, " ")+1)
	known := x.parts[text]
	if len(known) > 0 && rank > known[0].rank {
		return
	}
	if len(known) > 0 && rank < known[0].rank {
		known = nil
	}
	same := func(r ranked) bool {
		return r.Block.Key == p.Block.Key && (r.Entry == nil) == (p.Entry == nil) && (p.Entry == nil || r.Entry.Key == p.Entry.Key)
	}
	if !slices.ContainsFunc(known, same) {
		x.parts[text] = append(known, ranked{p, rank})
	}
}

// braces are the parameters of a path.
var braces = regexp.MustCompile(`\{[^{}]*\}`)

// Find returns the parts that a text can mean.
func (x *Index) Find(text string) []Part {
	text = singleBlanks(text)
	found := x.parts[text]
	if found == nil {
		found = x.parts[braces.ReplaceAllString(text, "{}")]
	}
	var parts []Part
	for _, r := range found {
		parts = append(parts, r.Part)
	}
	return parts
}

// singleBlanks returns a text with one blank between its words. Quoted words stay as they are.
func singleBlanks(text string) string {
	var out []string
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		word, err := strconv.QuotedPrefix(text)
		if err != nil {
			word = strings.Fields(text)[0]
		}
		out, text = append(out, word), text[len(word):]
	}
	return strings.Join(out, " ")
}

// Split splits the arguments of a command into identities, which need not be quoted: as
// many arguments as make one belong together.
func (x *Index) Split(args []string) []string {
	var identities []string
	for len(args) > 0 {
		n := min(len(args), x.longest)
		for n > 1 && x.Find(strings.Join(args[:n], " ")) == nil {
			n--
		}
		identities = append(identities, strings.Join(args[:n], " "))
		args = args[n:]
	}
	return identities
}

// Texts returns all texts that are found.
func (x *Index) Texts() []string {
	texts := make([]string, 0, len(x.parts))
	for text := range x.parts {
		texts = append(texts, text)
	}
	slices.Sort(texts)
	return texts
}

// Create adds the block that an identity describes, in use and without a name, or returns
// nil if the text describes none: scheme api-key, schema Pet, GET /pets/{id}. It is for
// parts that a first run would give the same name as others.
func (l *Lock) Create(identity string) *Block {
	word, rest, _ := strings.Cut(singleBlanks(identity), " ")
	e := Entry{Key: Key{Kind: Kind(word)}}
	if _, known := kinds[e.Kind]; !known {
		e.Kind, rest = Operation, identity
	}
	if !kinds[e.Kind].block || e.Kind == Type {
		return nil
	}
	for _, text := range []*string{&e.ID, &e.Sub}[:kinds[e.Kind].parts] {
		var err error
		if *text, rest, err = cutText(rest); err != nil {
			return nil
		}
	}
	if e.Kind == Operation {
		e.ID, e.Sub = strings.ToUpper(e.ID), braces.ReplaceAllString(e.Sub, "{}")
	}
	if strings.TrimSpace(rest) != "" || l.blocks[e.Key] != nil || e.Kind == Operation && !e.isOperation() {
		return nil
	}
	b := l.Add(e)
	b.created = identity
	return b
}

// isOperation reports whether a key can be that of an operation: it has a path, or a hook.
func (k Key) isOperation() bool {
	word, _, isHook := strings.Cut(k.Sub, " ")
	return strings.HasPrefix(k.Sub, "/") || isHook && (Kind(word) == Webhook || Kind(word) == Callback)
}

// Unconfirmed returns the identities that Create was called with and that the lock of the
// run that followed does not have in use, sorted.
func (l *Lock) Unconfirmed(record *Lock) []string {
	if l == nil {
		return nil
	}
	var unknown []string
	for key, b := range l.blocks {
		if now := record.Block(key); b.created != "" && (now == nil || now.Gone) {
			unknown = append(unknown, b.created)
		}
	}
	slices.Sort(unknown)
	return unknown
}
