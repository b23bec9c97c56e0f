package naming

import (
	"cmp"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
)

// tokenOptions end the names of the options that a scheme of tokens can have.
// All are taken for each such scheme: a flow more renames nothing.
var tokenOptions = []string{"", "Source", "ClientCredentials", "Password", "RefreshToken"}

// securitySchemes names schemes so that With<Name>, and what else is derived
// from the name, is free.
func securitySchemes(api *ir.API, pkg scope) {
	sorted := slices.Clone(api.Schemes)
	slices.SortFunc(sorted, func(a, b *ir.SecurityScheme) int { return cmp.Compare(a.Key, b.Key) })
	for _, s := range sorted {
		var endings []string
		switch {
		case s.Tokens():
			endings = tokenOptions
		case s.Kind == ir.HTTPScheme:
			endings = []string{"", "Func"}
		default:
			endings = []string{""}
		}
		s.Name = strings.TrimPrefix(pkg.claimAll("With"+cmp.Or(Exported(s.Key), "Scheme"), "Scheme", endings), "With")
	}
	for _, s := range sorted {
		for _, c := range s.Consents { // of each kind one
			c.Name = pkg.claim("New"+s.Name+Exported(string(c.Kind))+"Consent", "")
		}
		endpoints := slices.Clone(s.Endpoints)
		slices.SortFunc(endpoints, func(a, b *ir.Endpoint) int {
			return cmp.Or(cmp.Compare(a.Flow, b.Flow), cmp.Compare(a.Member, b.Member))
		})
		for _, e := range endpoints {
			e.Name = pkg.claim(s.Name+Exported(e.Flow)+Exported(e.Member), "Endpoint")
		}
	}
}
