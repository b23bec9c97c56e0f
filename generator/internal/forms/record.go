package forms

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/generator/internal/naming"
)

// Record adds the Go types of an API to the record that its names have: the form of each
// block and entry.
func Record(api *ir.API, names *naming.Names) {
	r := recorder{New(api, names.Type), names}
	for _, d := range api.Decls {
		if b := names.Block(d); b != nil {
			b.Form = r.Decl(d)
			r.parts(b, d)
		}
	}
	used := map[*ir.SecurityScheme]bool{}
	for _, op := range api.Operations {
		for _, use := range slices.Concat(op.Security...) {
			used[use.Scheme] = true
		}
		if b := names.Block(op); b != nil {
			r.operation(b, op)
		}
	}
	for _, h := range api.Hooks {
		if b := names.Block(h); b != nil && h.Callback != nil {
			b.Add(lock.Entry{Key: identity.Address(h)})
		}
	}
	names.Record().Add(lock.Entry{Key: identity.DefaultServer(), Form: identity.ServerURL(api)})
	for _, s := range api.Schemes {
		if b := names.Block(s); b != nil {
			b.Form = credentials(s.Credentials)
			switch {
			case !used[s]:
				b.Add(lock.Entry{Key: lock.Key{Kind: lock.Unused}})
			case s.Optional:
				b.Add(lock.Entry{Key: lock.Key{Kind: lock.Optional}})
			}
		}
	}
}

type recorder struct {
	*Types
	names *naming.Names
}

// set sets the form of an entry that naming has recorded.
func set(b *lock.Block, key lock.Key, form lock.Form) {
	if e := b.Get(key); e != nil {
		e.Form = form.String()
	}
}

// add adds an entry that has a form and no name.
func add(b *lock.Block, key lock.Key, form lock.Form) {
	if b.Get(key) == nil {
		b.Add(lock.Entry{Key: key, Form: form.String()})
	}
}

// parts are the members, items and headers of a declared type.
func (r recorder) parts(b *lock.Block, d *ir.Decl) {
	switch body := d.Body.(type) {
	case *ir.Struct:
		for _, f := range body.Fields {
			set(b, identity.Field(f), r.Member(d, f))
			for _, key := range identity.Directions(f) {
				b.Add(lock.Entry{Key: key})
			}
			if r.IsOmitted(d, f) {
				r.addOmitted(b, d, f.Value, identity.Omitted(f))
			}
		}
		if body.Additional != nil {
			set(b, lock.Key{Kind: lock.Additional}, lock.Map{Elem: r.Elem(*body.Additional)})
		}
	case *ir.Tuple:
		for _, item := range body.Items {
			set(b, identity.Item(item), r.Item(d, item))
		}
		if body.Rest != nil {
			set(b, lock.Key{Kind: lock.Rest}, lock.List{Elem: r.Elem(*body.Rest)})
		}
	case *ir.Union:
		for _, v := range body.Variants {
			if e := b.Get(identity.Variant(r.name(v.Decl))); e != nil && v.Rank > 0 {
				e.Form = strconv.Itoa(v.Rank)
			}
		}
	case *ir.Part:
		r.headers(b, body.Headers)
		add(b, lock.Key{Kind: lock.Content}, r.Elem(body.Value))
	}
}

func (r recorder) headers(b *lock.Block, headers []*ir.Header) {
	for _, h := range headers {
		set(b, r.names.HeaderKey(h), r.Header(h))
	}
}

func (r recorder) operation(b *lock.Block, op *ir.Operation) {
	for _, p := range slices.Concat(op.Params, op.RetiredParams) {
		set(b, identity.Param(p), r.Param(p))
		if r.IsParamOmitted(p) {
			r.addOmitted(b, op, p.Value, identity.OmittedParam(p))
		}
	}
	if op.Body != nil {
		if r.isBodyOmitted(op.Body) {
			b.Add(lock.Entry{Key: identity.OmittedBody()})
		}
		for i, choice := range op.Body.Choices {
			form := r.FurtherRequest(choice.Contents[0])
			if i == 0 {
				form = r.Request(choice.Contents[0], op.Body.Required)
			}
			for _, key := range identity.Bodies(choice) {
				set(b, key, form)
			}
			if len(choice.Contents) > 1 {
				b.Add(lock.Entry{Key: identity.Sends(choice.Contents[0])})
			}
		}
	}
	switch len(op.Bodies) {
	case 0:
	case 1:
		add(b, lock.Key{Kind: lock.Result}, r.Result(op.Bodies[0].First().Media()))
		for _, response := range op.Bodies[0].Responses {
			for _, m := range response.Contents {
				b.Add(lock.Entry{Key: identity.Success(response.Status, m)})
			}
		}
	default:
		add(b, lock.Key{Kind: lock.Result}, lock.Named(r.names.Result(op)))
		for _, body := range op.Bodies {
			for _, key := range identity.ResultBodies(body) {
				set(b, key, r.Response(body.First().Media()))
			}
		}
	}
	for _, response := range defaults(op) {
		b.Add(lock.Entry{Key: identity.DefaultStatus(response.Status)})
	}
	for _, response := range op.Errors {
		if m := response.Media(); m != nil {
			add(b, identity.Failure(response.Status), r.Failure(m))
		}
	}
	r.headers(b, slices.Concat(op.Headers, op.RetiredHeaders))
	if op.Paging != nil {
		set(b, identity.PagingFunction(ir.AllItems), r.Elem(op.Item()))
	}
}

// addOmitted adds the line of an optional part, which has a value. A value that is as in the lock
// of an earlier output can be one that only the lock has: then it is optional if it was there.
func (r recorder) addOmitted(b *lock.Block, of any, v ir.Value, key lock.Key) {
	if was := r.names.EarlierBlock(of).Get(key); v.Shape != ir.Plain || was != nil && !was.Gone {
		b.Add(lock.Entry{Key: key})
	}
}

// isBodyOmitted is IsOmitted of a request body: whether it is required does not change the Go
// type of its first content.
func (r recorder) isBodyOmitted(body *ir.Body) bool {
	m := body.Choices[0].Contents[0]
	return !body.Required && r.Request(m, false).String() == r.Request(m, true).String()
}

// defaults are the responses that services choose by default. Those that are the only one
// with a result are left out: other entries have their statuses.
func defaults(op *ir.Operation) (out []*ir.Response) {
	if empty := ir.Empty(op.Results); len(empty) > 0 {
		out = append(out, ir.ByDefault(empty))
	}
	for _, body := range op.Bodies {
		if len(body.Responses) > 1 {
			out = append(out, ir.ByDefault(body.Responses))
		}
	}
	return out
}

// credentials is the kind of the credentials of a security scheme.
func credentials(c ir.Credentials) string {
	switch c := c.(type) {
	case ir.Bearer:
		return "bearer"
	case ir.Basic:
		return "basic"
	case ir.HTTPScheme:
		return "http " + c.Name
	case ir.APIKey:
		return fmt.Sprintf("apiKey %s %s", c.In, c.Name)
	case ir.OAuth2:
		return "oauth2"
	case ir.OpenIDConnect:
		return "openIdConnect"
	case ir.MutualTLS:
		return "mutualTLS"
	case ir.UnknownCredentials:
		return identity.UnknownCredentials
	}
	panic(fmt.Sprintf("forms: credentials of kind %T", c))
}
