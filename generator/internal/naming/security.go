package naming

import (
	"cmp"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
)

// tokenOptions end the names of the options that a scheme of tokens can have.
// All are taken for each such scheme, so that another flow renames nothing.
var tokenOptions = []string{"", "Source", "ClientCredentials", "Password", "RefreshToken"}

// securitySchemes names schemes so that With<Name>, and what else is derived from
// the name, is free.
func (a *assignment) securitySchemes() {
	a.pkg.reserve("WithConfigureServer") // Security has a method ConfigureServer
	schemes := sorted(a.api.Schemes, func(x, y *ir.SecurityScheme) int { return cmp.Compare(x.Key, y.Key) })
	for _, s := range schemes {
		want := cmp.Or(Exported(s.Key), "Scheme")
		name := strings.TrimPrefix(a.pkg.claimAll("With"+want, "Scheme", optionEndings(s)), "With")
		a.names.set(s, itself, name)
		a.renamed("security scheme "+s.Key, want, name, s.Doc, hintNone)
	}
	for _, s := range schemes {
		if authority := s.Authority(); authority != nil {
			a.consents(s, authority.Consents)
			a.endpoints(s, authority.Endpoints)
		}
	}
}

func optionEndings(s *ir.SecurityScheme) []string {
	switch s.Credentials.(type) {
	case ir.OAuth2, ir.OpenIDConnect:
		return tokenOptions
	case ir.HTTPScheme:
		return []string{"", "Func"}
	}
	return []string{""}
}

// consents names the functions that request consent, one of each kind.
func (a *assignment) consents(s *ir.SecurityScheme, consents []*ir.Consent) {
	for _, c := range consents {
		want := "New" + a.names.Scheme(s) + Exported(string(c.Kind)) + "Consent"
		name := a.pkg.claim(want, "")
		a.names.set(c, itself, name)
		a.renamed("the "+string(c.Kind)+" consent of security scheme "+s.Key, want, name, s.Doc, hintNone)
	}
}

// endpoints names the constants of the URLs of a scheme.
func (a *assignment) endpoints(s *ir.SecurityScheme, endpoints []*ir.Endpoint) {
	for _, e := range sorted(endpoints, func(x, y *ir.Endpoint) int {
		return cmp.Or(cmp.Compare(x.Flow, y.Flow), cmp.Compare(x.Member, y.Member))
	}) {
		want := a.names.Scheme(s) + Exported(e.Flow) + Exported(e.Member)
		name := a.pkg.claim(want, "Endpoint")
		a.names.set(e, itself, name)
		a.renamed(e.Member+" of security scheme "+s.Key, want, name, s.Doc, hintNone)
	}
}
