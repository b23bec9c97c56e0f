package lower

import (
	"fmt"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

func (l *lowering) securitySchemes() {
	if l.doc.T.Components == nil {
		return
	}
	for key, cur := range l.doc.Cursor().Child("components").Child("securitySchemes").Members() {
		ref := l.doc.T.Components.SecuritySchemes[key]
		if ref == nil || ref.Value == nil {
			continue
		}
		cur = l.doc.Follow(cur)
		kind, ok := schemeKind(ref.Value)
		if !ok {
			l.report(diag.UnsupportedSecurity, cur, fmt.Sprintf("the security scheme %s (%s %s) is not understood", key, ref.Value.Type, ref.Value.Scheme),
				"the server refuses what only it protects; a client sends such credentials with its own http.Client")
		}
		scheme := &ir.SecurityScheme{Key: key, Kind: kind, Member: ref.Value.Name, Doc: prose("", ref.Value.Description, false, cur)}
		l.schemes[key] = scheme
		l.api.Schemes = append(l.api.Schemes, scheme)
	}
}

// schemeKind tells how a credential travels. A token of OAuth 2 or OpenID
// Connect is a bearer token, wherever the caller gets it.
func schemeKind(s *openapi3.SecurityScheme) (ir.SchemeKind, bool) {
	switch s.Type {
	case "oauth2", "openIdConnect":
		return ir.Bearer, true
	case "http":
		switch strings.ToLower(s.Scheme) {
		case "bearer":
			return ir.Bearer, true
		case "basic":
			return ir.Basic, true
		}
	case "apiKey":
		switch s.In {
		case "header":
			return ir.APIKeyHeader, true
		case "query":
			return ir.APIKeyQuery, true
		case "cookie":
			return ir.APIKeyCookie, true
		}
	}
	return ir.Unknown, false
}

// security is what an operation demands: its own alternatives, else the
// document's. An empty list means that it is public.
func (l *lowering) security(op *openapi3.Operation, cur spec.Cursor) []ir.Requirement {
	alternatives, where := l.doc.T.Security, l.doc.Cursor().Child("security")
	if op.Security != nil {
		alternatives, where = *op.Security, cur.Child("security")
	}
	var out []ir.Requirement
	for i, alternative := range alternatives {
		requirement := ir.Requirement{}
		for key, scopesCur := range where.Index(i).Members() {
			scheme := l.schemes[key]
			if scheme == nil {
				l.report(diag.UnsupportedSecurity, scopesCur, "there is no security scheme "+key, "declare it in components.securitySchemes; until then nobody gets in by it")
				scheme = &ir.SecurityScheme{Key: key, Kind: ir.Unknown}
				l.schemes[key] = scheme
				l.api.Schemes = append(l.api.Schemes, scheme)
			}
			requirement = append(requirement, ir.SchemeUse{Scheme: scheme, Scopes: alternative[key]})
		}
		out = append(out, requirement)
	}
	return out
}
