package identity

import (
	"net/textproto"
	"strconv"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// Field is the identity of a member of an object.
func Field(f *ir.Field) lock.Key { return lock.Key{Kind: lock.Member, ID: f.Name} }

// Directions are the identities of what makes a member one of requests or responses alone.
func Directions(f *ir.Field) (keys []lock.Key) {
	if f.ReadOnly {
		keys = append(keys, lock.Key{Kind: lock.ReadOnly, ID: f.Name})
	}
	if f.WriteOnly {
		keys = append(keys, lock.Key{Kind: lock.WriteOnly, ID: f.Name})
	}
	return keys
}

// Omitted is the identity of what makes a member optional whose Go type has a nil.
func Omitted(f *ir.Field) lock.Key { return lock.Key{Kind: lock.Omitted, ID: f.Name} }

// OmittedParam is [Omitted] of a parameter.
func OmittedParam(p *ir.Param) lock.Key {
	key := Param(p)
	return lock.Key{Kind: lock.Omitted, ID: key.ID + " " + key.Sub}
}

// OmittedBody is [Omitted] of the request body.
func OmittedBody() lock.Key { return lock.Key{Kind: lock.Omitted, ID: "body"} }

// Item is the identity of an item of a tuple.
func Item(f *ir.Field) lock.Key { return lock.Key{Kind: lock.Item, ID: f.Name} }

// Value is the identity of an enum value in its type.
func Value(v *ir.EnumValue) lock.Key { return lock.Key{Kind: lock.Value, ID: v.Literal} }

// Variant is the identity of a variant of a union, by the Go name of its type.
func Variant(name string) lock.Key { return lock.Key{Kind: lock.Variant, ID: name} }

// As is the identity of the method of a variant that decodes it as another one, by the
// Go name of the other type.
func As(name string) lock.Key { return lock.Key{Kind: lock.As, ID: name} }

// Param is the identity of a parameter of an operation. Names of headers are in their
// canonical spelling, because upper and lower case make no difference there.
func Param(p *ir.Param) lock.Key {
	if p.In == ir.InHeader {
		return lock.Key{Kind: lock.Param, ID: string(p.In), Sub: textproto.CanonicalMIMEHeaderKey(p.Name)}
	}
	return lock.Key{Kind: lock.Param, ID: string(p.In), Sub: p.Name}
}

// EarlierParams are the identities that the parameters of an operation have in its block of
// an earlier lock, which can be nil. A path parameter with another name is the same one
// if it is the only new one in the same path.
func EarlierParams(op *ir.Operation, block *lock.Block) map[*ir.Param]lock.Key {
	keys := map[*ir.Param]lock.Key{}
	current := map[lock.Key]bool{}
	var added []*ir.Param
	for _, p := range op.Params {
		keys[p] = Param(p)
		current[keys[p]] = true
		if p.In == ir.InPath && block.Get(keys[p]) == nil {
			added = append(added, p)
		}
	}
	if block == nil || block.Sub != operationKey(op).Sub || len(added) != 1 {
		return keys
	}
	var removed []lock.Key
	for _, e := range block.Entries() {
		if e.Kind == lock.Param && e.ID == string(ir.InPath) && !e.Gone && !current[e.Key] {
			removed = append(removed, e.Key)
		}
	}
	if len(removed) == 1 {
		keys[added[0]] = removed[0]
	}
	return keys
}

// Body is the identity of a request body with a content type. Content types of one Go
// type share a field: each of them has an entry with its name.
func Body(m *ir.Media) lock.Key { return lock.Key{Kind: lock.Body, ID: m.Type} }

// Bodies are the identities of a type of the request body, one for each content type.
func Bodies(c *ir.Choice) []lock.Key {
	var keys []lock.Key
	for _, m := range c.Contents {
		keys = append(keys, Body(m))
	}
	return keys
}

// ResultBodies are the identities of one of several results, one for each status and
// content type.
func ResultBodies(b *ir.ResultBody) []lock.Key {
	var keys []lock.Key
	for _, r := range b.Responses {
		for _, m := range r.Contents {
			keys = append(keys, ResultBody(r.Status, m))
		}
	}
	return keys
}

// ResultBody is the identity of one of several results, in a response with a status.
func ResultBody(s ir.Status, m *ir.Media) lock.Key {
	return lock.Key{Kind: lock.ResultBody, ID: Status(s) + " " + m.Type}
}

// Success is the identity of a response that has the only result of an operation.
func Success(s ir.Status, m *ir.Media) lock.Key {
	return lock.Key{Kind: lock.Success, ID: Status(s) + " " + m.Type}
}

// Sends is the identity of the content type that clients send of a request body.
func Sends(m *ir.Media) lock.Key { return lock.Key{Kind: lock.Sends, ID: m.Type} }

// DefaultStatus is the identity of a status that services respond with by default.
func DefaultStatus(s ir.Status) lock.Key { return lock.Key{Kind: lock.Status, ID: Status(s)} }

// Failure is the identity of the body of a declared error.
func Failure(s ir.Status) lock.Key { return lock.Key{Kind: lock.Failure, ID: Status(s)} }

// Status is a status as the document writes it: 404, 4XX, default.
func Status(s ir.Status) string {
	switch {
	case s.IsDefault():
		return "default"
	case s.Code == 0:
		return strconv.Itoa(s.Class) + "XX"
	}
	return strconv.Itoa(s.Code)
}

// Endpoint is the identity of a URL of an authorization server in its scheme.
func Endpoint(e *ir.Endpoint) lock.Key {
	return lock.Key{Kind: lock.Endpoint, ID: e.Flow, Sub: e.Member}
}

// Consent is the identity of a way to request consent in its scheme.
func Consent(c *ir.Consent) lock.Key { return lock.Key{Kind: lock.Consent, ID: string(c.Kind)} }

// The methods that the lock has, because not all types have them. UnmarshalJSON comes with
// MarshalJSON.
const (
	Validate    = "Validate"
	MarshalJSON = "MarshalJSON"
)

// Method is the identity of a method of a type.
func Method(name string) lock.Key { return lock.Key{Kind: lock.Method, ID: name} }
