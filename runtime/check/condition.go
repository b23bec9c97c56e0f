package check

// Satisfies reports whether a check finds no violations. It does not record
// them.
func (c *Collector) Satisfies(check func(c *Collector)) bool {
	scratch := Collector{In: "body", counts: c.counts}
	check(&scratch)
	return len(scratch.violations) == 0
}

// NotAllowed reports a value that satisfies the schema of not.
func (c *Collector) NotAllowed(name, what string, satisfied bool) {
	if satisfied {
		c.Report(name, "not", "must not be %s", what)
	}
}

// Alternatives checks that at least one of several schemas is satisfied, or
// exactly one.
func (c *Collector) Alternatives(name, keyword string, exactly bool, satisfied ...bool) {
	n := Count(satisfied...)
	switch {
	case n == 0:
		c.Report(name, keyword, "must satisfy one of %d alternatives", len(satisfied))
	case n > 1 && exactly:
		c.Report(name, keyword, "must satisfy exactly one of %d alternatives, not %d", len(satisfied), n)
	}
}

// EqualsAny reports whether v is one of values.
func EqualsAny[T comparable](v T, values ...T) bool {
	for _, value := range values {
		if v == value {
			return true
		}
	}
	return false
}
