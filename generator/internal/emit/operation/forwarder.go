package operation

import (
	"fmt"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/bundle"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/naming"
)

// Forwarders declares the earlier names of what was renamed, as deprecated. `go fix`
// replaces them where it can: two names in one expression exclude each other, so that
// of an operation the method alone is replaced. Fields and methods of interfaces have
// no forwarders.
func (e *Emitter) Forwarders(f *gocode.File) {
	enums := map[*ir.Enum]*ir.Decl{}
	for _, d := range e.API.Decls {
		if body, ok := d.Body.(*ir.Enum); ok {
			enums[body] = d
		}
	}
	for _, forward := range e.Names.Forwarders() {
		switch part := forward.Part.(type) {
		case *ir.Decl, *ir.Union, *ir.ErrorType:
			f.Add(forwarder(forward, true, jen.Type().Id(forward.Old).Op("=").Id(forward.New)))
		case *ir.NamedServer:
			if e.Has(bundle.Servers) {
				f.Add(forwarder(forward, true, jen.Type().Id(forward.Old).Op("=").Id(forward.New)))
			}
		case *ir.EnumValue, *ir.Endpoint:
			f.Add(forwarder(forward, true, jen.Const().Id(forward.Old).Op("=").Id(forward.New)))
		case *ir.Enum:
			f.Add(forwarder(forward, true, jen.Func().Id(forward.Old).Params().Index().Id(e.Names.Type(enums[part])).Block(jen.Return(jen.Id(forward.New).Call()))))
		case *ir.ResultBody:
			f.Add(forwarder(forward, false, jen.Type().Id(forward.Old).Op("=").Id(forward.New)))
		case *ir.PagingFunction:
			if e.HasClient {
				f.Add(forwarder(forward, true, e.pagingForwarder(part, forward)))
			}
		case *ir.Operation:
			e.operationForwarder(f, part, forward)
		case *ir.SecurityScheme:
			if e.HasClient {
				e.optionForwarders(f, part, forward)
			}
		case *ir.Consent:
			if e.HasClient {
				f.Add(forwarder(forward, true, e.consentForwarder(part, forward)))
			}
		}
	}
}

// forwarder is a deprecated declaration, which go fix inlines or not.
func forwarder(forward naming.Forwarder, inline bool, declaration *jen.Statement) jen.Code {
	text := gocode.Comment("Deprecated: renamed to " + forward.New + ".")
	if inline {
		text += "\n//\n//go:fix inline"
	}
	return jen.Id(text).Line().Add(declaration)
}

func (e *Emitter) operationForwarder(f *gocode.File, op *ir.Operation, forward naming.Forwarder) {
	switch {
	case !forward.Method:
		f.Add(forwarder(forward, false, jen.Type().Id(forward.Old).Op("=").Id(forward.New)))
	case e.HasClient:
		f.Add(forwarder(forward, true, jen.Func().Params(jen.Id("c").Op("*").Id(Family(op)+"Client")).Id(forward.Old).Add(e.signature(op)).
			Block(jen.Return(jen.Id("c").Dot(forward.New).Call(jen.Id("ctx"), jen.Id("params"))))))
	}
}

// consentForwarder forwards a function that requests consent.
func (e *Emitter) consentForwarder(c *ir.Consent, forward naming.Forwarder) *jen.Statement {
	id := func(name string) jen.Code { return jen.Id(name) }
	rest := []jen.Code{jen.Id("scopes").Index().String(), jen.Id("options").Op("...").Add(e.RT("client.Option"))}
	function := func(params, args []jen.Code, results ...jen.Code) *jen.Statement {
		call := slices.Concat(args, []jen.Code{id("scopes"), jen.Id("options").Op("...")})
		return jen.Func().Id(forward.Old).Params(append(params, rest...)...).Params(results...).Block(jen.Return(jen.Id(forward.New).Call(call...)))
	}
	if c.Kind == ir.ByCode {
		args := []jen.Code{id("id"), id("secret"), id("redirectURL")}
		return function([]jen.Code{jen.List(args...).String()}, args, jen.Op("*").Add(e.RT("oauth.CodeConsent")))
	}
	args := []jen.Code{id("ctx"), id("id"), id("secret")}
	return function([]jen.Code{jen.Id("ctx").Qual("context", "Context"), jen.List(args[1:]...).String()}, args, jen.Op("*").Add(e.RT("oauth.DeviceConsent")), jen.Error())
}

// optionForwarders forwards the options of a security scheme.
func (e *Emitter) optionForwarders(f *gocode.File, s *ir.SecurityScheme, forward naming.Forwarder) {
	option := func(ending string, params []jen.Code, args ...jen.Code) {
		to := naming.Forwarder{Old: "With" + forward.Old + ending, New: "With" + forward.New + ending}
		f.Add(forwarder(to, true, jen.Func().Id(to.Old).Params(params...).Add(e.RT("client.Option")).Block(jen.Return(jen.Id(to.New).Call(args...)))))
	}
	text := func(names ...string) (params, args []jen.Code) {
		for _, name := range names {
			args = append(args, jen.Id(name))
		}
		return []jen.Code{jen.List(args...).String()}, args
	}
	one := func(ending string, names ...string) {
		params, args := text(names...)
		option(ending, params, args...)
	}
	scoped := func(ending string, names ...string) {
		params, args := text(names...)
		option(ending, append(params, jen.Id("scopes").Op("...").String()), append(args, jen.Id("scopes").Op("..."))...)
	}
	switch s.Credentials.(type) {
	case ir.Basic:
		one("", "username", "password")
	case ir.Bearer:
		one("", "token")
	case ir.APIKey:
		one("", "key")
	case ir.HTTPScheme:
		one("", "credentials")
		request := jen.Func().Params(jen.Op("*").Qual("net/http", "Request")).Params(jen.String(), jen.Error())
		option("Func", []jen.Code{jen.Id("credentials").Add(request)}, jen.Id("credentials"))
	case ir.MutualTLS:
		option("", []jen.Code{jen.Id("httpClient").Op("*").Qual("net/http", "Client")}, jen.Id("httpClient"))
	case ir.OAuth2, ir.OpenIDConnect:
		one("", "token")
		option("Source", []jen.Code{jen.Id("source").Add(e.RT("oauth.TokenSource"))}, jen.Id("source"))
		for _, g := range s.Authority().Grants {
			switch g.Kind {
			case ir.ClientCredentials:
				scoped("ClientCredentials", "id", "secret")
			case ir.Password:
				scoped("Password", "id", "secret", "username", "password")
			case ir.RefreshToken:
				one("RefreshToken", "id", "secret", "refreshToken")
			}
		}
	case ir.UnknownCredentials: // has no options
	default:
		panic(fmt.Sprintf("emit: credentials of kind %T", s.Credentials))
	}
}
