package hold

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// DefaultServer keeps the default server of the lock if the document has it, but not first.
// A document without servers has the server /, which stays if others are added; if the document
// loses all servers, the default one stays. A host that is added to the same path changes
// nothing: importers had to choose one.
func DefaultServer(api *ir.API, earlier *lock.Lock, ds *diag.List) {
	b := earlier.Block(identity.DefaultServer())
	becomes := identity.ServerURL(api)
	if b == nil || b.Form == "" || b.Form == becomes {
		return
	}
	now := &ir.Server{}
	if len(api.Servers) > 0 {
		now = api.Servers[0]
	}
	if !ir.IsAbsolute(b.Form) && strings.TrimRight(b.Form, "/") == now.Path {
		return
	}
	c := change{block: b, doc: now.Doc, what: "the default server", was: b.Form, becomes: becomes, outcome: outcome{verdict: exact}}
	isEarlier := func(s *ir.Server) bool { return cmp.Or(s.URL, identity.NoServer) == b.Form }
	kept := &ir.Server{}
	switch i := slices.IndexFunc(api.Servers, isEarlier); {
	case i > 0:
		kept = api.Servers[i]
	case len(api.Servers) == 0:
		kept = serverAt(b.Form)
	case b.Form != identity.NoServer:
		c.outcome = fail(notInDocument)
	}
	if kept == nil {
		kept, c.outcome = &ir.Server{}, fail("the URL is not valid")
	}
	h := &holder{api: api, earlier: earlier, ds: ds}
	if h.report(c) {
		kept.Kept = true
		api.Servers = append([]*ir.Server{kept}, slices.DeleteFunc(slices.Clone(api.Servers), isEarlier)...)
	}
}

// serverAt is a server that only the lock has, or nil if its URL is invalid.
func serverAt(address string) *ir.Server {
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	return &ir.Server{URL: address, Path: strings.TrimRight(u.EscapedPath(), "/")}
}
