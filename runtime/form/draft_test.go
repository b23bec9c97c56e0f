package form

import (
	stdjson "encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/runtime/json"
)

// reads reads a tree and compares what it became.
func reads[T any](t *testing.T, tree *Tree, read json.ReadFunc[T], want T, wantErr string) {
	t.Helper()
	var v T
	err := ReadTree(tree, json.Strict, &v, read)
	if wantErr == "" && err != nil || wantErr != "" && (err == nil || err.Error() != wantErr) {
		t.Errorf("%v, want %q", err, wantErr)
	} else if err == nil && !reflect.DeepEqual(v, want) {
		t.Errorf("%#v, want %#v", v, want)
	}
}

func object(namesAndItems ...any) *Tree {
	t := &Tree{Kind: '{'}
	for i := 0; i < len(namesAndItems); i += 2 {
		item, ok := namesAndItems[i+1].(*Tree)
		if !ok {
			item = Text(namesAndItems[i+1].(string))
		}
		t.add(namesAndItems[i].(string), item)
	}
	return t
}

func readInts(r *json.Reader, i int, p *[]int) int { return json.ReadArray(r, i, p, json.ReadInt) }

func readLists(r *json.Reader, i int, p *[][]int) int { return json.ReadArray(r, i, p, readInts) }

func readDeepLists(r *json.Reader, i int, p *[][][]int) int {
	return json.ReadArray(r, i, p, readLists)
}

func readMap(r *json.Reader, i int, p *map[string]int) int {
	return json.ReadMap(r, i, p, json.ReadInt)
}

// pair is a tuple of a number and a list.
type pair struct {
	N    int
	List []int
}

func readPair(r *json.Reader, i int, p *pair) int {
	t, i := r.Tuple(i)
	i = json.ReadItem(&t, i, &p.N, json.ReadInt)
	i = json.ReadItem(&t, i, &p.List, readInts)
	return t.End(i, true)
}

func TestReadLists(t *testing.T) {
	reads(t, Text("1"), readInts, []int{1}, "")
	reads(t, Text(""), readInts, []int{}, "")
	reads(t, Text("[1,2]"), readInts, []int{1, 2}, "")
	reads(t, Text("x"), readInts, nil, "body /0: must be an integer")
	reads(t, List(Text("1"), Text("2")), readLists, [][]int{{1}, {2}}, "")
	reads(t, Text("1"), readDeepLists, [][][]int{{{1}}}, "")
	reads(t, List(Text("1"), Text("[[2],[3,4]]"), Text("x")), readDeepLists, nil, "body /2/0/0: must be an integer")
	reads(t, List(Text("1"), Text("[2,[3,4]]")), readDeepLists, [][][]int{{{1}}, {{2}, {3, 4}}}, "")
	reads(t, object("1", "2", "0", "1"), readInts, []int{1, 2}, "")
	reads(t, object("7", "2", "10", "3"), readInts, []int{2, 3}, "")
	reads(t, object("a", object("10", "2", "9", "1"), "b", "3"), func(r *json.Reader, i int, p *map[string][]int) int {
		return json.ReadMap(r, i, p, readInts)
	}, map[string][]int{"a": {1, 2}, "b": {3}}, "")
	reads(t, &Tree{}, readInts, nil, "body: must not be null")
}

func TestReadObjects(t *testing.T) {
	reads(t, Text(""), readMap, map[string]int{}, "")
	reads(t, Text(`{"a":1}`), readMap, map[string]int{"a": 1}, "")
	reads(t, List(), readMap, map[string]int{}, "")
	reads(t, Text("x"), readMap, nil, "body: must be an object")
	reads(t, Text("[]"), readMap, nil, "body: must be an object")
	numbered := object("0", "5", "1", "6")
	numbered.numbered()
	reads(t, numbered, readMap, map[string]int{"0": 5, "1": 6}, "")
	reads(t, List(numbered, Text("")), func(r *json.Reader, i int, p *[]map[string]int) int {
		return json.ReadArray(r, i, p, readMap)
	}, []map[string]int{{"0": 5, "1": 6}, {}}, "")
}

func TestReadTuples(t *testing.T) {
	reads(t, List(Text("1"), Text("2")), readPair, pair{1, []int{2}}, "")
	reads(t, Text("[1,[2,3]]"), readPair, pair{1, []int{2, 3}}, "")
	reads(t, Text("1"), readPair, pair{}, "body: must have more items")
	reads(t, List(Text("1")), func(r *json.Reader, i int, p *[]pair) int { return json.ReadArray(r, i, p, readPair) }, nil, "body /0: must have more items")
	reads(t, Text("x"), readPair, pair{}, "body /0: must be an integer; body: must have more items")
}

// A text that does not match a union may be a string that looks like a number, or JSON.
func TestReadUnions(t *testing.T) {
	var tried int
	read := func(kinds string) json.ReadFunc[stdjson.RawMessage] {
		return func(r *json.Reader, i int, p *stdjson.RawMessage) (end int) {
			tried++
			if strings.IndexByte(kinds, r.Kind(i)) >= 0 {
				return json.ReadRaw(r, i, p)
			}
			*p, end = json.UnknownVariant(r, i, "oneOf", "must match")
			return end
		}
	}
	for _, c := range []struct{ kinds, text, want, err string }{
		{`"`, "12", `"12"`, ""},
		{`"0`, "12", `12`, ""},
		{`{`, `{"a": [1]}`, `{"a":[1]}`, ""},
		{`"{`, `{"a":1}`, `"{\"a\":1}"`, ""},
		{`[`, "12", "", "body: must match"},
		{`0`, "x", "", "body: must match"},
	} {
		var want stdjson.RawMessage
		if c.err == "" {
			want = stdjson.RawMessage(c.want)
		}
		reads(t, Text(c.text), read(c.kinds), want, c.err)
	}
	tried = 0
	many := List()
	for range 1000 { // all are read again together
		many.Items = append(many.Items, Text("12"))
	}
	var v []stdjson.RawMessage
	err := ReadTree(many, json.Strict, &v, func(r *json.Reader, i int, p *[]stdjson.RawMessage) int { return json.ReadArray(r, i, p, read(`"`)) })
	if err != nil || len(v) != 1000 || string(v[999]) != `"12"` || tried != 2000 {
		t.Errorf("%v, %d values, tried %d times", err, len(v), tried)
	}
}
