package spec

import (
	"testing"

	"github.com/peergen/peergen/generator/internal/source"
)

func TestKinText(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":{"$ref":"#/b","not":{"$ref":"#/b","items":{}}}}`: `{"a":{"$ref":"#/b","not":{"$ref":"#/b","items":{},"format":"next-to-ref"},"format":"next-to-ref"}}`,
		`{"$ref":"#/b","items":{},"format":"int32"}`:           `{"$ref":"#/b","items":{},"format":"int32"}`,
		`{"$ref":"#/b","description":"d"}`:                     `{"$ref":"#/b","description":"d"}`,
		`{"properties":{"$ref":{},"items":{}}}`:                `{"properties":{"$ref":{},"items":{}}}`,
	} {
		file, err := source.Parse("a.json", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := string(kinText(file.Root)); got != want {
			t.Errorf("%s became %s, want %s", text, got, want)
		}
		if got := string(file.Root.JSON()); got != text {
			t.Errorf("%s itself became %s", text, got)
		}
	}
}
