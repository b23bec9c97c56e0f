package generator

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/naming"
)

// Bindings returns what the exported identifiers of the package represent in the
// document, as text that additions to the document do not change:
//
//	Pet                     schema Pet
//	Pet.Name                member name
//	StatusOpen              value "open" of Status
//	API.GetPet              GET /pets/{}
//	GetPetParams.Expand     query expand
//	WithAPIKey              scheme api_key: apiKey header X-Key
//
// A key can have a second word for a fact that has no identifier: "API.GetPet
// status" is the status that a server responds with by default. Types of inline
// schemas have no entry; their members have. It returns nil for a package of
// oapi-codegen or of a shared runtime.
func (o *Output) Bindings() map[string]string {
	if o.api == nil {
		return nil
	}
	b := &bindings{names: o.names, found: map[string]string{}}
	for _, d := range o.api.Decls {
		b.declaration(d)
	}
	for _, op := range o.api.Operations {
		b.operation(op)
	}
	for _, h := range o.api.Hooks {
		b.found[familyOf(h)+"Handlers."+b.names.Hook(h)] = "hook " + h.ID
	}
	for _, s := range o.api.Schemes {
		b.scheme(s)
	}
	if o.api.BaseURL != "" {
		b.found["DefaultBaseURL"] = o.api.BaseURL
	}
	b.found["DefaultBasePath"] = cmp.Or(o.api.BasePath, "/")
	for _, e := range o.api.Errors {
		b.found[b.names.ErrorAlias(e)] = "error with body " + b.names.Type(e.Decl)
	}
	return b.found
}

type bindings struct {
	names *naming.Names
	found map[string]string
}

func (b *bindings) declaration(d *ir.Decl) {
	name := b.names.Type(d)
	if d.Component != "" && d.Owner == nil {
		b.found[name] = "schema " + d.Component
	}
	switch body := d.Body.(type) {
	case *ir.Struct:
		for _, f := range body.Fields {
			b.found[name+"."+b.names.Field(f)] = "member " + f.Name
		}
		if field := b.names.AdditionalProperties(body); field != "" {
			b.found[name+"."+field] = "additional properties"
		}
	case *ir.Tuple:
		for _, f := range body.Items {
			b.found[name+"."+b.names.Field(f)] = "item " + f.Name
		}
	case *ir.Enum:
		for _, v := range body.Values {
			b.found[b.names.Value(v)] = "value " + v.Literal + " of " + name
		}
	case *ir.Union:
		for _, v := range body.Variants {
			for _, tag := range v.Tags {
				b.found[name+" "+strconv.Quote(tag)] = "variant " + b.names.Type(v.Decl)
			}
		}
	}
}

// familyOf returns the word that begins the names of the interface of an operation:
// "" for operations of paths.
func familyOf(h *ir.Hook) string {
	switch {
	case h == nil:
		return ""
	case h.Callback == nil:
		return "Webhook"
	}
	return "Callback"
}

// paramPlace is the name of a parameter, but of a path parameter what is before it in the
// path, because its name is not sent: "pets/1" for the first one after /pets/.
func paramPlace(op *ir.Operation, p *ir.Param) string {
	literal, count := "", 0
	for _, segment := range op.Segments {
		for _, piece := range segment {
			if piece.Param == nil {
				literal, count = piece.Literal, 0
				continue
			}
			if count++; piece.Param == p {
				return fmt.Sprintf("%s/%d", literal, count)
			}
		}
	}
	return p.Name
}

func (b *bindings) operation(op *ir.Operation) {
	method := familyOf(op.Hook) + "API." + b.names.Operation(op)
	b.found[method] = op.Method + " " + op.Shape()
	if op.Query != "" {
		b.found[method] += "?" + op.Query
	}
	if op.Hook != nil {
		b.found[method] += " of hook " + op.Hook.ID
	}
	params := b.names.Params(op)
	for _, p := range slices.Concat(op.Params, op.RetiredParams) {
		b.found[params+"."+b.names.Param(p)] = string(p.In) + " " + paramPlace(op, p)
	}
	if op.Body != nil {
		for _, c := range op.Body.Choices {
			b.found[params+"."+b.names.Body(c)] = "body " + c.Contents[0].Type
		}
	}
	for _, h := range slices.Concat(op.Headers, op.RetiredHeaders) {
		b.found[b.names.Headers(op)+"."+b.names.Header(h)] = "header " + h.Name
	}
	for _, body := range op.Bodies {
		if name := b.names.ResultBody(body); name != "" {
			b.found[name] = "body of " + b.found[method] + ": " + body.First().Contents[0].Type
		}
	}
	if len(op.Results) > 0 {
		sent := slices.DeleteFunc(slices.Clone(op.Results), func(r *ir.Response) bool { return !r.Kept })
		if len(sent) == 0 {
			sent = op.Results
		}
		lowest := slices.MinFunc(sent, func(x, y *ir.Response) int { return cmp.Compare(sentStatus(x), sentStatus(y)) })
		b.found[method+" status"] = strconv.Itoa(sentStatus(lowest))
	}
}

// sentStatus is the status that services respond with for a response: 200 for the default one.
func sentStatus(r *ir.Response) int {
	if r.Status.IsDefault() {
		return 200
	}
	return r.Status.Code
}

func (b *bindings) scheme(s *ir.SecurityScheme) {
	of := "scheme " + s.Key + ": " + s.Kind() + " " + s.Member()
	b.found["With"+b.names.Scheme(s)] = of
	b.found["Security."+b.names.Scheme(s)] = of
	authority := s.Authority()
	if authority == nil {
		return
	}
	for _, e := range authority.Endpoints {
		b.found[b.names.Endpoint(e)] = of + ", " + e.Flow + " " + e.Member
	}
	for _, c := range authority.Consents {
		b.found[b.names.Consent(c)] = of + ", consent by " + string(c.Kind)
	}
}
