package lower

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lower/types"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// securitySchemes lowers components.securitySchemes.
func (l *lowering) securitySchemes() {
	for key, cur := range l.Doc.Cursor().Child("components").Child("securitySchemes").AllMembers() {
		cur = l.Doc.Follow(cur)
		scheme := &ir.SecurityScheme{Key: key, Given: l.GoName(cur), Doc: types.Doc("", cur.Text("description"), false, cur), Credentials: credentials(cur)}
		if !scheme.IsKnown() {
			l.Report(diag.UnsupportedSecurity, cur, fmt.Sprintf("the security scheme %s (%s %s) is not supported", key, cur.Text("type"), cmp.Or(cur.Text("scheme"), cur.Text("name"))),
				"servers reject requests that only this scheme protects; clients can send such credentials with their own http.Client")
		}
		l.env(scheme, cur)
		l.schemes[key] = scheme
		l.API.Schemes = append(l.API.Schemes, scheme)
	}
	l.reportUnknownEnv()
	l.API.Security = l.requirements(l.Doc.Cursor().Child("security"))
}

// credentials returns what requests present for a Security Scheme Object.
func credentials(cur spec.Cursor) ir.Credentials {
	name := cur.Text("name")
	switch cur.Text("type") {
	case "oauth2":
		return ir.OAuth2{Authority: flows(cur.Child("flows"))}
	case "openIdConnect":
		return ir.OpenIDConnect{Authority: discovered(cur)}
	case "mutualTLS":
		return ir.MutualTLS{}
	case "http":
		return httpCredentials(cur.Text("scheme"))
	case "apiKey":
		in := ir.Location(cur.Text("in"))
		if in == ir.InQuery && name != "" || (in == ir.InHeader || in == ir.InCookie) && isToken(name) {
			return ir.APIKey{In: in, Name: name}
		}
	}
	return ir.UnknownCredentials{}
}

// httpCredentials returns the credentials of an authentication scheme of HTTP.
func httpCredentials(scheme string) ir.Credentials {
	switch {
	case strings.EqualFold(scheme, "bearer"):
		return ir.Bearer{}
	case strings.EqualFold(scheme, "basic"):
		return ir.Basic{}
	case isToken(scheme):
		return ir.HTTPScheme{Name: scheme}
	}
	return ir.UnknownCredentials{}
}

// discovered returns the authority that the discovery document of OpenID Connect describes.
func discovered(cur spec.Cursor) (a ir.Authority) {
	if document := tokenEndpoint(&a, "", cur, "openIdConnectUrl"); document != nil {
		a.Grants = []ir.Grant{{Kind: ir.ClientCredentials, Endpoint: document}, {Kind: ir.RefreshToken, Endpoint: document}}
		a.Consents = []*ir.Consent{{Kind: ir.ByCode, Ask: document}, {Kind: ir.ByDevice, Ask: document}}
	}
	return a
}

// isToken reports whether a text is a token of RFC 9110, as the names of headers, cookies and
// authentication schemes must be.
func isToken(text string) bool {
	other := func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r) }
	return text != "" && !strings.ContainsFunc(text, other)
}

// flows returns the endpoints of OAuth 2, the grants without user interaction, and those that
// need the consent of a user.
func flows(cur spec.Cursor) (a ir.Authority) {
	var refresh ir.Grant
	for name, flow := range cur.Members() {
		var scopes []ir.Scope
		for scope := range flow.Child("scopes").AllMembers() {
			scopes = append(scopes, ir.Scope{Name: scope, Description: flow.Child("scopes").Text(scope)})
		}
		page := tokenEndpoint(&a, name, flow, "authorizationUrl")
		device := tokenEndpoint(&a, name, flow, "deviceAuthorizationUrl") // 3.2
		token := tokenEndpoint(&a, name, flow, "tokenUrl")
		renew := tokenEndpoint(&a, name, flow, "refreshUrl")
		if renew == nil {
			renew = token
		}
		switch {
		case token == nil:
		case name == "clientCredentials":
			a.Grants = append(a.Grants, ir.Grant{Kind: ir.ClientCredentials, Endpoint: token, Scopes: scopes})
			continue // such tokens are not refreshed: the client requests another one
		case name == "password":
			a.Grants = append(a.Grants, ir.Grant{Kind: ir.Password, Endpoint: token, Scopes: scopes})
		case name == "authorizationCode" && page != nil:
			a.Consents = append(a.Consents, &ir.Consent{Kind: ir.ByCode, Ask: page, Token: token, Refresh: renew, Scopes: scopes})
		case name == "deviceAuthorization" && device != nil:
			a.Consents = append(a.Consents, &ir.Consent{Kind: ir.ByDevice, Ask: device, Token: token, Refresh: renew, Scopes: scopes})
		}
		if renew != nil && (refresh.Endpoint == nil || name == "authorizationCode") {
			refresh = ir.Grant{Kind: ir.RefreshToken, Endpoint: renew}
		}
	}
	if refresh.Endpoint != nil {
		a.Grants = append(a.Grants, refresh)
	}
	return a
}

