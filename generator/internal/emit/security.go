package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// requirements are the alternatives of an operation, as its variable has them.
func requirements(security []ir.Requirement) jen.Code {
	return jen.Index().Id("requirement").ValuesFunc(func(g *jen.Group) {
		for _, alternative := range security {
			g.ValuesFunc(func(g *jen.Group) {
				for _, use := range alternative {
					g.Values(schemeUse(use)...)
				}
			})
		}
	})
}

func schemeUse(use ir.SchemeUse) []jen.Code {
	row := []jen.Code{jen.Id("scheme").Op(":").Lit(use.Scheme.Key)}
	if len(use.Scopes) == 0 {
		return row
	}
	return append(row, jen.Id("scopes").Op(":").Index().String().ValuesFunc(func(g *jen.Group) {
		for _, scope := range use.Scopes {
			g.Lit(scope)
		}
	}))
}

// grantDoc is the doc of an option that makes a client get its own tokens.
func grantDoc(s *ir.SecurityScheme, g ir.Grant) string {
	var option, how string
	switch g.Kind {
	case ir.ClientCredentials:
		option, how = "ClientCredentials", "The client gets a token for itself, and another one before that expires."
	case ir.Password:
		option, how = "Password", "The client gets a token for a user whose password it has, and another one before that expires."
	case ir.RefreshToken:
		option, how = "RefreshToken", "The client goes on from a token that somebody has once consented to. Where the server replaces that by a new one, the client goes on with the new one; it does not keep it beyond its own life: for that use With"+s.Name+"Source."
	default:
		panic("emit: grant of kind " + string(g.Kind))
	}
	paragraphs := []string{"With" + s.Name + option + " sends tokens from " + g.Endpoint.Name + " for the security scheme " + oneLineOf(s.Key) + ". " + how +
		" One request serves all concurrent callers. Without a secret the client names its id alone."}
	if list := scopeList(g.Scopes); list != "" {
		paragraphs = append(paragraphs, list)
	}
	return strings.Join(paragraphs, "\n\n")
}

// scopeList documents scopes, one a line.
func scopeList(scopes []ir.Scope) string {
	if len(scopes) == 0 {
		return ""
	}
	list := "Scopes:"
	for _, s := range scopes {
		list += "\n  - " + oneLineOf(s.Name)
		if text := oneLineOf(s.Description); text != "" {
			list += ": " + text
		}
	}
	return list
}

// welcome reports whether the client of the examples has credentials that the
// operation lets in: it has no certificate.
func welcome(op *ir.Operation) bool {
	for _, alternative := range op.Security {
		ready := alternative.Satisfiable()
		for _, use := range alternative {
			ready = ready && use.Scheme.Kind != ir.MutualTLS
		}
		if ready {
			return true
		}
	}
	return len(op.Security) == 0
}
