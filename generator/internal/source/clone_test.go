package source

import "testing"

func TestClone(t *testing.T) {
	f, err := Parse("x.yaml", []byte("a: &x {k: 1}\nb: *x\nc: [*x]\n"))
	if err != nil {
		t.Fatal(err)
	}
	copied := f.With(f.Root.Clone())
	copied.Root.Get("a").Set("k", &Node{Kind: Bool, Text: "true"})
	copied.Root.Get("b").Set("l", &Node{})
	copied.Root.Get("c").Index(0).Delete("k")
	if got, want := string(copied.Root.JSON()), `{"a":{"k":true},"b":{"k":1,"l":null},"c":[{}]}`; got != want {
		t.Errorf("the copy is %s, want %s", got, want)
	}
	if got, want := string(f.Root.JSON()), `{"a":{"k":1},"b":{"k":1},"c":[{"k":1}]}`; got != want {
		t.Errorf("the original has become %s", got)
	}
	if line, column := copied.MemberPos("/b"); line != 2 || column != 1 {
		t.Errorf("b is at %d:%d", line, column)
	}
}

// TestSetMembers: the index of a large object follows its members.
func TestSetMembers(t *testing.T) {
	var members []Member
	for i := range 2 * indexFrom {
		members = append(members, Member{Name: string(rune('a' + i)), Value: &Node{}})
	}
	n := &Node{}
	n.SetMembers(members)
	n.Delete("a")
	n.Set("last", &Node{Kind: Bool, Text: "true"})
	if n.Has("a") || n.Get("last").Text != "true" || n.Member("b") != &n.Members[0] || len(n.Members) != 2*indexFrom {
		t.Errorf("%d members, %v", len(n.Members), n.Keys())
	}
}
