package constraint

import (
	"fmt"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
)

// Key is equal for equal checks in the same order.
func Key(checks []ir.Check) string {
	var key strings.Builder
	for _, c := range checks {
		key.WriteString(" " + checkKey(c))
	}
	return key.String()
}

func checkKey(check ir.Check) string {
	switch c := check.(type) {
	case ir.Length:
		return fmt.Sprintf("length %d..%s", c.Min, limitKey(c.Max))
	case ir.Items:
		return fmt.Sprintf("items %d..%s", c.Min, limitKey(c.Max))
	case ir.Members:
		return fmt.Sprintf("members %d..%s", c.Min, limitKey(c.Max))
	case ir.Contains:
		return fmt.Sprintf("contains %d..%s %v (%s)", c.Min, limitKey(c.Max), c.NullToo, Key(c.Checks))
	case ir.Each:
		return fmt.Sprintf("each %v (%s)", c.NullToo, Key(c.Checks))
	case ir.Names:
		return fmt.Sprintf("names (%s)", Key(c.Checks))
	case ir.Member:
		return fmt.Sprintf("member %q %v (%s)", c.Name, c.NullToo, Key(c.Checks))
	case ir.Not:
		return fmt.Sprintf("not (%s)", Key(c.Checks))
	case ir.When:
		return fmt.Sprintf("when (%s)(%s)(%s)", Key(c.If), Key(c.Then), Key(c.Else))
	case ir.Keyed:
		var key strings.Builder
		fmt.Fprintf(&key, "keyed %v (%s)", c.Closed, Key(c.Unmatched))
		for _, p := range c.Patterns {
			fmt.Fprintf(&key, " %q (%s)", p.Pattern.Expr, Key(p.Checks))
		}
		return key.String()
	case ir.Alternatives:
		var key strings.Builder
		fmt.Fprint(&key, c.Keyword, c.Exactly)
		for _, set := range c.Sets {
			fmt.Fprintf(&key, " (%s)", Key(set))
		}
		return key.String()
	case ir.Pattern, ir.Bound, ir.MultipleOf, ir.Whole, ir.OneOf, ir.Unique, ir.Present, ir.Absent, ir.Never, ir.StringFormat, ir.Texted, ir.Raw:
		return fmt.Sprintf("%#v", c)
	}
	panic(fmt.Sprintf("constraint: check of kind %T", check))
}

func limitKey(most *uint64) string {
	if most == nil {
		return ""
	}
	return fmt.Sprint(*most)
}
