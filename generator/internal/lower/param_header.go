package lower

import (
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// transport is which headers HTTP sets for itself.
type transport int

const (
	ofNone       transport = iota
	ofMessage              // how a message is transported: net/http sets it and ignores other values
	ofLength               // as ofMessage, and a server receives the value
	ofConnection           // about one connection: HTTP/2 does not have it
)

var transportHeaders = map[string]transport{
	"transfer-encoding": ofMessage, "trailer": ofMessage, "content-length": ofLength,
	"connection": ofConnection, "keep-alive": ofConnection, "proxy-connection": ofConnection, "upgrade": ofConnection,
}

func transportOf(name string) transport { return transportHeaders[strings.ToLower(name)] }

// isIgnoredHeader reports whether a header parameter is ignored, because OpenAPI describes the
// header by content or security schemes, or because HTTP sets it. Authorization is a parameter if
// the operation has no security, because its caller could not send the header otherwise. Host and
// Cookie are parameters like others.
func (l *lowering) isIgnoredHeader(cur spec.Cursor, secured bool) bool {
	if ir.Location(cur.Text("in")) != ir.InHeader {
		return false
	}
	name := cur.Text("name")
	elsewhere := func(by, hint string) {
		l.Report(diag.InvalidDocument, cur, "the header "+name+" is not a parameter in OpenAPI, which describes it by "+by+": it is ignored", hint)
	}
	switch strings.ToLower(name) {
	case "accept", "content-type":
		elsewhere("content", "remove it: content types are negotiated")
		return true
	case "authorization":
		if secured {
			elsewhere("security", "remove it: the security schemes send it")
			return true
		}
		l.Report(diag.InvalidDocument, cur, "OpenAPI ignores a header parameter Authorization: here it is a parameter, because the operation has no security", "declare a security scheme")
	}
	return l.isIgnoredByHTTP(name, cur)
}

func (l *lowering) isIgnoredByHTTP(name string, cur spec.Cursor) bool {
	var problem string
	switch transportOf(name) {
	case ofMessage:
		problem = "is ignored: HTTP sets it for the message that is sent"
	case ofLength:
		problem = "is the length of the body: servers receive it, and no other value is sent"
	case ofConnection:
		problem = "is about one connection: it is sent over HTTP/1.1 only"
	default:
		return false
	}
	l.Report(diag.UnsupportedParameterStyle, cur, "the header "+name+" "+problem, "remove it")
	return transportOf(name) == ofMessage
}
