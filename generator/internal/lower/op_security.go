package lower

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

func (l *lowering) securitySchemes() {
	for key, cur := range l.doc.Cursor().Child("components").Child("securitySchemes").AllMembers() {
		cur = l.doc.Follow(cur)
		scheme := &ir.SecurityScheme{Key: key, Doc: prose("", str(cur, "description"), false, cur)}
		scheme.Kind, scheme.Member = schemeKind(cur)
		switch scheme.Kind {
		case ir.Unknown:
			l.Report(diag.UnsupportedSecurity, cur, fmt.Sprintf("the security scheme %s (%s %s) is not understood", key, str(cur, "type"), cmp.Or(str(cur, "scheme"), str(cur, "name"))),
				"the server refuses what only it protects; a client sends such credentials with its own http.Client")
		case ir.OAuth2:
			flows(scheme, cur.Child("flows"))
		case ir.OpenIDConnect:
			if document := tokenEndpoint(scheme, "", cur, "openIdConnectUrl"); document != nil {
				scheme.Grants = []ir.Grant{{Kind: ir.ClientCredentials, Endpoint: document}, {Kind: ir.RefreshToken, Endpoint: document}}
				scheme.Consents = []*ir.Consent{{Kind: ir.ByCode, Ask: document}, {Kind: ir.ByDevice, Ask: document}}
			}
		}
		l.schemes[key] = scheme
		l.api.Schemes = append(l.api.Schemes, scheme)
	}
}

// str is the text of a member, "" for none.
func str(cur spec.Cursor, member string) string {
	text, _ := cur.Child(member).Node.Str()
	return text
}

// schemeKind tells how a credential travels, and by what name.
func schemeKind(cur spec.Cursor) (kind ir.SchemeKind, member string) {
	switch str(cur, "type") {
	case "oauth2":
		return ir.OAuth2, ""
	case "openIdConnect":
		return ir.OpenIDConnect, ""
	case "mutualTLS":
		return ir.MutualTLS, ""
	case "http":
		return httpScheme(str(cur, "scheme"))
	case "apiKey":
		kinds := map[string]ir.SchemeKind{"header": ir.APIKeyHeader, "query": ir.APIKeyQuery, "cookie": ir.APIKeyCookie}
		kind, name := kinds[str(cur, "in")], str(cur, "name")
		if kind != "" && name != "" && (kind == ir.APIKeyQuery || isToken(name)) {
			return kind, name
		}
	}
	return ir.Unknown, ""
}

func httpScheme(name string) (kind ir.SchemeKind, member string) {
	switch {
	case strings.EqualFold(name, "bearer"):
		return ir.Bearer, ""
	case strings.EqualFold(name, "basic"):
		return ir.Basic, ""
	case isToken(name):
		return ir.HTTPScheme, name
	}
	return ir.Unknown, ""
}

// isToken reports whether a text is a token of RFC 9110, as names of headers,
// cookies and authentication schemes are.
func isToken(text string) bool {
	other := func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r) }
	return text != "" && !strings.ContainsFunc(text, other)
}

