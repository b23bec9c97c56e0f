package bench

// Kinds of bodies.
const (
	Report   = "report"   // our peer report: nested objects, most members optional
	Issues   = "issues"   // a page of GitHub issues: texts, URLs, nulls
	Payments = "payments" // Stripe payments: unions and maps
	Chat     = "chat"     // an OpenAI chat completion: many small documents
	Records  = "records"  // flat records with numbers
	growth   = "growth"   // objects whose size varies
)

// sizes are the values of a kind: small ones, and large ones.
type sizes struct {
	kind         string
	small, large []any
}

// values makes the values of all kinds, the same ones in every run.
func values() ([]sizes, error) {
	example, err := documentExample()
	if err != nil {
		return nil, err
	}
	m := newMaker(26)
	one := func(v any) []any { return []any{v} }
	return []sizes{
		{Report, one(example), one(m.report())},
		{Issues, one(m.issuePage(1)), one(m.issuePage(30))},
		{Payments, one(m.paymentList(1)), one(m.paymentList(50))},
		{Chat, m.chatChunks(2)[1:], m.chatChunks(300)},
		{Records, one(m.recordList(1)), one(m.recordList(10_000))},
	}, nil
}

// Bodies makes the bodies of all kinds: small, large, shuffled (large, with the
// members of every object in random order) and unknown (large, with unknown
// members).
func Bodies() ([]*Body, error) {
	kinds, err := values()
	if err != nil {
		return nil, err
	}
	var bodies []*Body
	for _, kind := range kinds {
		m := newMaker(27)
		var mixed, more []any
		for _, v := range kind.large {
			mixed = append(mixed, m.shuffled(v))
			more = append(more, m.withUnknown(v))
		}
		for _, b := range []struct {
			size   string
			values []any
		}{
			{"small", kind.small},
			{"large", kind.large},
			{"shuffled", mixed},
			{"unknown", more},
		} {
			body, err := newBody(kind.kind, b.size, b.values)
			if err != nil {
				return nil, err
			}
			bodies = append(bodies, body)
		}
	}
	return bodies, nil
}

// bodyOf returns the body with a kind and size, or nil.
func bodyOf(bodies []*Body, kind, size string) *Body {
	for _, b := range bodies {
		if b.Kind == kind && b.Size == size {
			return b
		}
	}
	return nil
}
