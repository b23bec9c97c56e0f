package naming

import (
	"cmp"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// tokenOptions end the names of the options that a scheme of tokens can have.
// All are taken for each such scheme, so that another flow renames nothing.
var tokenOptions = []string{"Source", "ClientCredentials", "Password", "RefreshToken"}

// allOptions end the names of the options that a scheme can have.
var allOptions = append([]string{"Func"}, tokenOptions...)

// options spells a scheme as it is in the names of its options.
func options(endings []string) spelling {
	return func(name string) []string {
		names := []string{"With" + name}
		for _, ending := range endings {
			names = append(names, "With"+name+ending)
		}
		return names
	}
}

func optionEndings(s *ir.SecurityScheme) []string {
	switch s.Credentials.(type) {
	case ir.OAuth2, ir.OpenIDConnect:
		return tokenOptions
	case ir.HTTPScheme:
		return []string{"Func"}
	}
	return nil
}

// securitySchemes names schemes so that With<Name>, and what else is derived from
// the name, is free. Two that are spelled alike in Go are an error, because callers
// could send a secret to the wrong place; one of the lock keeps its name.
func (a *assignment) securitySchemes() {
	a.pkg.reserve("WithConfigureServer") // Security has a method ConfigureServer
	named := func(s *ir.SecurityScheme) bool { return a.earlier.Block(identity.Scheme(s)) != nil }
	schemes := sorted(a.api.Schemes, func(x, y *ir.SecurityScheme) int {
		return cmp.Or(trueFirst(named(x), named(y)), trueFirst(x.Given != "", y.Given != ""))
	})
	owners := map[string]*ir.SecurityScheme{} // by name
	for _, s := range schemes {
		key, spelled := identity.Scheme(s), options(optionEndings(s))
		c := claim{
			part: s, want: cmp.Or(s.Given, Exported(s.Key), "Scheme"), suffix: "Scheme", spelled: spelled, given: s.Given != "",
			what: "security scheme " + s.Key, doc: s.Doc, hint: hintGoName,
		}
		if other := owners[c.want]; other != nil && !named(s) && !named(other) {
			a.reportAlike(s, other, c)
			c.what = ""
		}
		owners[a.nameBlock(a.pkg, c, a.earlier.Block(key), func(string) lock.Key { return key })] = s
	}
	for _, s := range schemes {
		if authority := s.Authority(); authority != nil {
			a.consents(s, authority.Consents)
			a.endpoints(s, authority.Endpoints)
		}
	}
}

// reportAlike reports that a scheme would have the name of another one, with the
// command that decides.
func (a *assignment) reportAlike(s, other *ir.SecurityScheme, c claim) {
	want := c.want + schemeWord(s)
	free := want
	for n := 1; slices.ContainsFunc(c.spelled(free), a.pkg.has); n++ {
		free = numbered(want, "", n)
	}
	a.report(diag.AmbiguousScheme, s.Doc, "the security schemes "+other.Key+" and "+s.Key+" would both have the option With"+c.want+" in Go",
		"name this one with `"+lock.Command(a.ds.EditFlags, "rename", lock.Identity(&lock.Block{Entry: lock.Entry{Key: identity.Scheme(s)}}, nil), free)+"`, or another name")
}

// schemeWord is what distinguishes a scheme from one that is spelled alike: where its
// credentials are, or their kind.
func schemeWord(s *ir.SecurityScheme) string {
	switch c := s.Credentials.(type) {
	case ir.APIKey:
		return capitalize(word(c.In))
	case ir.Bearer:
		return "Bearer"
	case ir.Basic:
		return "Basic"
	case ir.OAuth2:
		return "OAuth2"
	case ir.OpenIDConnect:
		return "OpenID"
	case ir.MutualTLS:
		return "TLS"
	case ir.HTTPScheme:
		return cmp.Or(Exported(c.Name), "HTTP")
	}
	return "Scheme"
}

// consents names the functions that request consent, one of each kind.
func (a *assignment) consents(s *ir.SecurityScheme, consents []*ir.Consent) {
	for _, c := range consents {
		a.nameEntry(a.pkg, claim{
			part: c, want: "New" + a.names.Scheme(s) + Exported(string(c.Kind)) + "Consent",
			what: "the " + string(c.Kind) + " consent of security scheme " + s.Key, doc: s.Doc,
		}, a.names.blocks[s], identity.Consent(c))
	}
}

// endpoints names the constants of the URLs of a scheme.
func (a *assignment) endpoints(s *ir.SecurityScheme, endpoints []*ir.Endpoint) {
	for _, e := range endpoints {
		a.nameEntry(a.pkg, claim{
			part: e, want: a.names.Scheme(s) + Exported(e.Flow) + Exported(e.Member), suffix: "Endpoint",
			what: e.Member + " of security scheme " + s.Key, doc: s.Doc,
		}, a.names.blocks[s], identity.Endpoint(e))
	}
}
