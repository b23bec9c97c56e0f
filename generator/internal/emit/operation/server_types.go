package operation

import (
	"fmt"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/bundle"
	"github.com/peergen/peergen/generator/internal/emit/target"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// ServerTypes declares WithServer and the types of servers.
func (e *Emitter) ServerTypes(f *gocode.File) {
	if !e.Has(bundle.Servers) {
		return
	}
	var types []string
	for _, s := range e.API.Named {
		operations := e.served(s)
		if !s.OfDocument && len(operations) == 0 { // a filter leaves them out
			continue
		}
		types = append(types, e.Names.Server(s))
		f.Add(e.serverType(s, operations))
		f.Add(e.serverMethods(s, operations))
	}
	if len(types) == 0 {
		return
	}
	doc := fmt.Sprintf("WithServer sends requests to a server of the document, one of %s. If a value of a variable is not allowed, NewClient returns an error; calls of clients that have it by With do, too.", target.Listed(types))
	f.Add(jen.Id(gocode.Comment(doc)).Line().Func().Id("WithServer").Params(jen.Id("server").Interface(
		e.RT("client.Option"), jen.Id("URL").Params().Params(jen.String(), jen.Error()),
	)).Add(e.RT("client.Option")).Block(jen.Return(jen.Id("server"))))
}

// served returns the operations of the output that have a server as a separate one.
func (e *Emitter) served(s *ir.NamedServer) (out []*ir.Operation) {
	for _, op := range s.Operations {
		if slices.Contains(e.API.Operations, op) {
			out = append(out, op)
		}
	}
	return out
}

// serverType declares the type of a server, with a field for each variable.
func (e *Emitter) serverType(s *ir.NamedServer, operations []*ir.Operation) jen.Code {
	doc := fmt.Sprintf("%s is the server %s", e.Names.Server(s), gocode.NoBreak(gocode.OneLine(s.Address())))
	if !s.OfDocument {
		var names []string
		for _, op := range operations {
			names = append(names, e.Names.Operation(op))
		}
		doc += " of " + target.Listed(names)
	}
	fields := make([]jen.Code, 0, len(s.Variables))
	for _, v := range s.Variables {
		text := fmt.Sprintf("The default is %q.", v.Default)
		if len(v.Enum) > 0 {
			text = fmt.Sprintf("One of %s; the default is %q.", quoted(v.Enum), v.Default)
		}
		fields = append(fields, jen.Add(gocode.Doc(gocode.OneLine(v.Description), text)).Id(e.Names.Variable(v)).String())
	}
	return jen.Add(gocode.Doc(doc+".", s.Doc.Description)).Type().Id(e.Names.Server(s)).Struct(fields...)
}

// serverMethods declares URL and ConfigureClient.
func (e *Emitter) serverMethods(s *ir.NamedServer, operations []*ir.Operation) jen.Code {
	name := e.Names.Server(s)
	args := []jen.Code{jen.Lit(s.Address())}
	for _, v := range s.Variables {
		variable := jen.Dict{
			e.RTKey("client.ServerVariable.Name"):    jen.Lit(v.Name),
			e.RTKey("client.ServerVariable.Value"):   jen.Id("s").Dot(e.Names.Variable(v)),
			e.RTKey("client.ServerVariable.Default"): jen.Lit(v.Default),
		}
		if len(v.Enum) > 0 {
			variable[e.RTKey("client.ServerVariable.Enum")] = jen.Index().String().ValuesFunc(func(g *jen.Group) {
				for _, value := range v.Enum {
					g.Lit(value)
				}
			})
		}
		args = append(args, jen.Line().Add(e.RT("client.ServerVariable")).Values(variable))
	}
	receiver := jen.Id(name)
	if len(s.Variables) > 0 {
		receiver = jen.Id("s").Id(name)
		args = append(args, jen.Line())
	}
	configure := []jen.Code{jen.List(jen.Id("address"), jen.Err()).Op(":=").Id("s").Dot("URL").Call()}
	if s.OfDocument {
		configure = append(configure, jen.Id("c").Dot(e.RTMember("client.Config.UseServer")).Call(jen.Id("address"), jen.Err()))
	}
	if len(operations) > 0 {
		ids := []jen.Code{jen.Id("address"), jen.Err()}
		for _, op := range operations {
			ids = append(ids, jen.Lit(op.ID))
		}
		configure = append(configure, jen.Id("c").Dot(e.RTMember("client.Config.UseServerFor")).Call(ids...))
	}
	return jen.Id(gocode.Comment("URL returns the URL of the server, or an error if a value of a variable is not allowed.")).Line().
		Func().Params(receiver).Id("URL").Params().Params(jen.String(), jen.Error()).Block(jen.Return(e.RT("client.ServerURL").Call(args...))).
		Line().Line().
		Id(gocode.Comment("ConfigureClient makes the server that of a client, see WithServer.")).Line().
		Func().Params(jen.Id("s").Id(name)).Id("ConfigureClient").Params(jen.Id("c").Op("*").Add(e.RT("client.Config"))).Block(configure...)
}