// flows takes the endpoints of OAuth 2, the grants that need nobody's consent,
// and the ways to ask for it.
func flows(scheme *ir.SecurityScheme, cur spec.Cursor) {
	var refresh ir.Grant
	for name, flow := range cur.Members() {
		var scopes []ir.Scope
		for scope := range flow.Child("scopes").AllMembers() {
			scopes = append(scopes, ir.Scope{Name: scope, Description: str(flow.Child("scopes"), scope)})
		}
		page := tokenEndpoint(scheme, name, flow, "authorizationUrl")
		device := tokenEndpoint(scheme, name, flow, "deviceAuthorizationUrl") // 3.2
		token := tokenEndpoint(scheme, name, flow, "tokenUrl")
		renew := tokenEndpoint(scheme, name, flow, "refreshUrl")
		if renew == nil {
			renew = token
		}
		switch {
		case token == nil:
		case name == "clientCredentials":
			scheme.Grants = append(scheme.Grants, ir.Grant{Kind: ir.ClientCredentials, Endpoint: token, Scopes: scopes})
			continue // its tokens are not refreshed: one asks for another
		case name == "password":
			scheme.Grants = append(scheme.Grants, ir.Grant{Kind: ir.Password, Endpoint: token, Scopes: scopes})
		case name == "authorizationCode" && page != nil:
			scheme.Consents = append(scheme.Consents, &ir.Consent{Kind: ir.ByCode, Ask: page, Token: token, Refresh: renew, Scopes: scopes})
		case name == "deviceAuthorization" && device != nil:
			scheme.Consents = append(scheme.Consents, &ir.Consent{Kind: ir.ByDevice, Ask: device, Token: token, Refresh: renew, Scopes: scopes})
		}
		if renew != nil && (refresh.Endpoint == nil || name == "authorizationCode") {
			refresh = ir.Grant{Kind: ir.RefreshToken, Endpoint: renew}
		}
	}
	if refresh.Endpoint != nil {
		scheme.Grants = append(scheme.Grants, refresh)
	}
}

// tokenEndpoint takes a URL of an authorization server, nil if there is none.
func tokenEndpoint(scheme *ir.SecurityScheme, flow string, cur spec.Cursor, member string) *ir.Endpoint {
	address := str(cur, member)
	if address == "" {
		return nil
	}
	e := &ir.Endpoint{Flow: flow, Member: member, URL: address}
	scheme.Endpoints = append(scheme.Endpoints, e)
	return e
}

// security is what an operation demands: its own alternatives, else the
// document's. An empty list means that it is public. An alternative without
// schemes comes last: who has credentials is to be known by them.
func (l *lowering) security(op spec.Cursor) []ir.Requirement {
	where := op.Child("security")
	if where.Node == nil || where.Node.Kind != source.Array {
		where = l.doc.Cursor().Child("security")
	}
	var out []ir.Requirement
	for i := range items(where) {
		out = append(out, l.requirement(where.Index(i)))
	}
	slices.SortStableFunc(out, func(a, b ir.Requirement) int { return min(1, len(b)) - min(1, len(a)) })
	return out
}

func (l *lowering) requirement(cur spec.Cursor) ir.Requirement {
	requirement := ir.Requirement{}
	if cur.Node.Kind != source.Object { // not to be taken for {}, which lets everybody in
		return append(requirement, ir.SchemeUse{Scheme: l.missingScheme("", cur)})
	}
	for key, scopes := range cur.AllMembers() {
		use := ir.SchemeUse{Scheme: l.schemes[key]}
		if use.Scheme == nil {
			use.Scheme = l.missingScheme(key, scopes)
		}
		for i := range items(scopes) {
			if scope, ok := scopes.Index(i).Node.Str(); ok {
				use.Scopes = append(use.Scopes, scope)
			}
		}
		requirement = append(requirement, use)
	}
	if requirement.Crowded() {
		l.Report(diag.UnsupportedSecurity, cur, "no request satisfies "+inHeader(requirement)+" together: each takes the header Authorization, which there is once; clients send none of it",
			"make them alternatives, each an element of the list, if any of them will do; where both are needed, declare one as {type: apiKey, in: header, name: X-...}")
	}
	return requirement
}

// inHeader names the schemes that take the header Authorization.
func inHeader(requirement ir.Requirement) string {
	var names []string
	for _, use := range requirement {
		if use.Scheme.InAuthorization() {
			names = append(names, use.Scheme.Key)
		}
	}
	return strings.Join(names, " and ")
}

// missingScheme stands for a security scheme that the document does not have.
func (l *lowering) missingScheme(key string, cur spec.Cursor) *ir.SecurityScheme {
	if l.schemes[key] == nil {
		l.Report(diag.UnsupportedSecurity, cur, "there is no security scheme "+key, "declare it in components.securitySchemes; until then nobody gets in by it")
		l.schemes[key] = &ir.SecurityScheme{Key: key, Kind: ir.Unknown}
		l.api.Schemes = append(l.api.Schemes, l.schemes[key])
	}
	return l.schemes[key]
}
