package indexer

import (
	"bytes"
	"os"
	"testing"
)

// TestIndexIsCurrent fails if somebody changed the runtime and did not run go
// generate.
func TestIndexIsCurrent(t *testing.T) {
	index, err := Make(".")
	if err != nil {
		t.Fatal(err)
	}
	want, err := index.Print()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../index_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("the index of the runtime is stale: run go generate ./generator/internal/bundle")
	}
}
