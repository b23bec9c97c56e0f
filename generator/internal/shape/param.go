package shape

import "github.com/peergen/peergen/generator/internal/ir"

// Param decides for a parameter. One that may be null is absent then, because null has
// no text.
func (s *Shapes) Param(p *ir.Param) ir.Shape {
	if holdsBytes(p.Value) && !p.Required || IsEmptyText(p) {
		return ir.Opt
	}
	return s.Of(nil, ir.NotNull(ir.Underlying(p.Value)), p.Required)
}

// Header decides for a header, and returns its value without null, which has no text.
func (s *Shapes) Header(h *ir.Header) (ir.Value, ir.Shape) {
	v := ir.NotNull(ir.Underlying(h.Value))
	if !h.IsText() {
		return v, s.Param(h.Param())
	}
	if list, ok := v.Type.(ir.List); ok {
		v.Type = ir.List{Elem: ir.NotNull(ir.Underlying(list.Elem))}
		return v, ir.Nilable
	}
	switch {
	case v.Shape == ir.Plain && !h.Required:
		return v, ir.ZeroFilled
	case h.Required && v.Shape != ir.Opt:
		return v, ir.Plain
	}
	return v, ir.Opt
}

// holdsBytes reports whether a value is bytes, which are nil when absent, but
// for parameters.
func holdsBytes(v ir.Value) bool {
	_, ok := ir.Underlying(v).Type.(ir.Bytes)
	return ok
}

// IsEmptyText reports whether a required parameter is one whose empty text is no value of
// its type, though the document allows it: it is an Opt, and is sent with or
// without a value.
func IsEmptyText(p *ir.Param) bool {
	if !p.Required || !p.AllowEmpty || !p.IsText() {
		return false
	}
	switch ir.NotNull(ir.Underlying(p.Value)).Type.(type) {
	case ir.String, ir.Boolean, ir.List:
		return false
	}
	return true
}
