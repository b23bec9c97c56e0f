package operation

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/sample"
	"github.com/peergen/peergen/generator/internal/ir"
)

// keyHeaders are the usual spellings of the header that has an idempotency key, in lower
// case.
var keyHeaders = []string{"idempotency-key", "x-idempotency-key", "idempotencykey", "x-idempotencykey", "idempotency_key", "idempotent-key", "x-idempotent-key"}

// useKey makes a request with an idempotency key one that may be sent again. If the caller
// has set no key, it gets one.
func (e *Emitter) useKey(op *ir.Operation) []jen.Code {
	const key = "7e53f4b1-0d2c-4d6a-9b8e-3c5f1a2d4e60" // a UUID, as clients make it
	for _, p := range op.Params {
		if p.In == ir.InHeader && slices.Contains(keyHeaders, strings.ToLower(p.Name)) {
			header := jen.Id("c").Dot("config").Dot(e.RTMember("client.Config.Header"))
			return []jen.Code{jen.Id("r").Dot(e.RTMember("client.Request.UseKey")).Call(header, jen.Lit(p.Name), jen.Lit(sample.Accepts(p.Value, key)))}
		}
	}
	return nil
}
