package schema

import (
	"fmt"
	"testing"
)

func TestItems(t *testing.T) {
	for text, want := range map[string]int{
		`{"items": {}}`: 1,
		`{"allOf": [{"items": {}}, {"items": {"type": "string"}}]}`: 2,
		`{"items": false}`:                                  0,
		`{"unevaluatedItems": {}}`:                          1,
		`{"unevaluatedItems": {}, "contains": {}}`:          0,
		`{"items": {}, "prefixItems": [{}]}`:                0,
		`{"items": {}, "unevaluatedItems": {"minimum": 1}}`: 1,
	} {
		cur, r := read(t, text)
		if got := len(r.Intersection(cur).Items()); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}

func TestPrefixItemsAndLength(t *testing.T) {
	cur, r := read(t, `{"allOf": [{"prefixItems": [{}, {}], "minItems": 1, "maxItems": 5}, {"prefixItems": [{}, {}, {}], "minItems": 2, "maxItems": 4}]}`)
	v := r.Intersection(cur)
	var sizes []int
	for _, schemas := range v.PrefixItems() {
		sizes = append(sizes, len(schemas))
	}
	least, most := v.Length()
	if got := fmt.Sprint(sizes, least, *most); got != "[2 2 1] 2 4" {
		t.Error(got)
	}
}
