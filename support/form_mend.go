package support

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// maxMends is how often a tree is read before what is wrong with it stands. Each
// time mends up to 100 places, and all elements of a list count as one.
const maxMends = 20

// readFormTree reads a tree into p, which stays alone where there is nothing to
// read. What texts do not tell is found out by trying: see mend. Violations name
// their places in the tree.
func readFormTree[T any](t *formTree, strict bool, p *T, code func(*jsonCodec, *T)) error {
	for try := 0; ; try++ {
		text, err := t.json()
		if err != nil {
			return err
		}
		var v T
		c := jsonCodecs.Get().(*jsonCodec)
		c.begin(text, strict)
		c.textual = scalarText
		code(c, &v)
		err = c.finish()
		var invalid *ValidationFailure
		if !errors.As(err, &invalid) || try == maxMends || !t.mendAll(invalid.Violations) {
			*p = v
			return err
		}
	}
}

// mendAll reports whether the tree has changed.
func (t *formTree) mendAll(violations []Violation) bool {
	changed := false
	for _, v := range violations {
		tokens := strings.Split(v.Name, "/")[1:]
		if last := len(tokens) - 1; v.Keyword == "required" && last >= 0 {
			t.each(tokens[:last], func(place *formTree) { changed = place.supply(tokens[last]) || changed })
			continue
		}
		t.each(tokens, func(place *formTree) { changed = place.mend(v) || changed })
	}
	return changed
}

// supply adds a required member that has not come. Texts have no way to write null,
// or an empty array or object: it may be one of these. If it is none, it is left out
// again.
func (t *formTree) supply(token string) bool {
	name := pointerNames.Replace(token)
	if t.kind != '{' || t.exact || slices.Contains(t.names, name) {
		return false
	}
	t.add(name, &formTree{supplied: true, exact: t.isJSON != nil && t.isJSON(name)})
	return true
}

var pointerNames = strings.NewReplacer("~1", "/", "~0", "~")

// resupply makes a supplied member the next thing that it may be.
func (t *formTree) resupply() bool {
	switch t.kind {
	case 0:
		t.kind = '['
	case '[':
		t.kind = '{'
		if t.exact { // it would have come
			t.kind = notThere
		}
	case '{':
		t.kind = notThere
	default:
		return false
	}
	return true
}

// each visits the places that a JSON pointer leads to if an index stands for all
// elements.
func (t *formTree) each(tokens []string, visit func(*formTree)) {
	if len(tokens) == 0 {
		visit(t)
		return
	}
	for i, item := range t.items {
		if t.kind == '[' || escapePointer(t.names[i]) == tokens[0] {
			item.each(tokens[1:], visit)
		}
	}
}

// mend makes a tree what a violation says it should have been, where texts leave
// that open: one value is an array of one, an empty text an empty array or
// object, and numbered members are elements; what the style has no way to
// write is a text that holds JSON; and a string may look like a number.
func (t *formTree) mend(v Violation) bool {
	switch {
	case t.supplied:
		return t.resupply()
	case t.kind == '"' && !t.plain && looksTyped(t.text) && (v.Keyword == "oneOf" || strings.HasPrefix(v.Message, "must be a string")):
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

func (t *formTree) makeList() bool {
	switch {
	case t.kind == 0:
		return false
	case t.kind == '[' || t.parse("["):
	case t.kind == '"' && t.text == "":
		*t = formTree{kind: '['}
	case t.kind == '{' && len(t.names) > 0 && !slices.ContainsFunc(t.names, notIndex):
		t.kind = '['
		t.sortItems()
	default:
		one := *t
		*t = *formList(&one)
	}
	return true
}

func (t *formTree) makeObject() bool {
	switch {
	case t.parse("{"):
	case t.kind == '"' && t.text == "":
		*t = formTree{kind: '{', exact: t.exact}
	case t.kind == '[' && len(t.names) == len(t.items):
		t.kind = '{'
	default:
		return false
	}
	return true
}

// parse makes a text the value whose JSON it is, if that starts with one of kinds.
func (t *formTree) parse(kinds string) bool {
	if t.kind != '"' || t.text == "" || strings.IndexByte(kinds, t.text[0]) < 0 {
		return false
	}
	inner, err := parseFormTree(t.text)
	if err == nil {
		*t = *inner
	}
	return err == nil
}

// notIndex holds for names that are no index of a list of reasonable length.
func notIndex(name string) bool {
	n, err := strconv.ParseUint(name, 10, 31)
	return err != nil || strconv.FormatUint(n, 10) != name
}

// sortItems puts numbered items in order; gaps between the numbers close.
func (t *formTree) sortItems() {
	order := make([]int, len(t.items))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if d := len(t.names[a]) - len(t.names[b]); d != 0 {
			return d
		}
		return strings.Compare(t.names[a], t.names[b])
	})
	names, items := t.names, t.items
	t.names, t.items = nil, nil
	for _, i := range order {
		t.names, t.items = append(t.names, names[i]), append(t.items, items[i])
	}
}
