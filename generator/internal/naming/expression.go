package naming

import (
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
)

// expressions numbers the variables of regular expressions and of schemas for raw
// JSON, each text once, in the order of the document.
func (a *assignment) expressions() {
	prefix := func(h helper) string {
		return a.pkg.claimSeries(strings.TrimSuffix(helpers[h].spelling, "#"))
	}
	pattern, schema := prefix(patterns), prefix(rawSchemas)
	ir.EachCheck(a.api, func(check ir.Check) {
		switch c := check.(type) {
		case ir.Pattern:
			if a.names.find(c.RE2, role(patterns)) == "" {
				a.names.patterns = append(a.names.patterns, c.RE2)
				a.names.set(c.RE2, role(patterns), pattern+strconv.Itoa(len(a.names.patterns)))
			}
		case ir.Raw:
			if a.names.find(c.Schema, role(rawSchemas)) == "" {
				a.names.rawSchemas = append(a.names.rawSchemas, c.Schema)
				a.names.set(c.Schema, role(rawSchemas), schema+strconv.Itoa(len(a.names.rawSchemas)))
			}
		}
	})
}

// Patterns returns all regular expressions of the API, in the syntax of RE2, in the
// order of their numbers.
func (n *Names) Patterns() []string { return n.patterns }

// Pattern is the variable of a regular expression.
func (n *Names) Pattern(re2 string) string { return n.get(re2, role(patterns)) }

// RawSchemas returns all schemas for raw JSON of the API, in the order of their
// numbers.
func (n *Names) RawSchemas() []string { return n.rawSchemas }

// RawSchema is the variable of a schema for raw JSON.
func (n *Names) RawSchema(schema string) string { return n.get(schema, role(rawSchemas)) }
