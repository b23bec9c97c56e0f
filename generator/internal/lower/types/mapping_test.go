package types

import (
	"testing"

	"github.com/peergen/peergen/generator/internal/ir"
)

func TestGoType(t *testing.T) {
	for _, c := range []struct {
		text, path, kind string
		want             ir.Type // nil for an error
	}{
		{"string", "", "string", ir.String{}},
		{"[]byte", "", "string", ir.Bytes{}},
		{"time.Time", "", "string", ir.Time{}},
		{"time.Time", "time", "integer", ir.UnixTime{}},
		{"CivilDate", "", "string", ir.Date{}},
		{"int", "", "integer", ir.Integer{}},
		{"uint16", "", "integer", ir.Integer{Bits: 16, Unsigned: true}},
		{"json.Number", "", "number", ir.Decimal{}},
		{"json.RawMessage", "", "object", ir.Any{}},
		{"int", "", "string", ir.Foreign{Name: "int", JSON: "string"}},
		{"interface{}", "", "", ir.Foreign{Name: "any"}},
		{"map[string][]*Pet", "", "object", ir.Foreign{Prefix: "map[string][]*", Name: "Pet", JSON: "object"}},
		{"*uuid.UUID", "example.com/go-uuid/v2", "string", ir.Foreign{Prefix: "*", Package: "uuid", Path: "example.com/go-uuid/v2", Name: "UUID", JSON: "string"}},
		{"url.URL", "example.com/url", "", ir.Foreign{Package: "url", Path: "example.com/url", Name: "URL"}},
		{"uuid.UUID", "", "string", nil},
		{"UUID", "example.com/uuid", "string", nil},
		{"uuid.uuid", "example.com/uuid", "string", nil},
		{"func.UUID", "example.com/uuid", "string", nil},
		{"integer", "", "integer", nil},
		{"Pair[int]", "", "", nil},
		{"a.B\"; func init() {}", "a", "", nil},
		{"a.B", "a\"\n\t\"b", "", nil},
		{"", "", "", nil},
	} {
		got, err := GoType(c.text, c.path, c.kind)
		if (err == nil) != (c.want != nil) || got != c.want {
			t.Errorf("%s of %q for %q: %#v, %v", c.text, c.path, c.kind, got, err)
		}
	}
}
