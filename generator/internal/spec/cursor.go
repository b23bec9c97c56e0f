package spec

import (
	"iter"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
)

// Cursor is a place in the text of a document. The lowering walks it beside
// kin-openapi's objects, for what these do not keep: the declared order, what
// is there and what is absent, exact numbers, and positions. A cursor may
// stand on nothing: its Node is then nil.
type Cursor struct {
	File    *source.File
	Pointer string
	Node    *source.Node
	keyLine int // where the member that holds Node has its key; 0 without one
	keyCol  int
}

// Cursor stands on the root of the document.
func (d *Document) Cursor() Cursor { return Cursor{File: d.Root, Node: d.Root.Root} }

// Child steps into a member.
func (c Cursor) Child(name string) Cursor {
	child := Cursor{File: c.File, Pointer: source.JoinPointer(c.Pointer, name)}
	if m := c.Node.Member(name); m != nil {
		child.Node, child.keyLine, child.keyCol = m.Value, m.Line, m.Column
	}
	return child
}

// Index steps into an element.
func (c Cursor) Index(i int) Cursor {
	child := Cursor{File: c.File, Pointer: source.JoinPointer(c.Pointer, strconv.Itoa(i))}
	if c.Node != nil && i < len(c.Node.Items) {
		child.Node = c.Node.Items[i]
	}
	return child
}

// Members steps into all members but extensions, in declared order; of
// duplicates the last counts and stands where the first stood.
func (c Cursor) Members() iter.Seq2[string, Cursor] {
	return func(yield func(string, Cursor) bool) {
		for name, child := range c.AllMembers() {
			if !strings.HasPrefix(name, "x-") && !yield(name, child) {
				return
			}
		}
	}
}

// AllMembers steps into all members, as Members does, of an object whose names
// are free: a property may well be called "x-id".
func (c Cursor) AllMembers() iter.Seq2[string, Cursor] {
	return func(yield func(string, Cursor) bool) {
		for _, name := range c.Node.Keys() {
			if !yield(name, c.Child(name)) {
				return
			}
		}
	}
}

// Text returns the text of a string member, "" if it is absent or no string.
func (c Cursor) Text(name string) string {
	text, _ := c.Node.Get(name).Str()
	return text
}

// Has reports whether the member is there, whatever its value.
func (c Cursor) Has(name string) bool { return c.Node != nil && c.Node.Has(name) }

// Pos is the place for messages: the key of a member, else the value itself.
func (c Cursor) Pos() ir.Pos {
	switch {
	case c.keyLine > 0:
		return ir.Pos{File: c.File.Path, Line: c.keyLine, Column: c.keyCol}
	case c.Node != nil:
		return ir.Pos{File: c.File.Path, Line: c.Node.Line, Column: c.Node.Column}
	}
	line, column := c.File.MemberPos(c.Pointer)
	return ir.Pos{File: c.File.Path, Line: line, Column: column}
}

// Follow leaves a reference object for its target, through any number of them.
// The document has been checked: every reference leads somewhere, though
// possibly round in a circle, at which the cursor comes to rest.
func (d *Document) Follow(c Cursor) Cursor {
	seen := map[string]bool{}
	for {
		ref, ok := c.Node.Get("$ref").Str()
		if !ok || seen[ref] {
			return c
		}
		seen[ref] = true
		to, ok := d.Target(c)
		if !ok {
			return c
		}
		c = to
	}
}

// Target is where the reference of a reference object leads; ok is false where
// that is nowhere.
func (d *Document) Target(c Cursor) (to Cursor, ok bool) {
	ref, ok := c.Node.Get("$ref").Str()
	if !ok {
		return c, false
	}
	path, pointer, _ := strings.Cut(ref, "#")
	file := c.File
	if path != "" {
		file = d.files[filepath.Join(filepath.Dir(c.File.Path), filepath.FromSlash(path))]
	}
	if file == nil || file.At(pointer) == nil { // where OpenAPI knows no references, none is checked
		return c, false
	}
	to = Cursor{File: file, Pointer: pointer, Node: file.At(pointer)}
	to.keyLine, to.keyCol = file.MemberPos(pointer)
	return to, true
}
