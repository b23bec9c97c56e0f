package spec

import (
	"slices"
	"testing"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec/repair"
)

// rootOf returns the cursor of a text that is parsed as it is, without repairs.
func rootOf(t *testing.T, text string) (*Document, Cursor) {
	t.Helper()
	file, err := source.Parse("a.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	doc := &Document{Set: &repair.Set{Root: file, ByPath: map[string]*source.File{"a.yaml": file}}}
	return doc, doc.Cursor()
}

func TestCursorMembers(t *testing.T) {
	_, root := rootOf(t, "b: 1\nx-a: 2\na: 3\nb: 4\n")
	var names, all []string
	for name, cur := range root.Members() {
		names = append(names, name+" "+cur.JSON())
	}
	for name := range root.AllMembers() {
		all = append(all, name)
	}
	if want := []string{"b 4", "a 3"}; !slices.Equal(names, want) {
		t.Errorf("members %v, want %v", names, want)
	}
	if want := []string{"b", "x-a", "a"}; !slices.Equal(all, want) {
		t.Errorf("all members %v, want %v", all, want)
	}
	for range root.Members() { // stops when the caller does
		break
	}
}

// The cursor of an absent value has a place, and no content.
func TestCursorOfNothing(t *testing.T) {
	_, root := rootOf(t, "a: {b: 1}\n")
	absent := root.Child("a").Child("c").Child("d").Index(3)
	if absent.Node != nil || absent.Pointer() != "/a/c/d/3" {
		t.Errorf("got %q with the node %v", absent.Pointer(), absent.Node)
	}
	if absent.Has("x") || absent.Text("x") != "" || absent.JSON() != "" || absent.IsTrue() || absent.IsFalse() || absent.Elements() != nil || absent.Items("x") != nil {
		t.Error("an absent value has content")
	}
	for name := range absent.AllMembers() {
		t.Errorf("an absent value has the member %s", name)
	}
	if got, want := absent.Pos(), (ir.Pos{File: "a.yaml", Line: 1, Column: 1}); got != want {
		t.Errorf("its position is %v, want that of the nearest ancestor, %v", got, want)
	}
}

func TestCursorPos(t *testing.T) {
	_, root := rootOf(t, "a:\n  - b: 1\n")
	for pointer, c := range map[string]struct {
		cur  Cursor
		want ir.Pos
	}{
		"key":  {root.Child("a").Index(0).Child("b"), ir.Pos{File: "a.yaml", Line: 2, Column: 5}},
		"item": {root.Child("a").Index(0), ir.Pos{File: "a.yaml", Line: 2, Column: 5}},
		"root": {root, ir.Pos{File: "a.yaml", Line: 1, Column: 1}},
	} {
		if got := c.cur.Pos(); got != c.want {
			t.Errorf("%s: %v, want %v", pointer, got, c.want)
		}
	}
}

func TestFollow(t *testing.T) {
	doc, root := rootOf(t, `
a: {$ref: "#/b"}
b: {$ref: "#/c"}
c: {title: end}
one: {$ref: "#/two"}
two: {$ref: "#/one"}
lost: {$ref: "#/nothing"}
`)
	if got := doc.Follow(root.Child("a")); got.Pointer() != "/c" || got.Text("title") != "end" {
		t.Errorf("a leads to %s", got.Pointer())
	}
	if got := doc.Follow(root.Child("one")); !got.Has("$ref") {
		t.Errorf("a cycle ends at %s", got.Pointer())
	}
	if got := doc.Follow(root.Child("lost")); got.Pointer() != "/lost" {
		t.Errorf("a reference that cannot be resolved leads to %s", got.Pointer())
	}
	if to, ok := doc.Target(root.Child("a")); !ok || to.Pointer() != "/b" {
		t.Errorf("the target of a is %s, %v", to.Pointer(), ok)
	}
	if to, ok := doc.Target(root.Child("c")); ok || to.Pointer() != "/c" {
		t.Errorf("the target of what is not a reference is %s, %v", to.Pointer(), ok)
	}
}

func TestDerivedCursor(t *testing.T) {
	_, root := rootOf(t, "{type: object, title: t}")
	if got := root.Without("title").JSON(); got != `{"type":"object"}` {
		t.Errorf("without title: %s", got)
	}
	if got := root.WithType("string"); got.JSON() != `{"type":"string"}` || got.Place() != root.Place() {
		t.Errorf("with type: %s at %s", got.JSON(), got.Place())
	}
	if got := root.JSON(); got != `{"type":"object","title":"t"}` {
		t.Errorf("the original has become %s", got)
	}
}

func TestOperations(t *testing.T) {
	_, root := rootOf(t, `{"summary": "", "post": {}, "x-get": {}, "parameters": [], "get": {}, "additionalOperations": {"GET": {}, "PURGE": {}, "DELETE": {}, "get": {}}}`)
	var got []string
	for method, op := range root.Operations() {
		got = append(got, method+" "+op.Pointer())
	}
	want := []string{
		"POST /post", "GET /get", "PURGE /additionalOperations/PURGE", "DELETE /additionalOperations/DELETE", "get /additionalOperations/get",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestReporter(t *testing.T) {
	_, root := rootOf(t, "a: 1\nb: 2\n")
	var ds diag.List
	r := NewReporter(&ds)
	r.ReportFirst(diag.Repaired, root.Child("a"), "first", "")
	r.ReportFirst(diag.Repaired, root.Child("a"), "second", "")
	r.ReportFirst(diag.Renamed, root.Child("a"), "another code", "")
	r.ReportFirst(diag.Repaired, root.Child("b"), "another place", "a hint")
	var got []string
	for _, d := range ds.All() {
		got = append(got, d.String()+" "+d.Pointer+" "+d.Hint)
	}
	want := []string{
		"a.yaml:1:1: warning: another code [renamed] /a ",
		"a.yaml:1:1: warning: first [repaired] /a ",
		"a.yaml:2:1: warning: another place [repaired] /b a hint",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
