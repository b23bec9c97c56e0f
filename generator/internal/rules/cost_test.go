package rules

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/spec"
)

// Long lists next to long examples take seconds. Each took minutes when every
// pair was compared, or compiled.
func TestCostOfExamples(t *testing.T) {
	list := func(count int, item string) string {
		items := make([]string, count)
		for i := range items {
			items[i] = fmt.Sprintf(item, i)
		}
		return strings.Join(items, ",")
	}
	const n, many = 3000, 50_000
	for name, schema := range map[string]string{
		"patterns":     `{"type":"object","patternProperties":{` + list(n, `"^x%d-": {}`) + `},"example":{` + list(n, `"y%d":1`) + `}}`,
		"values":       `{"type":"array","items":{"enum":[` + list(many, `"v%d"`) + `]},"example":[` + list(many, `"v%d"`) + `]}`,
		"types":        `{"type":"array","items":{"type":[` + list(many, `"v%d"`) + `,"integer"]},"example":[` + list(many, `%d`) + `]}`,
		"alternatives": `{"type":"array","items":{"oneOf":[` + list(n, `{"enum":["v%d"]}`) + `,{"type":"object"}]},"example":[{},` + list(many, `{"a":%d}`) + `]}`,
		"required":     `{"type":"array","items":{"required":[` + list(n, `"m%d"`) + `],"properties":{` + list(n, `"m%d":{"readOnly":true}`) + `}},"example":[{},` + list(many, `{"a":%d}`) + `]}`,
		"examples":     `{"oneOf":[` + list(n, `{"required":["m%d"]}`) + `],"examples":[` + list(many, `{"a":%d}`) + `]}`,
		"tuples":       `{"type":"array","items":{"prefixItems":[` + list(many, `{"const":%d}`) + `]},"example":[[],` + list(many, `[0,%d]`) + `]}`,
	} {
		t.Run(name, func(t *testing.T) {
			var ds diag.List
			text := `{"openapi":"3.1.0","info":{"title":"A","version":"1"},"paths":{},"components":{"schemas":{"A":` + schema + `}}}`
			doc := spec.Load(t.Context(), spec.Input{Path: "a.json", Data: []byte(text)}, &ds)
			if doc == nil {
				t.Fatal(ds.All())
			}
			start := time.Now()
			Check(doc, &ds)
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("%d bytes took %s", len(text), took)
			} else {
				t.Logf("%d bytes took %s", len(text), took)
			}
		})
	}
}
