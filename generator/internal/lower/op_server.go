package lower

import (
	"net"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/hold"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lower/types"
	"github.com/peergen/peergen/generator/internal/spec"
)

// servers lowers the servers of the document.
func (l *lowering) servers() {
	cur := l.Doc.Cursor().Child("servers")
	if cur.Node == nil {
		return
	}
	for i := range cur.Node.Items {
		if server := l.server(cur.Index(i)); server != nil {
			l.API.Servers = append(l.API.Servers, server)
		} else if i == 0 {
			return
		}
	}
}

// defaultServer decides the server of operations that have none: the first one, unless the
// lock has another one.
func (l *lowering) defaultServer() {
	hold.DefaultServer(l.API, l.earlier, l.ds)
	if len(l.API.Servers) == 0 {
		return
	}
	first := l.API.Servers[0]
	l.API.BasePath = first.Path
	if ir.IsAbsolute(first.URL) {
		l.API.BaseURL = first.URL
	}
}

// operationServer returns the first server of an operation, or else of its path item; nil if it
// is that of the document.
func (l *lowering) operationServer(item, op spec.Cursor) *ir.Server {
	for _, owner := range []spec.Cursor{op, item} {
		cur := owner.Child("servers")
		if cur.Node == nil || len(cur.Node.Items) == 0 {
			continue
		}
		server := l.server(cur.Index(0))
		if server == nil {
			return nil
		}
		if base, err := url.Parse(l.API.BaseURL); err == nil && base.IsAbs() {
			if u, err := base.Parse(server.URL); err == nil {
				server.URL = strings.TrimRight(u.String(), "/")
			}
		}
		if server.Path == l.API.BasePath && (server.URL == l.API.BaseURL || !ir.IsAbsolute(server.URL)) {
			return nil
		}
		return server
	}
	return nil
}

// withScheme returns the URL of a server with what people leave out: the scheme of a host, else the
// slash of a path.
//
//	api.example.com/v1  -> https://api.example.com/v1
//	localhost:8080      -> http://localhost:8080
//	//example.com       -> https://example.com
//	v1                  -> /v1
//	./v1                -> /v1
func withScheme(address string) string {
	first, _, _ := strings.Cut(address, "/")
	host, _, hasPort := strings.Cut(first, ":")
	labels := strings.Split(host, ".")
	switch {
	case address == "" || strings.Contains(address, "://") || strings.HasPrefix(address, "{"):
		return address
	case strings.HasPrefix(address, "//"):
		return "https:" + address
	case first == "." || first == "..":
		return path.Join("/", address)
	case first == "":
		return address
	case host == "localhost" || net.ParseIP(host) != nil:
		return "http://" + address
	case hasPort && portPattern.MatchString(first), len(labels) > 1 && topLevelPattern.MatchString(labels[len(labels)-1]):
		return "https://" + address
	case hasPort:
		return address // another scheme
	}
	return "/" + address
}

var (
	portPattern     = regexp.MustCompile(`^[^:]+:[0-9]+$`)
	topLevelPattern = regexp.MustCompile(`^[A-Za-z]{2,}$`)
)

// server lowers a server, with the default values of its variables; nil if its URL is invalid.
func (l *lowering) server(cur spec.Cursor) *ir.Server {
	raw, _ := cur.Child("url").Node.Str()
	server := &ir.Server{Doc: types.Doc("", cur.Text("description"), false, cur)}
	filled := raw
	for name, variable := range cur.Child("variables").AllMembers() {
		v := &ir.ServerVariable{Name: name}
		v.Default, _ = variable.Child("default").Node.Str()
		v.Description, _ = variable.Child("description").Node.Str()
		for _, value := range variable.Child("enum").Elements() {
			text, _ := value.Node.Str()
			v.Enum = append(v.Enum, text)
		}
		server.Variables = append(server.Variables, v)
		filled = strings.ReplaceAll(filled, "{"+name+"}", v.Default)
	}
	if filled != raw {
		server.Template = raw
	}
	if meant := withScheme(filled); meant != filled {
		prefix, isPrefixed := strings.CutSuffix(meant, filled)
		if !isPrefixed { // of a path that begins with a dot
			prefix, raw = "", meant
		}
		l.Report(diag.Repaired, cur.Child("url"), "the server URL "+filled+" is incomplete: it is read as "+meant, "write "+prefix+raw)
		filled = meant
		if server.Template != "" {
			server.Template = prefix + raw
		}
	}
	u, err := url.Parse(filled)
	if err != nil {
		l.Report(diag.InvalidDocument, cur.Child("url"), "the URL of the server is invalid: "+err.Error(), "")
		return nil
	}
	server.URL, server.Path = strings.TrimRight(filled, "/"), strings.TrimRight(u.EscapedPath(), "/")
	return server
}
