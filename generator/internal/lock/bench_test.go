package lock

import (
	"bytes"
	"fmt"
	"testing"
)

// large is a lock of the size that GitHub's document has: 38,839 members and 10,392 enum
// values in 6,000 types, and 1,000 operations with 5 parameters each.
func large() []byte {
	l := New()
	for i := range 1000 {
		b := l.Add(Entry{Key: Key{Operation, "GET", fmt.Sprintf("/repos/{}/{}/things-%d/{}", i)}, Name: fmt.Sprintf("ThingsListForRepository%d", i)})
		b.Add(Entry{Key: Key{Kind: OperationID, ID: fmt.Sprintf("things/list-for-repository-%d", i)}})
		b.Add(Entry{Key: Key{Kind: Params}, Name: b.Name + "Params"})
		b.Add(Entry{Key: Key{Kind: Result}, Form: fmt.Sprintf("[]ThingWithDetails%d", i)})
		for j := range 5 {
			b.Add(Entry{Key: Key{Param, "query", fmt.Sprintf("parameter_%d", j)}, Name: fmt.Sprintf("Parameter%d", j), Form: "Opt[string]"})
		}
	}
	for i := range 6000 {
		b := l.Add(Entry{Key: Key{Kind: Schema, ID: fmt.Sprintf("thing-with-details-%d", i)}, Name: fmt.Sprintf("ThingWithDetails%d", i), Form: "struct"})
		for j := range 38839 / 6000 {
			b.Add(Entry{Key: Key{Kind: Member, ID: fmt.Sprintf("member_of_thing_%d", j)}, Name: fmt.Sprintf("MemberOfThing%d", j), Form: "Opt[string]"})
		}
		for j := range 2 {
			b.Add(Entry{Key: Key{Kind: Value, ID: fmt.Sprintf(`"value_%d"`, j)}, Name: fmt.Sprintf("ThingWithDetails%dValue%d", i, j)})
		}
	}
	return l.Format()
}

func BenchmarkParse(b *testing.B) {
	text := large()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, problems := Parse(text); problems != nil {
			b.Fatal(problems)
		}
	}
}

func BenchmarkRetire(b *testing.B) {
	earlier, _ := Parse(large())
	for b.Loop() {
		b.StopTimer()
		now, _ := Read(bytes.ReplaceAll(large(), []byte("_3 ="), []byte("_new =")))
		b.StartTimer()
		now.Retire(earlier)
	}
}
