package hold

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// outcome is what becomes of a value: with the form of the lock, unless the verdict is
// breaking.
type outcome struct {
	verdict verdict
	notes   []string // see rule
	value   ir.Value
}

// with is the outcome of two parts of a value: the worse verdict, and all notes.
func (o outcome) with(part outcome) outcome {
	o.verdict = max(o.verdict, part.verdict)
	for _, note := range part.notes {
		if !slices.Contains(o.notes, note) {
			o.notes = append(slices.Clip(o.notes), note)
		}
	}
	return o
}

// typed is the outcome with a type. A constraint that only the document has now is not
// checked on the earlier form, so that no value fails that was valid before.
func (o outcome) typed(t ir.Type) outcome {
	if o.verdict != same {
		o.value.Type, o.value.Checks = t, nil
	}
	return o
}

func fail(reason string) outcome { return outcome{verdict: breaking, notes: []string{reason}} }

// value gives a value that is present and not null the form of the lock.
func (h *holder) value(old lock.Form, v ir.Value) outcome {
	old = h.resolved(old)
	if h.formOf(v, h.inLock).String() == old.String() {
		return outcome{value: v}
	}
	u := unnamed(v)
	switch f := old.(type) {
	case lock.Named:
		return h.named(string(f), v)
	case lock.Basic:
		return h.basic(f, v)
	case lock.List:
		if t, ok := u.Type.(ir.List); ok {
			elem := h.element(f.Elem, t.Elem)
			return outcome{exact, nil, v}.with(elem).typed(ir.List{Elem: elem.value})
		}
		return h.other(list, old, v)
	case lock.Map:
		return h.dict(f, v, u)
	}
	return fail(structure)
}

// unnamed is the value with the list, map or scalar behind a named type.
func unnamed(v ir.Value) ir.Value {
	u := ir.Underlying(v)
	if ref, ok := u.Type.(ir.Ref); ok {
		if body, ok := ref.Decl.Body.(*ir.Named); ok {
			return ir.Underlying(body.Value)
		}
	}
	return u
}

// element gives an element of a list or map the form of the lock.
func (h *holder) element(old lock.Form, v ir.Value) outcome {
	inner, wrap := h.unwrapped(h.resolved(old))
	o := h.value(inner, v)
	switch nullable := ir.IsNullable(o.value); {
	case o.verdict == breaking, wrap != ir.Plain && wrap != ir.Opt:
		return o
	case wrap == ir.Opt && !nullable:
		o.value.Nullable = true
		return o.with(outcome{verdict: exact})
	case wrap == ir.Plain && nullable:
		o.value.Shape = ir.Plain
		return o.with(outcome{lossy, []string{"null is read as zero"}, v})
	}
	return o
}

// basic gives a value a type of Go or of the runtime.
func (h *holder) basic(old lock.Basic, v ir.Value) outcome {
	t, ok := basicTypes[old]
	if !ok {
		return fail(elsewhere)
	}
	now := classOf(v)
	if now == unix && t == ir.Type(ir.Time{}) {
		t = ir.UnixTime{}
	}
	return h.rule(t, v).typed(t)
}

// rule looks up what a type of the lock can represent.
func (h *holder) rule(t ir.Type, v ir.Value) outcome {
	r := ruleFor(classOf(ir.Value{Type: t}), classOf(v))
	if r.verdict == lossy && spans(t, ir.Underlying(scalar(v)).Type) {
		r = rule{verdict: exact}
	}
	o := outcome{verdict: r.verdict, value: v}
	if r.note != "" {
		o.notes = []string{r.note}
	}
	return o
}

// scalar is the value with the base of an enum.
func scalar(v ir.Value) ir.Value {
	u := unnamed(v)
	if enum := ir.AsEnum(u); enum != nil {
		return ir.Value{Type: enum.Base}
	}
	return u
}

// spans reports whether a number type represents all values of another one.
func spans(t, other ir.Type) bool {
	switch t := t.(type) {
	case ir.Integer:
		o, ok := other.(ir.Integer)
		if !ok {
			return false
		}
		least, most := t.Range()
		from, to := o.Range()
		return compareNumbers(least, from) <= 0 && compareNumbers(to, most) <= 0
	case ir.Number:
		switch o := other.(type) {
		case ir.Number:
			return o.Bits <= t.Bits
		case ir.Integer:
			return cmp.Or(o.Bits, 64) < t.Bits
		}
	}
	return false
}

func compareNumbers(a, b string) int {
	x, _ := new(big.Int).SetString(a, 10)
	y, _ := new(big.Int).SetString(b, 10)
	return x.Cmp(y)
}

// dict gives a value the form of a map.
func (h *holder) dict(old lock.Map, v, u ir.Value) outcome {
	o := outcome{verdict: exact, value: v}
	names := ""
	var elem ir.Value
	switch t := u.Type.(type) {
	case ir.Dict:
		part := h.element(old.Elem, t.Elem)
		o, elem, names = o.with(part), part.value, t.Names
	case ir.Ref:
		body, ok := t.Decl.Body.(*ir.Struct)
		if !ok {
			return h.other(dict, old, v)
		}
		values := []ir.Value{}
		for _, f := range body.Fields {
			if !f.Hidden {
				values = append(values, f.Value)
			}
		}
		if body.Additional != nil {
			values = append(values, *body.Additional)
		}
		for _, member := range values {
			o = o.with(h.element(old.Elem, member))
		}
		if elem, ok = h.valueOf(old.Elem); !ok {
			return fail(structure)
		}
	default:
		return h.other(dict, old, v)
	}
	return o.typed(ir.Dict{Elem: elem, Names: names})
}

// other gives a value the form of a list or map if it is neither now.
func (h *holder) other(old class, f lock.Form, v ir.Value) outcome {
	r := ruleFor(old, classOf(v))
	if r.verdict == breaking || r.verdict == exact {
		return fail(cmp.Or(r.note, structure))
	}
	made, ok := h.valueOf(f)
	if !ok {
		return fail(structure)
	}
	return outcome{r.verdict, []string{r.note}, v}.typed(made.Type)
}

// valueOf makes a value of a form alone. ok is false if the form has a type that cannot be
// made from the lock.
func (h *holder) valueOf(f lock.Form) (v ir.Value, ok bool) {
	switch f := h.resolved(f).(type) {
	case lock.Basic:
		t, ok := basicTypes[f]
		return ir.Value{Type: t}, ok
	case lock.Named:
		d := h.declared(string(f))
		if d == nil {
			d = h.restored(h.earlier.Type(string(f)))
		}
		return ir.Value{Type: ir.Ref{Decl: d}}, d != nil
	case lock.List:
		elem, ok := h.valueOf(f.Elem)
		return ir.Value{Type: ir.List{Elem: elem}}, ok
	case lock.Map:
		elem, ok := h.valueOf(f.Elem)
		return ir.Value{Type: ir.Dict{Elem: elem}}, ok
	case lock.Opt:
		v, ok := h.valueOf(f.Of)
		v.Nullable = true
		return v, ok
	case lock.Pointer:
		return h.valueOf(f.To)
	}
	return ir.Value{}, false
}
