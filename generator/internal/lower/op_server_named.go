package lower

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// namedServers collects the servers that have types: those of the document, then those of
// operations and path items, each URL once. A server without a host has none.
func (l *lowering) namedServers() {
	if !l.serverTypes {
		return
	}
	for _, cur := range l.Doc.Cursor().Child("servers").Elements() {
		if s := l.namedServer(cur); s != nil {
			s.OfDocument = true
		}
	}
	ofDocument := slices.Clone(l.API.Named)
	for _, endpoint := range l.endpoints {
		if endpoint.out.Hook != nil {
			continue
		}
		servers := endpoint.cur.Child("servers")
		if servers.Node == nil || len(servers.Node.Items) == 0 {
			servers = endpoint.item.Child("servers")
		}
		for _, cur := range servers.Elements() {
			s := l.namedServer(cur)
			if s == nil || endpoint.out.Server == nil && slices.Contains(ofDocument, s) {
				continue // the operation has no separate server
			}
			s.Operations = append(s.Operations, endpoint.out)
		}
	}
}

// namedServer returns the server with the URL of one in the document. It returns nil for
// one without a host.
func (l *lowering) namedServer(cur spec.Cursor) *ir.NamedServer {
	server := l.server(cur)
	if server == nil || !ir.IsAbsolute(server.URL) {
		return nil
	}
	s := &ir.NamedServer{Server: server, Given: cur.Text("x-go-name"), Name: cur.Text("name")}
	if s.Name == "" {
		s.Name = cur.Text("x-speakeasy-server-id")
	}
	if i := slices.IndexFunc(l.API.Named, func(o *ir.NamedServer) bool { return o.Address() == s.Address() }); i >= 0 {
		return l.API.Named[i]
	}
	if slices.ContainsFunc(l.API.Named, func(o *ir.NamedServer) bool { return o.Name == s.Name }) {
		s.Name = "" // a name belongs to one server
	}
	l.API.Named = append(l.API.Named, s)
	return s
}
