package naming

import (
	"fmt"
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// Names has the Go identifiers of one API. [Assign] makes it.
type Names struct {
	identifiers map[place]string
	record      *lock.Lock     // see Record
	blocks      map[any]blocks // of declarations, operations, security schemes and hooks
	headerKeys  map[*ir.Header]lock.Key
	forwarders  []Forwarder // see Forwarders
	imports     map[string]string
	patterns    []string // see Patterns
	rawSchemas  []string // see RawSchemas
}

// place is what an identifier names: the part of the IR, which is a pointer or the
// text of an expression, and the role of the identifier, if a part has several. Pointers are good for one
// run. What outlives a run (names of components and members, in and name of a
// parameter, method and path of an operation) belongs to the parts themselves, so
// that a lock can find the place of an identity and the reverse.
type place struct {
	part any
	role role
}

// role distinguishes the identifiers of one part of the IR.
type role int

const (
	itself   role = iota
	overflow      // the field for members or items without one, the variant for unknown values, the list of values
	params        // of an operation
	result        // of an operation
	headers       // of the responses of an operation
	fakeFunc      // of an operation, as the next two
	fakeCalls
	fakeRecord
	firstHelper // and those after it are roles of helpers
)

func (n *Names) set(part any, r role, name string) { n.identifiers[place{part, r}] = name }

// get returns a name that every part of this kind has.
func (n *Names) get(part any, r role) string {
	name, ok := n.identifiers[place{part, r}]
	if !ok {
		panic(fmt.Sprintf("naming: a %T without a name (role %d)", part, r))
	}
	return name
}

// find returns a name that not all parts of this kind have, or "".
func (n *Names) find(part any, r role) string { return n.identifiers[place{part, r}] }

// Type is the name of a declared type.
func (n *Names) Type(d *ir.Decl) string { return n.get(d, itself) }

// As is the method of a variant that decodes it as another one.
func (n *Names) As(d, other *ir.Decl) string { return n.get([2]*ir.Decl{d, other}, itself) }

// Field is the field of a struct, or of a tuple, that has one member or item.
func (n *Names) Field(f *ir.Field) string { return n.get(f, itself) }

// AdditionalProperties is the field of a struct that has the members without a
// field. It is empty if there is no such field.
func (n *Names) AdditionalProperties(s *ir.Struct) string { return n.find(s, overflow) }

// Rest is the field of a tuple that has the items after the fixed prefix.
func (n *Names) Rest(t *ir.Tuple) string { return n.get(t, overflow) }

// Server is the type of a server.
func (n *Names) Server(s *ir.NamedServer) string { return n.get(s, itself) }

// Variable is the field of a variable in the type of a server.
func (n *Names) Variable(v *ir.ServerVariable) string { return n.get(v, itself) }

// Value is the constant of an enum value.
func (n *Names) Value(v *ir.EnumValue) string { return n.get(v, itself) }

// ValueList is the function that lists the values of an enum.
func (n *Names) ValueList(e *ir.Enum) string { return n.get(e, overflow) }

// Unknown is the variant of a union that keeps values of no other variant.
func (n *Names) Unknown(u *ir.Union) string { return n.get(u, overflow) }

// ErrorAlias is the alias of StatusError for an error with a declared body.
func (n *Names) ErrorAlias(e *ir.ErrorType) string { return n.get(e, itself) }

// Operation is the method of an operation.
func (n *Names) Operation(op *ir.Operation) string { return n.get(op, itself) }

// Params is the struct with the parameters of an operation.
func (n *Names) Params(op *ir.Operation) string { return n.get(op, params) }

// Param is the field of a params struct for one parameter.
func (n *Names) Param(p *ir.Param) string { return n.get(p, itself) }

// Body is the field of a params struct for one type of the request body.
func (n *Names) Body(c *ir.Choice) string { return n.get(c, itself) }

// Result is the sealed interface over the results of an operation. It is empty if
// there are not several Go types.
func (n *Names) Result(op *ir.Operation) string { return n.find(op, result) }

// ResultBody is the struct around the body of one of several results, or empty.
func (n *Names) ResultBody(b *ir.ResultBody) string { return n.find(b, itself) }

// Headers is the struct with the headers of all responses of an operation, or empty.
func (n *Names) Headers(op *ir.Operation) string { return n.find(op, headers) }

// PagingFunction is a function over the pages of an operation.
func (n *Names) PagingFunction(f *ir.PagingFunction) string { return n.get(f, itself) }

// Header is the field of a declared header.
func (n *Names) Header(h *ir.Header) string { return n.get(h, itself) }

// HeaderKey is the identity of a declared header in the record.
func (n *Names) HeaderKey(h *ir.Header) lock.Key { return n.headerKeys[h] }

// Hook is the field of a webhook or callback in the struct of handlers.
func (n *Names) Hook(h *ir.Hook) string { return n.get(h, itself) }

// Scheme is a security scheme as it is in the names derived from it: the field
// of Security is Scheme(s), the client option "With" + Scheme(s).
func (n *Names) Scheme(s *ir.SecurityScheme) string { return n.get(s, itself) }

// Endpoint is the constant of a URL of an authorization server.
func (n *Names) Endpoint(e *ir.Endpoint) string { return n.get(e, itself) }

// Consent is the function that makes a request for consent.
func (n *Names) Consent(c *ir.Consent) string { return n.get(c, itself) }

// Record is the lock with the exported names of the API.
func (n *Names) Record() *lock.Lock { return n.record }

// DropRecord frees the memory of the record and of the lock of an earlier output, which the
// longest part of a run, rendering, does not need.
func (n *Names) DropRecord() { n.record, n.blocks = nil, nil }

// Block is the block of a declaration, operation, security scheme or hook in the
// record.
func (n *Names) Block(part any) *lock.Block { return n.blocks[part].record }

// EarlierBlock is the block of a declaration, operation, security scheme or hook in the lock
// of an earlier output, or nil.
func (n *Names) EarlierBlock(part any) *lock.Block { return n.blocks[part].earlier }

// Forwarder is the earlier name of a part that was renamed.
type Forwarder struct {
	Part     any  // of the IR
	Method   bool // the name of an operation as a method, not of one of its types
	Old, New string
}

// Forwarders are the earlier names of parts that were renamed, in the order in which the
// parts are named. Fields are among them.
func (n *Names) Forwarders() []Forwarder { return n.forwarders }

// KeepForwarders removes the earlier names of parts that are not in kept.
func (n *Names) KeepForwarders(kept map[any]bool) {
	n.forwarders = slices.DeleteFunc(n.forwarders, func(f Forwarder) bool { return !kept[f.Part] })
}

// Imports is how the packages are called that the document or its configuration
// takes types from, by import path.
func (n *Names) Imports() map[string]string { return n.imports }
