// Package identity finds the parts of an API in the lock: by what they are in the
// document, never by their order or by their Go names. Only schemas without a name in
// the document are found by the Go name that lowering has bound them to.
package identity

import (
	"cmp"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// Table has what needs all operations of an API: their identities, and which of them
// have another method or path than in the lock.
type Table struct {
	earlier *lock.Lock
	keys    map[*ir.Operation]lock.Key
	moved   map[*ir.Operation]*lock.Block
}

// New returns the identities of an API whose operations are complete. The lock of an
// earlier output can be nil.
func New(api *ir.API, earlier *lock.Lock) *Table {
	t := &Table{earlier: earlier, keys: map[*ir.Operation]lock.Key{}, moved: map[*ir.Operation]*lock.Block{}}
	t.findKeys(api)
	t.findMoved(api)
	return t
}

// Decl is the identity of a declaration. name is its Go name, which identifies it if
// the document has no name for it.
func Decl(d *ir.Decl, name string) lock.Key {
	switch {
	case d.Component == "":
		return lock.Key{Kind: lock.Type, ID: name}
	case d.External:
		return lock.Key{Kind: lock.Schema, ID: d.File + "#" + d.Component}
	}
	return lock.Key{Kind: lock.Schema, ID: d.Component}
}

// EarlierDecl returns the block of a declaration in the lock, or nil. A component that
// the lock does not have in use can be an inline schema there.
func (t *Table) EarlierDecl(d *ir.Decl) *lock.Block {
	var own *lock.Block
	if d.Component != "" {
		own = t.earlier.Block(Decl(d, ""))
	}
	if own != nil && !own.Gone || d.Earlier == "" {
		return own
	}
	return cmp.Or(t.earlier.Type(d.Earlier), own)
}

// Hook is the identity of a webhook or callback.
func Hook(h *ir.Hook) lock.Key {
	if h.Callback == nil {
		return lock.Key{Kind: lock.Webhook, ID: h.Key}
	}
	return lock.Key{Kind: lock.Callback, ID: h.ID}
}

// Address is the identity of the address of a callback.
func Address(h *ir.Hook) lock.Key { return lock.Key{Kind: lock.Address, ID: h.Callback.Address} }

// Scheme is the identity of a security scheme.
func Scheme(s *ir.SecurityScheme) lock.Key { return lock.Key{Kind: lock.Scheme, ID: s.Key} }

// UnknownCredentials is the form of a security scheme that clients and servers cannot use.
const UnknownCredentials = "unknown"

// NoServer is the URL of the server of a document without servers.
const NoServer = "/"

// DefaultServer is the identity of the default server.
func DefaultServer() lock.Key { return lock.Key{Kind: lock.Server} }

// NamedServer is the identity of the type of a server: its name in the document, or else its URL.
func NamedServer(s *ir.NamedServer) lock.Key {
	return lock.Key{Kind: lock.ServerURL, ID: cmp.Or(s.Name, s.Address())}
}

// Variable is the identity of a variable in the type of a server.
func Variable(v *ir.ServerVariable) lock.Key { return lock.Key{Kind: lock.Variable, ID: v.Name} }

// ServerURL is the URL of the default server.
func ServerURL(api *ir.API) string {
	if len(api.Servers) == 0 {
		return NoServer
	}
	return cmp.Or(api.Servers[0].URL, NoServer)
}
