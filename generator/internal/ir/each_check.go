package ir

// EachCheck visits every check of an API, with those that checks combine, in the
// order of the document.
func EachCheck(api *API, visit func(Check)) {
	w := checkWalk{visit}
	for _, d := range api.Decls {
		w.declaration(d)
	}
	for _, op := range api.Operations {
		for _, p := range op.Params {
			w.value(p.Value)
		}
		for _, m := range op.medias() {
			w.value(m.Value)
		}
		for _, responses := range [][]*Response{op.Results, op.Errors} {
			for _, r := range responses {
				w.headers(r.Headers)
			}
		}
	}
}

type checkWalk struct{ visit func(Check) }

func (w checkWalk) declaration(d *Decl) {
	switch body := d.Body.(type) {
	case *Struct:
		for _, f := range body.Fields {
			w.value(f.Value)
		}
		w.optional(body.Additional)
		w.all(body.Checks)
	case *Tuple:
		for _, item := range body.Items {
			w.value(item.Value)
		}
		w.optional(body.Rest)
		w.all(body.Checks)
	case *Enum:
		w.all(body.OpenChecks)
	case *Named:
		w.value(body.Value)
	case *Alias:
		w.value(body.Value)
	case *Part:
		w.headers(body.Headers)
		w.value(body.Value)
	}
}

func (w checkWalk) headers(headers []*Header) {
	for _, h := range headers {
		w.value(h.Value)
	}
}

func (w checkWalk) optional(v *Value) {
	if v != nil {
		w.value(*v)
	}
}

func (w checkWalk) value(v Value) { EachPart(v, func(part Value) { w.all(part.Checks) }) }

func (w checkWalk) all(checks []Check) {
	for _, check := range checks {
		w.visit(check)
		for _, nested := range nestedChecks(check) {
			w.all(nested)
		}
	}
}

// nestedChecks are the sets of checks that a check combines.
func nestedChecks(check Check) [][]Check {
	switch c := check.(type) {
	case Contains:
		return [][]Check{c.Checks}
	case Each:
		return [][]Check{c.Checks}
	case Names:
		return [][]Check{c.Checks}
	case Keyed:
		var sets [][]Check
		for _, p := range c.Patterns {
			sets = append(sets, []Check{p.Pattern}, p.Checks)
		}
		return append(sets, c.Unmatched)
	case Member:
		return [][]Check{c.Checks}
	case Not:
		return [][]Check{c.Checks}
	case When:
		return [][]Check{c.If, c.Then, c.Else}
	case Alternatives:
		return c.Sets
	}
	return nil
}
