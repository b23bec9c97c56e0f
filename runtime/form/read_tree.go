package form

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

const (
	// maxReadings is the maximum number of times that a tree is read. One is enough,
	// unless the types leave several values possible: unions, and absent members with
	// constraints.
	maxReadings = 20
	// maxRoom is the maximum number of arrays with a single value in one another.
	maxRoom = 20
)

// ReadTree reads a tree into p. Texts are the values that the types require: a text is a
// number, a boolean, a string or JSON; a single value is an array with one element; an
// empty text is an empty array or object; numbered members are elements. Violations name
// places in the tree.
func ReadTree[T any](t *Tree, mode json.Mode, p *T, read json.ReadFunc[T]) error {
	room := 1
	for n := 1; ; n++ {
		x := newDraft(t, room, n == maxReadings)
		var v T
		checked, err := json.DecodeUntyped(x.json(), mode, &v, read, x)
		if x.isLast || !x.revise(checked, err) {
			*p = v
			return err
		}
		if x.more {
			room = maxRoom
		}
	}
}

// revise changes the tree to what may satisfy the types better, and reports whether to
// read it again.
func (x *draft) revise(checked bool, err error) bool {
	if x.more = x.more && x.room < maxRoom; x.more {
		return true
	}
	if x.unsettle {
		slices.Sort(x.again)
		x.reinterpret(x.root)
		return true
	}
	var invalid *core.ConstraintError
	if !errors.As(err, &invalid) || !checked && !x.root.hasSupplied() {
		return false
	}
	changed := false
	for _, v := range invalid.Violations {
		changed = x.root.satisfy(v) || changed
	}
	return changed
}

// reinterpret changes the values that are to be read in another way.
func (x *draft) reinterpret(t *Tree) {
	if _, found := slices.BinarySearch(x.again, t.at); found {
		t.another()
	}
	for _, item := range t.Items {
		x.reinterpret(item)
	}
}

// another takes a text for a string or JSON, or insists on the variant of a union.
func (t *Tree) another() bool {
	switch {
	case t.Kind == '{':
		t.insists = true
	case t.Kind != '"':
		return false
	case !t.plain && looksTyped(t.Text):
		t.plain = true
	case t.json != nil:
		*t = *t.json
	default:
		return false
	}
	return true
}

// hasSupplied reports whether a tree has members that were not received.
func (t *Tree) hasSupplied() bool {
	return t.supplied || slices.ContainsFunc(t.Items, (*Tree).hasSupplied)
}

// satisfy changes the place of a violation to what may satisfy it. A member that is
// missing may have been null, or an empty array or object. A pointer that is as long as
// pointers can be may be cut, and then has no place.
func (t *Tree) satisfy(v core.Violation) bool {
	if len(v.Name) >= json.MaxPointer {
		return false
	}
	tokens := strings.Split(v.Name, "/")[1:]
	for n, token := range tokens {
		item := t.child(unescapePointer.Replace(token))
		switch {
		case item != nil:
			t = item
		case n < len(tokens)-1 || t.Kind != '{' || t.Exact:
			return false
		default:
			return t.supply(unescapePointer.Replace(token), v.Keyword == "required")
		}
	}
	switch {
	case t.supplied:
		return t.supplyNext()
	case t.Kind != '"':
		return false
	case v.Keyword == "oneOf", v.Keyword == "anyOf", v.Keyword == "type" && t.json != nil: // a list of types
		return t.another()
	}
	return false
}

// child returns the member or element that a reference token selects, or nil.
func (t *Tree) child(token string) *Tree {
	if t.Kind == '[' {
		if n, err := strconv.Atoi(token); err == nil && n < len(t.Items) {
			return t.Items[n]
		}
		return nil
	}
	if n := slices.Index(t.Names, token); n >= 0 {
		return t.Items[n]
	}
	return nil
}

// unescapePointer unescapes a reference token of a JSON pointer.
var unescapePointer = strings.NewReplacer("~1", "/", "~0", "~")

// supply adds a member that was not received. Unless it is required, it was supplied
// while reading, and violates a constraint.
func (t *Tree) supply(name string, isRequired bool) bool {
	item := &Tree{supplied: true, Exact: t.IsJSON != nil && t.IsJSON(name)}
	if !isRequired {
		item.Kind = absent
	}
	t.add(name, item)
	return true
}

// supplyNext changes a supplied member to the next value that it may be.
func (t *Tree) supplyNext() bool {
	switch t.Kind {
	case 0:
		t.Kind = '['
	case '[':
		t.Kind = '{'
		if t.Exact { // an empty object would have been sent
			t.Kind = absent
		}
	case '{':
		t.Kind = absent
	default:
		return false
	}
	return true
}
