package operation

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// oneHeader is the name of a security scheme that no request satisfies. It is
// added to schemes that all need the header Authorization. Clients, which
// have no credentials for it, send nothing for them then.
const oneHeader = "one header Authorization for several schemes"

// crowded reports whether an operation has an alternative with oneHeader.
func crowded(ops []*ir.Operation) bool {
	return slices.ContainsFunc(ops, func(op *ir.Operation) bool {
		return slices.ContainsFunc(op.Security, ir.Requirement.Crowded)
	})
}

// requirements are the alternatives of an operation, as its variable has them.
func (e *Emitter) requirements(security []ir.Requirement) jen.Code {
	return jen.Index().Add(e.RT("core.Requirement")).ValuesFunc(func(g *jen.Group) {
		for _, alternative := range security {
			g.ValuesFunc(func(g *jen.Group) {
				for _, use := range alternative {
					g.Values(e.schemeUse(use)...)
				}
				if alternative.Crowded() {
					g.Values(e.RTKey("core.SchemeUse.Scheme").Op(":").Lit(oneHeader))
				}
			})
		}
	})
}

func (e *Emitter) schemeUse(use ir.SchemeUse) []jen.Code {
	row := []jen.Code{e.RTKey("core.SchemeUse.Scheme").Op(":").Lit(use.Scheme.Key)}
	if len(use.Scopes) == 0 {
		return row
	}
	return append(row, e.RTKey("core.SchemeUse.Scopes").Op(":").Index().String().ValuesFunc(func(g *jen.Group) {
		for _, scope := range use.Scopes {
			g.Lit(scope)
		}
	}))
}

// grantDoc is the doc of an option that makes a client get its own tokens.
func (e *Emitter) grantDoc(s *ir.SecurityScheme, g ir.Grant) string {
	var option, how string
	switch g.Kind {
	case ir.ClientCredentials:
		option, how = "ClientCredentials", "The client requests a token for itself, and a new one before that expires."
	case ir.Password:
		option, how = "Password", "The client requests a token for a user by name and password, and a new one before that expires."
	case ir.RefreshToken:
		option, how = "RefreshToken", "The client exchanges the refresh token for access tokens. If the server rotates the refresh token, the client uses the new one, but does not store it: to do so, use With"+e.Names.Scheme(s)+"Source."
	default:
		panic("emit: grant of kind " + string(g.Kind))
	}
	from := e.Names.Endpoint(g.Endpoint)
	if _, ok := s.Credentials.(ir.OpenIDConnect); ok {
		from = "the token endpoint in " + from
	}
	paragraphs := []string{"With" + e.Names.Scheme(s) + option + " sends tokens from " + from + " for the security scheme " + gocode.OneLine(s.Key) + ". " + how +
		" Concurrent callers share one token request. If secret is empty, only the client ID is sent."}
	if list := scopeList(g.Scopes); list != "" {
		paragraphs = append(paragraphs, list)
	}
	return strings.Join(paragraphs, "\n\n")
}

// consentDoc is the doc of a function that makes a CodeConsent or a DeviceConsent.
func (e *Emitter) consentDoc(s *ir.SecurityScheme, c *ir.Consent) string {
	text := e.Names.Consent(c) + " asks a user for consent to tokens for the security scheme " + gocode.OneLine(s.Key)
	switch c.Kind {
	case ir.ByCode:
		text += ", in a browser that is redirected to redirectURL."
	case ir.ByDevice:
		text += ", who has a browser on another device: show its UserCode and VerificationURI, then call Wait."
	default:
		panic("emit: consent of kind " + string(c.Kind))
	}
	text += " Use the resulting token source with With" + e.Names.Scheme(s) + "Source. If secret is empty, only the client ID is sent. Only options for HTTP have an effect."
	if list := scopeList(c.Scopes); list != "" {
		text += "\n\n" + list
	}
	return text
}

// takesTokens reports whether one of an operation's schemes is of tokens, which a
// source may renew.
func takesTokens(op *ir.Operation) bool {
	return slices.ContainsFunc(op.Security, ir.Requirement.Tokens)
}

// scopeList documents scopes, one a line.
func scopeList(scopes []ir.Scope) string {
	if len(scopes) == 0 {
		return ""
	}
	var list strings.Builder
	list.WriteString("Scopes:")
	for _, s := range scopes {
		list.WriteString("\n  - " + gocode.OneLine(s.Name))
		if text := gocode.OneLine(s.Description); text != "" {
			list.WriteString(": " + text)
		}
	}
	return list.String()
}

// envDoc documents FromEnv.
func envDoc(schemes []*ir.SecurityScheme) string {
	var names []string
	for _, s := range schemes {
		names = append(names, strings.Join(s.Env, " with ")+" for the security scheme "+gocode.OneLine(s.Key))
	}
	return "FromEnv sends the credentials that environment variables have: " + target.Listed(names) + ". The variables are read once. One that is not set or empty adds nothing."
}
