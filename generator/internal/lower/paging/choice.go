package paging

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
)

// choice is how an operation pages, as gen.yaml, an extension or the lock has it. What is
// not set is found by its name.
type choice struct {
	style ir.PagingStyle
	param string // name
	next  *place
	items *place
	first *int // number of the first page
}

// place is a value of a result: a path, or a member of the last item.
type place struct {
	tokens []string
	last   bool // tokens are those of a member of the last item
}

// lastItemPointer precedes a member of the last item, where a JSON Pointer is expected.
const lastItemPointer = "-/"

// parsePlace reads a JSON Pointer, or one of a member of the last item. "/" is the result itself.
func parsePlace(pointer string) (p *place, ok bool) {
	if member, isLast := strings.CutPrefix(pointer, lastItemPointer); isLast {
		return &place{tokens: source.SplitPointer("/" + member), last: true}, member != ""
	}
	if pointer == "/" {
		return &place{}, true
	}
	return &place{tokens: source.SplitPointer(pointer)}, strings.HasPrefix(pointer, "/")
}

// resolve finds what a choice names in an operation. The problem is why it cannot page so,
// or "".
func (c choice) resolve(op *ir.Operation) (p *ir.Paging, problem string) {
	if !hasPage(op) {
		return nil, "its successes do not have one Go type that is read from JSON"
	}
	s := search{op: op, all: members(op.Page(), maxDepth)}
	if problem = s.setItems(c.items); problem != "" {
		return nil, problem
	}
	var given *ir.Param
	if c.param != "" {
		if given = paramNamed(op, c.param); given == nil {
			return nil, "it has no parameter " + c.param + " that is a text or an integer"
		}
	}
	switch c.style {
	case ir.ByCursor:
		return c.cursor(s, given)
	case ir.ByLink:
		return c.link(s)
	case ir.ByPage, ir.ByOffset:
		return c.number(s, given)
	}
	return nil, "the style " + string(c.style) + " is unknown"
}

// paramNamed is the parameter with a name, unless it is in the path or cannot be a cursor.
func paramNamed(op *ir.Operation, name string) *ir.Param {
	for _, p := range op.Params {
		if p.Name == name && p.In != ir.InPath && p.IsText() && isCursor(p.Value) {
			return p
		}
	}
	return nil
}

// setItems sets the list with the items: that of a place, or else the only one.
func (s *search) setItems(at *place) (problem string) {
	if at != nil {
		path, v, ok := follow(s.op.Page(), at.tokens)
		if _, isList := ir.ListOf(v); !ok || !isList || at.last {
			return "it has no list at " + source.JoinPointer("", at.tokens...)
		}
		s.items = path
		return ""
	}
	found := lists(s.op.Page())
	if len(found) == 1 {
		s.items = found[0]
		return ""
	}
	pointers := make([]string, len(found))
	for i, path := range found {
		pointers[i] = path.Pointer()
	}
	if len(pointers) == 0 {
		return "its result has no list"
	}
	return "its result has several lists: " + strings.Join(pointers, ", ")
}

// follow returns the path with the given names, and the value at its end.
func follow(v ir.Value, names []string) (path ir.Path, at ir.Value, ok bool) {
	for _, name := range names {
		d := ir.StructDecl(ir.Underlying(v))
		if d == nil {
			return nil, v, false
		}
		f := d.Body.(*ir.Struct).Field(name)
		if f == nil || f.WriteOnly {
			return nil, v, false
		}
		path, v = append(path, f), f.Value
	}
	return path, v, true
}

func (c choice) cursor(s search, given *ir.Param) (*ir.Paging, string) {
	if given != nil {
		s.params = []*ir.Param{given}
	}
	if c.next == nil {
		for _, style := range []func() *ir.Paging{s.nextCursor, s.lastItem, s.nextPage} {
			if p := style(); p != nil {
				return p, ""
			}
		}
		return nil, "no parameter and member have the names of a cursor"
	}
	p := given
	if p == nil {
		p = s.param(slices.Concat(cursorParams, lastItems, pageParams), isCursor)
	}
	if p == nil {
		return nil, "no parameter has the name of a cursor"
	}
	if c.next.last {
		item, _ := ir.ListOf(s.listed())
		path, v, ok := follow(item.Elem, c.next.tokens)
		if !ok || len(path) != 1 || !canBe(v, p.Value) {
			return nil, "its items have no member " + strings.Join(c.next.tokens, "/") + " that can be the value of " + p.Name
		}
		out := s.paging(ir.ByCursor)
		out.Param, out.ItemID, out.More = p, path[0], s.find(mores, isBoolean)
		return out, ""
	}
	path, v, ok := follow(s.op.Page(), c.next.tokens)
	if !ok || len(path) == 0 || !canBe(v, p.Value) {
		return nil, "it has no value at " + source.JoinPointer("", c.next.tokens...) + " that can be the value of " + p.Name
	}
	return s.cursor(p, path), ""
}

func (c choice) link(s search) (*ir.Paging, string) {
	if c.next == nil {
		return s.paging(ir.ByLink), ""
	}
	path, v, ok := follow(s.op.Page(), c.next.tokens)
	if !ok || c.next.last || !isText(v) {
		return nil, "it has no text at " + source.JoinPointer("", c.next.tokens...)
	}
	out := s.paging(ir.ByLink)
	out.Next, out.More = path, s.find(mores, isBoolean)
	return out, ""
}

func (c choice) number(s search, given *ir.Param) (*ir.Paging, string) {
	names := pageParams
	if c.style == ir.ByOffset {
		names = offsets
	}
	p := given
	if p == nil {
		p = s.param(names, isInteger)
	}
	switch {
	case c.next != nil:
		return nil, "the style " + string(c.style) + " has no next"
	case p == nil:
		return nil, "no parameter has the name of " + map[ir.PagingStyle]string{ir.ByPage: "a page", ir.ByOffset: "an offset"}[c.style]
	case !isInteger(p.Value):
		return nil, "the parameter " + p.Name + " is not an integer"
	}
	out := s.paging(c.style)
	out.Param = p
	if c.style == ir.ByPage {
		s.number(out, c.first)
	}
	s.ends(out)
	return out, ""
}

// number finds the number of the first page: that which is given, that of the document, or 1.
func (s search) number(p *ir.Paging, first *int) {
	if first != nil {
		p.First = *first
		return
	}
	if p.First = firstPage(p.Param); p.First >= 0 {
		return
	}
	if p.Current = s.find(currents, isInteger); p.Current == nil {
		p.First = 1
	}
}
