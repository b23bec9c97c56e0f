package form

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

// maxRepairs is the maximum number of times that a tree is read. Each repairs
// up to 100 places; all elements of a list count as one.
const maxRepairs = 20

// ReadTree reads a tree into p. What texts leave open is found by trying; see
// repair. Violations name places in the tree.
func ReadTree[T any](t *Tree, mode json.Mode, p *T, read json.ReadFunc[T]) error {
	for try := 0; ; try++ {
		text, err := t.JSON()
		if err != nil {
			return err
		}
		var v T
		err = json.DecodeTextual([]byte(text), mode, &v, read, scalarText)
		var invalid *core.ConstraintError
		if !errors.As(err, &invalid) || try == maxRepairs || !t.repairAll(invalid.Violations) {
			*p = v
			return err
		}
	}
}

// repairAll repairs the places of violations and reports whether the tree has
// changed.
func (t *Tree) repairAll(violations []core.Violation) bool {
	changed := false
	for _, v := range violations {
		tokens := strings.Split(v.Name, "/")[1:]
		if last := len(tokens) - 1; v.Keyword == "required" && last >= 0 {
			t.each(tokens[:last], func(place *Tree) { changed = place.supply(tokens[last]) || changed })
			continue
		}
		t.each(tokens, func(place *Tree) { changed = place.repair(v) || changed })
	}
	return changed
}

// supply adds a required member that is missing. Texts cannot express null or
// an empty array or object, so the member may be one of these. Otherwise it is
// left out again.
func (t *Tree) supply(token string) bool {
	name := unescapePointer.Replace(token)
	if t.Kind != '{' || t.Exact || slices.Contains(t.Names, name) {
		return false
	}
	t.add(name, &Tree{supplied: true, Exact: t.IsJSON != nil && t.IsJSON(name)})
	return true
}

// unescapePointer unescapes a reference token of a JSON pointer.
var unescapePointer = strings.NewReplacer("~1", "/", "~0", "~")

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

// each visits the places that a JSON pointer selects, where an index selects all
// elements.
func (t *Tree) each(tokens []string, visit func(*Tree)) {
	if len(tokens) == 0 {
		visit(t)
		return
	}
	for i, item := range t.Items {
		if t.Kind == '[' || core.EscapePointer(t.Names[i]) == tokens[0] {
			item.each(tokens[1:], visit)
		}
	}
}

// repair changes a tree to what a violation requires, if texts leave that open:
// a single value is an array with one element; an empty text is an empty array
// or object; numbered members are elements; a text may contain JSON; a string
// may look like a number.
func (t *Tree) repair(v core.Violation) bool {
	switch {
	case t.supplied:
		return t.supplyNext()
	case t.Kind == '"' && !t.plain && looksTyped(t.Text) && (v.Keyword == "oneOf" || strings.HasPrefix(v.Message, "must be a string")):
		t.plain = true
	case v.Keyword == "oneOf":
		return t.parse("{[")
	case v.Keyword != "type":
		return false
	case strings.HasPrefix(v.Message, "must be an array"):
		return t.makeList()
	case strings.HasPrefix(v.Message, "must be an object"):
		return t.makeObject()
	default:
		return false
	}
	return true
}

// makeList changes a tree to a list.
func (t *Tree) makeList() bool {
	switch {
	case t.Kind == 0:
		return false
	case t.Kind == '[' || t.parse("["):
	case t.Kind == '"' && t.Text == "":
		*t = Tree{Kind: '['}
	case t.Kind == '{' && len(t.Names) > 0 && !slices.ContainsFunc(t.Names, isNotIndex):
		t.Kind = '['
		t.sortItems()
	default:
		one := *t
		*t = *List(&one)
	}
	return true
}

// makeObject changes a tree to an object.
func (t *Tree) makeObject() bool {
	switch {
	case t.parse("{"):
	case t.Kind == '"' && t.Text == "":
		*t = Tree{Kind: '{', Exact: t.Exact}
	case t.Kind == '[' && len(t.Names) == len(t.Items):
		t.Kind = '{'
	default:
		return false
	}
	return true
}

// parse replaces a text by the value whose JSON it is, if it starts with one of
// kinds.
func (t *Tree) parse(kinds string) bool {
	if t.Kind != '"' || t.Text == "" || strings.IndexByte(kinds, t.Text[0]) < 0 {
		return false
	}
	inner, err := ParseTree(t.Text)
	if err == nil {
		*t = *inner
	}
	return err == nil
}

// isNotIndex reports whether a name is not an index of a list of reasonable
// length.
func isNotIndex(name string) bool {
	n, err := strconv.ParseUint(name, 10, 31)
	return err != nil || strconv.FormatUint(n, 10) != name
}

// sortItems sorts numbered items. Gaps between the numbers are closed.
func (t *Tree) sortItems() {
	order := make([]int, len(t.Items))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if d := len(t.Names[a]) - len(t.Names[b]); d != 0 {
			return d
		}
		return strings.Compare(t.Names[a], t.Names[b])
	})
	names, items := t.Names, t.Items
	t.Names, t.Items = nil, nil
	for _, i := range order {
		t.Names, t.Items = append(t.Names, names[i]), append(t.Items, items[i])
	}
}
