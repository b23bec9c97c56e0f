package constraint

import "github.com/peergen/peergen/generator/internal/ir"

// tightest merges bounds that several parts of an allOf set: of at least 1 and at
// least 3, the latter remains.
func tightest(checks []ir.Check) []ir.Check {
	var out []ir.Check
next:
	for _, check := range checks {
		for i, earlier := range out {
			if one, ok := both(earlier, check); ok {
				out[i] = one
				continue next
			}
		}
		out = append(out, check)
	}
	return out
}

// both is one bound for two, if they bound the same thing.
func both(a, b ir.Check) (ir.Check, bool) {
	switch a := a.(type) {
	case ir.Length:
		b, ok := b.(ir.Length)
		return ir.Length{Min: max(a.Min, b.Min), Max: smaller(a.Max, b.Max)}, ok
	case ir.Items:
		b, ok := b.(ir.Items)
		return ir.Items{Min: max(a.Min, b.Min), Max: smaller(a.Max, b.Max)}, ok
	case ir.Members:
		b, ok := b.(ir.Members)
		return ir.Members{Min: max(a.Min, b.Min), Max: smaller(a.Max, b.Max)}, ok
	case ir.Bound:
		b, ok := b.(ir.Bound)
		if !ok || a.Upper != b.Upper {
			return nil, false
		}
		return tighter(a, b)
	}
	return nil, false
}

// tighter is the tighter of two bounds on the same side. There is none if a limit
// cannot be compared.
func tighter(a, b ir.Bound) (ir.Check, bool) {
	beyond := func(limit ir.Bound, literal string) bool {
		limit.Exclusive = true
		return limit.Holds(literal)
	}
	switch more, less := beyond(b, a.Limit), beyond(a, b.Limit); {
	case more && less:
		return nil, false
	case more:
		return a, true
	case less:
		return b, true
	}
	a.Exclusive = a.Exclusive || b.Exclusive
	return a, true
}

func smaller(a, b *uint64) *uint64 {
	if a == nil || b != nil && *b < *a {
		return b
	}
	return a
}
