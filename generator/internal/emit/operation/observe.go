package operation

import (
	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/bundle"
	"github.com/peergen/peergen/generator/internal/gocode"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Observer declares the options that observe calls and requests.
func (e *Emitter) Observer(f *gocode.File) {
	if !e.Has(bundle.Observer) || !e.HasClient && !e.HasServer {
		return
	}
	e.Template(f, "observe.go.tmpl", struct {
		HasClient, HasServer bool
		SecretHeaders        []string
	}{e.HasClient, e.HasServer, e.secretHeaders()}, nil)
}

// secretHeaders are the headers of API keys.
func (e *Emitter) secretHeaders() (names []string) {
	for _, s := range e.API.Schemes {
		if key, ok := s.Credentials.(ir.APIKey); ok && key.In == ir.InHeader {
			names = append(names, key.Name)
		}
	}
	return names
}

// observed starts the observation of a call, whose error is the result err.
func (e *Emitter) observed(op *ir.Operation) []jen.Code {
	if !e.Has(bundle.Observer) {
		return nil
	}
	return []jen.Code{
		jen.List(jen.Id("ctx"), jen.Id("end")).Op(":=").Id("c").Dot("config").Dot(e.RTMember("client.Config.Observe")).Call(jen.Id("ctx"), jen.Op("&").Add(e.operationFacts(op))),
		jen.Defer().Func().Params().Block(jen.Id("end").Call(jen.Err())).Call(),
	}
}
