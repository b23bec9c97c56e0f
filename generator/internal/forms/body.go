package forms

import (
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/generator/internal/shape"
)

// Response is the type of a response body that is a field.
func (t *Types) Response(m *ir.Media) lock.Form {
	switch m.Format {
	case ir.JSON, ir.XML, ir.Form, ir.Multipart:
		return t.Elem(m.Value)
	case ir.Text:
		return t.Of(m.Value)
	case ir.Binary:
		return lock.Basic("io.ReadCloser")
	case ir.Lines, ir.Sequence, ir.Parts:
		return lock.Stream{Item: t.Elem(m.Value)}
	case ir.Events:
		return lock.Stream{Item: lock.Event{Data: t.Elem(m.Value)}}
	}
	panic("forms: body of format " + string(m.Format))
}

// Result is the type of the result of an operation with one body: an object is a pointer.
func (t *Types) Result(m *ir.Media) lock.Form {
	isTree := m.Format == ir.JSON || m.Format == ir.XML || m.Format == ir.Form || m.Format == ir.Multipart
	if isTree && ir.StructDecl(ir.Underlying(m.Value)) != nil && !ir.IsNullable(m.Value) {
		return lock.Pointer{To: t.Response(m)}
	}
	return t.Response(m)
}

// Request is the type of the first request body of an operation.
func (t *Types) Request(m *ir.Media, required bool) lock.Form {
	u := ir.Underlying(m.Value)
	switch m.Format {
	case ir.Binary:
		return lock.Basic("io.Reader")
	case ir.Text:
		v := ir.NotNull(m.Value)
		if required {
			return t.Of(v)
		}
		return lock.Opt{Of: t.Of(v)}
	case ir.Lines, ir.Sequence, ir.Parts, ir.Events:
		return t.Response(m)
	}
	switch {
	case ir.IsNullable(m.Value) || required || ir.StructDecl(u) == nil && shape.IsNilable(u):
		return t.Elem(m.Value)
	case ir.StructDecl(u) != nil:
		return lock.Pointer{To: t.Of(m.Value)}
	}
	return lock.Opt{Of: t.Of(m.Value)}
}

// FurtherRequest is the type of a further request body, which is nil if it is not sent.
func (t *Types) FurtherRequest(m *ir.Media) lock.Form {
	if m.Format.IsStream() {
		return t.Request(m, true)
	}
	return lock.Pointer{To: t.Request(m, true)}
}

// Failure is T of the StatusError[T] for the body of an error.
func (t *Types) Failure(m *ir.Media) lock.Form {
	switch m.Format {
	case ir.Binary:
		return lock.Bytes
	case ir.Text:
		return t.Of(m.Value)
	}
	return t.Elem(m.Value)
}