// tokenEndpoint adds a URL of an authorization server; it returns nil if the member is absent.
func tokenEndpoint(a *ir.Authority, flow string, cur spec.Cursor, member string) *ir.Endpoint {
	address := cur.Text(member)
	if address == "" {
		return nil
	}
	e := &ir.Endpoint{Flow: flow, Member: member, URL: address}
	a.Endpoints = append(a.Endpoints, e)
	return e
}

// security returns the alternatives of an operation: its own, or those of the document.
func (l *lowering) security(op spec.Cursor) []ir.Requirement {
	where := op.Child("security")
	if where.Node == nil || where.Node.Kind != source.Array {
		return l.API.Security
	}
	return l.requirements(where)
}

// requirements returns the alternatives in a list of Security Requirement Objects. An empty list
// means that operations are public. The alternative without schemes comes last, so that clients
// send the credentials that they have.
func (l *lowering) requirements(list spec.Cursor) []ir.Requirement {
	var out []ir.Requirement
	for _, alternative := range list.Elements() {
		out = append(out, l.requirement(alternative))
	}
	slices.SortStableFunc(out, func(a, b ir.Requirement) int { return min(1, len(b)) - min(1, len(a)) })
	return out
}

func (l *lowering) requirement(cur spec.Cursor) ir.Requirement {
	requirement := ir.Requirement{}
	if cur.Node.Kind != source.Object { // not {}, which accepts requests without credentials
		return append(requirement, ir.SchemeUse{Scheme: l.missingScheme("", cur)})
	}
	for key, scopes := range cur.AllMembers() {
		use := ir.SchemeUse{Scheme: l.schemes[key]}
		if use.Scheme == nil {
			use.Scheme = l.missingScheme(key, scopes)
		}
		for _, cur := range scopes.Elements() {
			if scope, ok := cur.Node.Str(); ok {
				use.Scopes = append(use.Scopes, scope)
			}
		}
		requirement = append(requirement, use)
	}
	if requirement.Crowded() {
		l.Report(diag.UnsupportedSecurity, cur, "no request can satisfy "+authorizationSchemes(requirement)+" together: each uses the header Authorization; clients send neither",
			"make them alternatives, each an item of the list, if one is enough; if all are required, declare one as {type: apiKey, in: header, name: X-...}")
	}
	return requirement
}

// authorizationSchemes returns the names of the schemes that use the header Authorization.
func authorizationSchemes(requirement ir.Requirement) string {
	var names []string
	for _, use := range requirement {
		if use.Scheme.InAuthorization() {
			names = append(names, use.Scheme.Key)
		}
	}
	return strings.Join(names, " and ")
}

// missingScheme adds a security scheme that is not defined in the document.
func (l *lowering) missingScheme(key string, cur spec.Cursor) *ir.SecurityScheme {
	if l.schemes[key] == nil {
		l.Report(diag.UnsupportedSecurity, cur, "the security scheme "+key+" is not defined in the document", "declare it in components.securitySchemes; until then requests that use it are rejected")
		l.schemes[key] = &ir.SecurityScheme{Key: key, Credentials: ir.UnknownCredentials{}}
		l.API.Schemes = append(l.API.Schemes, l.schemes[key])
	}
	return l.schemes[key]
}
