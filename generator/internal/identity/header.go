package identity

import (
	"fmt"
	"net/textproto"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// Headers are the identities of the headers of an operation or of a part. The name of a
// header is its identity. If responses of an operation have several Go types for one name,
// the header that has the type of the lock has it, or else the first, and the kind of
// value distinguishes the others. earlier is the block in the lock, or nil.
func Headers(headers []*ir.Header, earlier *lock.Block) []lock.Key {
	byName := map[string][]int{}
	keys := make([]lock.Key, len(headers))
	for i, h := range headers {
		keys[i] = lock.Key{Kind: lock.Header, ID: textproto.CanonicalMIMEHeaderKey(h.Name)}
		byName[keys[i].ID] = append(byName[keys[i].ID], i)
	}
	known := map[lock.Key]bool{}
	for name, same := range byName {
		if len(same) == 1 {
			continue
		}
		owner := same[0]
		if e := earlier.Get(keys[owner]); e != nil {
			for _, i := range same {
				if ir.JSONKind(headers[i].Value) == kindOf(e.Form) {
					owner = i
					break
				}
			}
		}
		for _, i := range same {
			if i == owner {
				continue
			}
			keys[i].ID = name + " " + ir.JSONKind(headers[i].Value)
			if known[keys[i]] {
				keys[i].ID = name + " " + strings.ToLower(strings.TrimPrefix(fmt.Sprintf("%T", ir.Underlying(headers[i].Value).Type), "ir."))
			}
			known[keys[i]] = true
		}
	}
	return keys
}

// kindOf is the kind of JSON value of a Go type. Types with a name are strings, as most
// of those of headers are.
func kindOf(form string) string {
	f, err := (*lock.Lock)(nil).ParseForm(form)
	if err != nil {
		return ""
	}
	switch t := f.(type) {
	case lock.Opt:
		return kindOf(t.Of.String())
	case lock.Pointer:
		return kindOf(t.To.String())
	case lock.List:
		return "array"
	case lock.Map:
		return "object"
	}
	switch f {
	case lock.Basic("bool"):
		return "boolean"
	case lock.Basic("float64"), lock.Basic("float32"), lock.Basic("json.Number"):
		return "number"
	case lock.Basic("int"), lock.Basic("int8"), lock.Basic("int16"), lock.Basic("int32"), lock.Basic("int64"),
		lock.Basic("uint"), lock.Basic("uint8"), lock.Basic("uint16"), lock.Basic("uint32"), lock.Basic("uint64"):
		return "integer"
	}
	return "string"
}
