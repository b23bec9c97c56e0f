package lower

import (
	"reflect"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// Every keyword that kin-openapi knows is either handled or reported.
func TestEveryKeywordIsInOneTable(t *testing.T) {
	known := map[string]bool{}
	schema := reflect.TypeFor[openapi3.Schema]()
	for i := range schema.NumField() {
		if name, _, _ := strings.Cut(schema.Field(i).Tag.Get("json"), ","); name != "-" {
			known[name] = true
		}
	}
	if len(known) < 50 {
		t.Fatalf("only %d keywords found: has the form of the struct changed?", len(known))
	}
	for name := range known {
		if handled[name] == unsupported[name] {
			t.Errorf("%s: handled %v, unsupported %v, want exactly one", name, handled[name], unsupported[name])
		}
	}
	for _, table := range []map[string]bool{handled, unsupported} {
		for name := range table {
			if !known[name] {
				t.Errorf("%s is in a table, but no keyword of openapi3.Schema", name)
			}
		}
	}
	for name := range annotation {
		if !handled[name] {
			t.Errorf("the annotation %s is not handled", name)
		}
	}
}
