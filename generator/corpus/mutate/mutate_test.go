package mutate

import (
	"bytes"
	"os"
	"testing"
)

// TestKinds checks that there are at least 120 kinds of change, and that each applies to
// one of some documents, changes it, and is repeatable.
func TestKinds(t *testing.T) {
	paths := []string{"testdata/rich.yaml", "testdata/swagger.yaml", "../../testdata/behaviour/results.yaml"}
	var docs []*Document
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Open(path, data)
		if err != nil {
			t.Fatal(err)
		}
		doc.SetTaken([]string{"Pet", "GetPetParams", "WithAPIKey"})
		docs = append(docs, doc)
	}
	kinds := Kinds()
	if len(kinds) < 120 {
		t.Errorf("%d kinds, want 120", len(kinds))
	}
	seen := map[string]bool{}
	for _, kind := range kinds {
		if seen[kind.Name] {
			t.Errorf("two kinds are called %s", kind.Name)
		}
		seen[kind.Name] = true
		applied := 0
		for i, doc := range docs {
			change, ok := kind.Apply(doc, 1)
			if !ok {
				continue
			}
			applied++
			text := change.Document.JSON()
			if bytes.Equal(text, doc.JSON()) {
				t.Errorf("%s changes nothing in %s (%s)", kind.Name, paths[i], change.Place)
			}
			if again, _ := kind.Apply(doc, 1); !bytes.Equal(text, again.Document.JSON()) {
				t.Errorf("%s differs when it is repeated", kind.Name)
			}
		}
		if applied == 0 {
			t.Errorf("%s applies to no document", kind.Name)
		}
	}
}
