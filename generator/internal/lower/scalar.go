package lower

import (
	"strconv"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

func firstOr(list []string, otherwise string) string {
	if len(list) == 0 {
		return otherwise
	}
	return list[0]
}

// checks are the constraints of a view on the values of a type. Numbers are
// taken from the text of the document, exact.
func checks(v view, t ir.Type) []ir.Check {
	var out []ir.Check
	for _, part := range v {
		switch t.(type) {
		case ir.String:
			out = append(out, stringChecks(part)...)
		case ir.Integer, ir.Number, ir.UnixTime, ir.Decimal:
			out = append(out, bounds(part)...)
		case ir.List:
			least, most := limits(part, "minItems", "maxItems")
			if least > 0 || most != nil {
				out = append(out, ir.Items{Min: least, Max: most})
			}
		}
	}
	return out
}

func stringChecks(part spec.Cursor) []ir.Check {
	var out []ir.Check
	least, most := limits(part, "minLength", "maxLength")
	if least > 0 || most != nil {
		out = append(out, ir.Length{Min: least, Max: most})
	}
	if pattern, ok := part.Child("pattern").Node.Str(); ok && pattern != "" && re2(pattern) {
		out = append(out, ir.Pattern{Expr: pattern})
	}
	return out
}

// limits reads two counts; what is no count is as good as absent. A count that
// no Go int holds limits nothing.
func limits(part spec.Cursor, least, most string) (uint64, *uint64) {
	count := func(keyword string) (uint64, bool) {
		n := part.Child(keyword).Node
		if n == nil || n.Kind != source.Number {
			return 0, false
		}
		f, err := strconv.ParseFloat(n.Text, 64)
		return uint64(f), err == nil && f >= 0 && f < 1<<31
	}
	low, _ := count(least)
	if high, ok := count(most); ok {
		return low, &high
	}
	return low, nil
}

// bounds reads minimum and maximum with their exclusive forms: a flag beside
// them in 3.0, a number of its own in 3.1.
func bounds(cur spec.Cursor) []ir.Check {
	var out []ir.Check
	for _, side := range []struct {
		limit, exclusive string
		upper            bool
	}{{"minimum", "exclusiveMinimum", false}, {"maximum", "exclusiveMaximum", true}} {
		limit, exclusive := cur.Child(side.limit).Node, cur.Child(side.exclusive).Node
		if limit != nil && limit.Kind == source.Number {
			out = append(out, ir.Bound{Limit: limit.Text, Upper: side.upper, Exclusive: isTrue(cur.Child(side.exclusive))})
		}
		if exclusive != nil && exclusive.Kind == source.Number {
			out = append(out, ir.Bound{Limit: exclusive.Text, Upper: side.upper, Exclusive: true})
		}
	}
	return out
}
