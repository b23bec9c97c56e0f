package form

import (
	"slices"
	"strconv"
	"strings"
)

// isNumbered reports whether a tree is a list or an object: it has items whose names
// are all numbers.
func (t *Tree) isNumbered() bool {
	return len(t.Names) > 0 && len(t.Names) == len(t.Items) && !slices.ContainsFunc(t.Names, isNotIndex)
}

// isNotIndex reports whether a name is not an index of a list of reasonable
// length.
func isNotIndex(name string) bool {
	if name == "" || name[0] < '0' || name[0] > '9' {
		return true
	}
	n, err := strconv.ParseUint(name, 10, 31)
	return err != nil || strconv.FormatUint(n, 10) != name
}

// compareNumbers compares two numbers by their decimals.
func compareNumbers(a, b string) int {
	if d := len(a) - len(b); d != 0 {
		return d
	}
	return strings.Compare(a, b)
}

// sortItems sorts numbered items. Gaps between the numbers are closed.
func (t *Tree) sortItems() {
	if slices.IsSortedFunc(t.Names, compareNumbers) {
		return
	}
	order := make([]int, len(t.Items))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return compareNumbers(t.Names[a], t.Names[b]) })
	names, items := t.Names, t.Items
	t.Names, t.Items, t.index = nil, nil, nil
	for _, i := range order {
		t.Names, t.Items = append(t.Names, names[i]), append(t.Items, items[i])
	}
}

// numbered turns objects whose members are named 0, 1, 2 and so on into lists.
// It keeps the names, in case an object was meant.
func (t *Tree) numbered() {
	for _, item := range t.Items {
		item.numbered()
	}
	if t.Kind != '{' || !t.isNumbered() {
		return
	}
	t.sortItems()
	if t.Names[len(t.Names)-1] == strconv.Itoa(len(t.Names)-1) {
		t.Kind = '['
	}
}
