package spec

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
)

// Cursor is a value in a document, with the file and the JSON Pointer where it is. It is the
// document model of the lowering: it keeps the declared order of members, exact numbers,
// positions, and the difference between null and absent. The cursor of an absent value has a
// nil Node; its methods are safe to call and can be chained.
type Cursor struct {
	File    *source.File
	Node    *source.Node
	pointer string // of the value; of the object or array if the value is absent
	token   string // of an absent value in that, if keyLine is absent
	keyLine int    // the line of the key, if Node is a member; else 0 or absent
	keyCol  int
}

// absent is the keyLine of members that are missing.
const absent = -1

// Pointer returns the JSON Pointer to the value in its file. That of an absent member is
// joined only here, because most keywords of most schemas are absent.
func (c Cursor) Pointer() string {
	if c.keyLine == absent {
		return source.JoinPointer(c.pointer, c.token)
	}
	return c.pointer
}

// Cursor returns the root of the document.
func (d *Document) Cursor() Cursor { return Cursor{File: d.Root, Node: d.Root.Root} }

// At returns the value at a JSON Pointer in a file.
func At(file *source.File, pointer string) Cursor {
	return Cursor{File: file, Node: file.At(pointer), pointer: pointer}
}

// Definitions are the schemas under definitions in a file, given as its whole, that is a part
// of a Swagger document. Those of a whole Swagger document are under components.
func (d *Document) Definitions(file Cursor) Cursor {
	if !d.IsOfSwagger(file.File) {
		return Cursor{}
	}
	return file.Child("definitions")
}

// Child returns the member with a name.
func (c Cursor) Child(name string) Cursor {
	m := c.Node.Member(name)
	if m == nil {
		return Cursor{File: c.File, pointer: c.Pointer(), token: name, keyLine: absent}
	}
	return Cursor{File: c.File, Node: m.Value, pointer: source.JoinPointer(c.Pointer(), name), keyLine: m.Line, keyCol: m.Column}
}

// Index returns an item of an array.
func (c Cursor) Index(i int) Cursor {
	return Cursor{File: c.File, Node: c.Node.Index(i), pointer: source.JoinPointer(c.Pointer(), strconv.Itoa(i))}
}

// Members iterates over all members except extensions, in declared order. Of duplicate
// names the last member is used, at the place of the first.
func (c Cursor) Members() iter.Seq2[string, Cursor] {
	return func(yield func(string, Cursor) bool) {
		for name, child := range c.AllMembers() {
			if !strings.HasPrefix(name, "x-") && !yield(name, child) {
				return
			}
		}
	}
}

// AllMembers iterates like Members, extensions included. It is for objects whose names are
// chosen by the author: a property may be called "x-id".
func (c Cursor) AllMembers() iter.Seq2[string, Cursor] {
	return func(yield func(string, Cursor) bool) {
		for _, name := range c.Node.Keys() {
			if !yield(name, c.Child(name)) {
				return
			}
		}
	}
}

// Text returns the text of a string member; "" if it is absent or not a string.
func (c Cursor) Text(name string) string {
	text, _ := c.Node.Get(name).Str()
	return text
}

// Has reports whether the member is present, whatever its value.
func (c Cursor) Has(name string) bool { return c.Node != nil && c.Node.Has(name) }

// Pos returns the position for messages: the key of a member, else the value itself.
func (c Cursor) Pos() ir.Pos {
	switch {
	case c.keyLine > 0:
		return ir.Pos{File: c.File.Path, Line: c.keyLine, Column: c.keyCol}
	case c.Node != nil:
		return ir.Pos{File: c.File.Path, Line: c.Node.Line, Column: c.Node.Column}
	}
	line, column := c.File.MemberPos(c.Pointer())
	return ir.Pos{File: c.File.Path, Line: line, Column: column}
}

// Follow returns the object that a reference object refers to, through any number of
// references; c itself if it is not a reference. Load has removed references that cannot be
// resolved, but a reference between schemas may refer to itself: Follow then returns one of
// the references on the cycle.
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

// Target returns the object that a reference object refers to, which may be a reference, too.
// It returns c and false if c is not a reference or cannot be resolved.
func (d *Document) Target(c Cursor) (to Cursor, ok bool) {
	ref, ok := c.Node.Get("$ref").Str()
	if !ok {
		return c, false
	}
	file, pointer := d.Referred(c.File, ref)
	if file == nil || file.At(pointer) == nil { // a $ref at a place where OpenAPI has no references is not checked
		return c, false
	}
	to = Cursor{File: file, pointer: pointer, Node: file.At(pointer)}
	to.keyLine, to.keyCol = file.MemberPos(pointer)
	if d.targets == nil {
		d.targets = map[Place]bool{}
	}
	d.targets[to.Place()] = true
	return to, true
}

// IsTarget reports whether a reference that was resolved so far leads to a place.
func (d *Document) IsTarget(p Place) bool { return d.targets[p] }

// Items returns the items of an array member; nil if it is absent or not an array.
func (c Cursor) Items(name string) []*source.Node {
	if n := c.Node.Get(name); n != nil {
		return n.Items
	}
	return nil
}

// Without returns the same object without a member.
func (c Cursor) Without(name string) Cursor {
	c.Node = c.Node.Without(name)
	return c
}

// Only returns the same object with one of its members and no others.
func (c Cursor) Only(name string) Cursor {
	only := &source.Node{Kind: source.Object, Line: c.Node.Line, Column: c.Node.Column}
	c.Node = only.With(name, c.Node.Get(name))
	return c
}

// WithType returns a schema, at the same place, that has a type and nothing else.
func (c Cursor) WithType(kind string) Cursor {
	c.Node = (&source.Node{Kind: source.Object, Line: c.Node.Line, Column: c.Node.Column}).
		With("type", &source.Node{Kind: source.String, Text: kind, Line: c.Node.Line, Column: c.Node.Column})
	return c
}

// IsIn reports whether the value is outer, or a part of it, as the document writes it.
func (c Cursor) IsIn(outer Cursor) bool {
	tokens, around := source.SplitPointer(c.Pointer()), source.SplitPointer(outer.Pointer())
	return c.File == outer.File && len(tokens) >= len(around) && slices.Equal(tokens[:len(around)], around)
}

// Place identifies a value of the document set: two cursors with the same place are on the
// same value.
type Place struct{ File, Pointer string }

// Place returns the place of the cursor. A cursor that does not come from the document, as that
// of [Cursor.WithType], has the place of the cursor that it was made from.
func (c Cursor) Place() Place { return Place{c.File.Path, c.Pointer()} }

// String returns the place as a reference: file#pointer.
func (p Place) String() string { return p.File + "#" + p.Pointer }

// IsTrue reports whether the value is the JSON text true.
func (c Cursor) IsTrue() bool {
	return c.Node != nil && c.Node.Kind == source.Bool && c.Node.Text == "true"
}

// IsFalse reports whether the value is the JSON text false.
func (c Cursor) IsFalse() bool {
	return c.Node != nil && c.Node.Kind == source.Bool && c.Node.Text == "false"
}

// JSON returns the value as JSON; "" if it is absent.
func (c Cursor) JSON() string {
	if c.Node == nil {
		return ""
	}
	return string(c.Node.JSON())
}

// Elements returns the items of an array; nil if the value is absent or not an array.
func (c Cursor) Elements() (out []Cursor) {
	if c.Node != nil {
		for i := range c.Node.Items {
			out = append(out, c.Index(i))
		}
	}
	return out
}
