package hold

import (
	"encoding/json"
	"slices"

	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// noLonger is why a part is deprecated that only the lock has.
const noLonger = "no longer in the API description."

// notInDocument is the note of a type that only the lock has.
const notInDocument = "the document does not have it any more"

// members holds the members of objects, the items of tuples and the values of enums.
func (h *holder) members() {
	for _, d := range slices.Clone(h.api.Decls) {
		b := h.blocks[d]
		if b == nil {
			continue
		}
		h.methods(d, b)
		switch body := d.Body.(type) {
		case *ir.Struct:
			for _, f := range body.Fields {
				h.member(d, b, f)
			}
			h.additional(d, b, body)
		case *ir.Tuple:
			for _, item := range body.Items {
				h.item(d, b, item)
			}
		}
	}
	for _, b := range h.earlier.Blocks() {
		if decls := h.byName[b.Name]; len(decls) > 0 && h.blocks[decls[0]] == b {
			h.removed(decls, b)
		}
	}
}

// methods keeps the methods of a type that not all types have.
func (h *holder) methods(d *ir.Decl, b *lock.Block) {
	d.Validates = h.keeps(b, identity.Validate)
	d.Marshals = b.Kind == lock.Schema || h.keeps(b, identity.MarshalJSON) // components always have it
}

// keeps reports whether a type keeps a method of the lock.
func (h *holder) keeps(b *lock.Block, method string) bool {
	e := b.Get(identity.Method(method))
	return e != nil && !e.Gone && !h.earlier.Accepts(e)
}

// entryForm is the form of an entry that is in use, or nil.
func (h *holder) entryForm(e *lock.Entry) lock.Form {
	if e == nil || e.Gone || e.Form == "" {
		return nil
	}
	f, known := h.forms[e.Form]
	if !known {
		f, _ = h.earlier.ParseForm(e.Form) // nil for what no field has
		h.forms[e.Form] = f
	}
	return f
}

func (h *holder) member(d *ir.Decl, b *lock.Block, f *ir.Field) {
	e := b.Get(identity.Field(f))
	both := h.bothDirections(b, e, f)
	c := change{block: b, entry: e, doc: f.Doc, what: "the member " + f.Name + " of " + b.Name}
	h.optionalMember(f, c)
	now := place{d, f.Value, f.Required}
	if out, isHeld := h.hold(now, c); isHeld {
		if h.formOf(out.value, h.inLock).String() != h.formOf(now.value, h.inLock).String() {
			f.Fills = false // the default is one of the new type
		}
		f.Value, f.Required = out.value, out.required
	}
	if both && wrapOf(h.shapes.Of(d, f.Value, f.Required)) == ir.Plain { // it may be absent in one of them
		f.Required, f.Value.Shape = false, ir.Plain
	}
}

// hold gives a place the form that an entry of the lock has. It returns whether the
// place has changed. c has the entry and what describes the place.
func (h *holder) hold(p place, c change) (out place, changed bool) {
	old := h.entryForm(c.entry)
	if old == nil {
		return p, false
	}
	out, c.outcome = h.held(old, p)
	if c.outcome.verdict == same {
		return p, false
	}
	c.was, c.becomes = old.String(), h.form(p, h.spoken).String()
	return out, h.report(c)
}

func (h *holder) additional(d *ir.Decl, b *lock.Block, body *ir.Struct) {
	e := b.Find(lock.Additional)
	old, ok := h.entryForm(e).(lock.Map)
	switch {
	case !ok:
		return
	case body.Additional == nil:
		elem, made := h.valueOf(old.Elem)
		c := change{block: b, entry: e, doc: d.Doc, what: "the field " + e.Name + " of " + b.Name, was: old.String(), outcome: outcome{verdict: exact}}
		if !made {
			c.outcome = fail(structure)
		}
		if h.report(c) {
			body.Additional = &elem
		}
		return
	}
	o := h.element(old.Elem, *body.Additional)
	if o.verdict == same {
		return
	}
	c := change{block: b, entry: e, doc: d.Doc, what: "the field " + e.Name + " of " + b.Name, was: old.String(), outcome: o}
	c.becomes = h.formOf(ir.Value{Type: ir.Dict{Elem: *body.Additional}}, h.spoken).String()
	if h.report(c) {
		body.Additional = &o.value
	}
}

// item holds an item of a tuple, whose presence depends on its place.
func (h *holder) item(d *ir.Decl, b *lock.Block, item *ir.Field) {
	e := b.Get(identity.Item(item))
	old := h.entryForm(e)
	if old == nil {
		return
	}
	inner, wrap := h.unwrapped(h.resolved(old))
	o := h.value(inner, item.Value)
	held := *item
	held.Value = o.value
	if o.verdict != breaking && wrapOf(h.shapes.Item(d, &held)) != wrap {
		if wrap == ir.Plain {
			held.Value.Shape = ir.Plain
			o = o.with(outcome{verdict: lossy, notes: []string{"absent and null are read as zero, and zero is written"}})
		} else {
			held.Value.Shape, held.Value.Nullable = wrap, true
			o = o.with(outcome{verdict: exact})
		}
		if wrapOf(h.shapes.Item(d, &held)) != wrap {
			o = fail("the type would contain itself")
		}
	}
	if o.verdict == same {
		return
	}
	becomes := wrapped(h.formOf(item.Value, h.spoken), h.shapes.Item(d, item)).String()
	if h.report(change{block: b, entry: e, doc: item.Doc, what: "the item " + item.Name + " of " + b.Name, was: old.String(), becomes: becomes, outcome: o}) {
		*item = held
	}
}

// removed keeps the members and values that only the lock has. Declarations with one Go
// name are one type: the first of them gets what none has.
func (h *holder) removed(decls []*ir.Decl, b *lock.Block) {
	for _, e := range b.Entries() {
		switch {
		case isUsed(e, lock.Member) && !slices.ContainsFunc(decls, func(d *ir.Decl) bool { return hasMember(d, e.ID) }):
			h.removedMember(decls[0], b, e)
		case isUsed(e, lock.Value) && !slices.ContainsFunc(decls, func(d *ir.Decl) bool { return hasValue(d, e.ID) }):
			h.removedValue(decls[0], b, e)
		}
	}
}

func hasMember(d *ir.Decl, name string) bool {
	body, ok := d.Body.(*ir.Struct)
	return ok && slices.ContainsFunc(body.Fields, func(f *ir.Field) bool { return f.Name == name })
}

func hasValue(d *ir.Decl, literal string) bool {
	body, ok := d.Body.(*ir.Enum)
	return ok && slices.ContainsFunc(body.Values, func(v *ir.EnumValue) bool { return v.Literal == literal })
}

// codeWithoutValue is what happens to code that uses a field which only the lock has.
const codeWithoutValue = "code that uses it compiles, and gets and sends no value"

// removedMember keeps the field of a member that is no longer in the document. It is
// neither read nor written.
func (h *holder) removedMember(d *ir.Decl, b *lock.Block, e *lock.Entry) {
	body, ok := d.Body.(*ir.Struct)
	if !ok {
		return // another kind of type, which is reported
	}
	c := change{block: b, entry: e, doc: d.Doc, what: "the member " + e.ID + " of " + b.Name, was: e.Form}
	f := h.field(e)
	c.outcome, c.lost = outcome{verdict: lossy}, codeWithoutValue
	for _, other := range body.Fields {
		if !other.Hidden && !isKnown(b.Get(identity.Field(other))) && h.form(place{d, other.Value, other.Required}, h.inLock).String() == e.Form {
			c.successors = append(c.successors, other.Name)
		}
	}
	if f == nil {
		c.outcome = fail(structure)
	}
	if !h.report(c) {
		return
	}
	f.Hidden = true
	f.ReadOnly, f.WriteOnly = h.directions(b, e)
	f.Doc = ir.Doc{Deprecated: true, Reason: noLonger, From: d.Doc.From, Pos: d.Doc.Pos}
	body.Fields = append(body.Fields, f)
}

// isKnown reports whether importers use an entry, which can be nil.
func isKnown(e *lock.Entry) bool { return e != nil && !e.Gone }

// removedValue keeps the constant of a value that is no longer in the document.
func (h *holder) removedValue(d *ir.Decl, b *lock.Block, e *lock.Entry) {
	body, ok := d.Body.(*ir.Enum)
	if !ok {
		return
	}
	c := change{block: b, entry: e, doc: d.Doc, what: "the value " + e.ID + " of " + b.Name, was: e.Name}
	c.outcome = outcome{verdict: lossy, notes: []string{"it is still valid, but not listed"}}
	if !isLiteralOf(body.Base, e.ID) {
		c.outcome = fail(jsonTypes)
	}
	if h.report(c) {
		body.Values = append(body.Values, &ir.EnumValue{Literal: e.ID, Retired: true})
	}
}

// isLiteralOf reports whether the JSON text of an enum value is one of a type.
func isLiteralOf(base ir.Type, literal string) bool {
	var value any
	if json.Unmarshal([]byte(literal), &value) != nil {
		return false
	}
	switch t := base.(type) {
	case ir.String:
		_, ok := value.(string)
		return ok
	case ir.Boolean:
		_, ok := value.(bool)
		return ok
	default:
		_, ok := value.(float64)
		return ok && ir.Fits(t, literal)
	}
}
