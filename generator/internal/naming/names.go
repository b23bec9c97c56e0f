package naming

import "github.com/peergen/peergen/generator/internal/ir"

// Names has the Go identifiers of one API. [Assign] makes it. A name is found by
// the identity of what it names, which is its pointer in the IR.
type Names struct{}

// Type is the name of a declared type.
func (*Names) Type(d *ir.Decl) string { return d.Name }

// Field is the field of a struct, or of a tuple, that has one member or item.
func (*Names) Field(f *ir.Field) string { return f.GoName }

// AdditionalProperties is the field of a struct that has the members without a
// field. It is empty if there is no such field.
func (*Names) AdditionalProperties(s *ir.Struct) string { return s.OthersName }

// Rest is the field of a tuple that has the items after the fixed prefix.
func (*Names) Rest(t *ir.Tuple) string { return t.RestName }

// Value is the constant of an enum value.
func (*Names) Value(v *ir.EnumValue) string { return v.GoName }

// Unknown is the variant of a union that keeps values of no other variant.
func (*Names) Unknown(u *ir.Union) string { return u.UnknownName }

// ErrorAlias is the alias of StatusError for an error with a declared body.
func (*Names) ErrorAlias(e *ir.ErrorType) string { return e.Name }

// Operation is the method of an operation.
func (*Names) Operation(op *ir.Operation) string { return op.Name }

// Params is the struct with the parameters of an operation.
func (*Names) Params(op *ir.Operation) string { return op.ParamsName }

// Param is the field of a params struct for one parameter.
func (*Names) Param(p *ir.Param) string { return p.GoName }

// Body is the sealed interface over several request bodies. It is empty if the
// body has one type only.
func (*Names) Body(b *ir.Body) string { return b.Name }

// Choice is a variant of that interface, or empty.
func (*Names) Choice(c *ir.Choice) string { return c.GoName }

// FormMembers is the table that describes how the members of a form are
// encoded. It is empty if there is no such table.
func (*Names) FormMembers(m *ir.Media) string { return m.MembersName }

// Result is the sealed interface over several results of an operation, or the
// struct of one that is more than a body. It is empty if the result is a body.
func (*Names) Result(op *ir.Operation) string { return op.ResultName }

// Response is the struct around the body of one response, or empty.
func (*Names) Response(r *ir.Response) string { return r.GoName }

// Header is the field of a declared header.
func (*Names) Header(h *ir.Header) string { return h.GoName }

// Hook is the field of a webhook or callback in the struct of handlers.
func (*Names) Hook(h *ir.Hook) string { return h.Name }

// Scheme is a security scheme as it is in the names derived from it: the field
// of Security is Scheme(s), the client option "With" + Scheme(s).
func (*Names) Scheme(s *ir.SecurityScheme) string { return s.Name }

// Endpoint is the constant of a URL of an authorization server.
func (*Names) Endpoint(e *ir.Endpoint) string { return e.Name }

// Consent is the function that makes a request for consent.
func (*Names) Consent(c *ir.Consent) string { return c.Name }
