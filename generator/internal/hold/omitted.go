package hold

import (
	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// staysOptional keeps a part optional that the document now requires. Its Go type is the same
// in both cases, because it has a nil, so that importers would compile; but clients would send
// an empty list for nil, and servers would reject earlier clients. key is its line in the lock
// if it was optional.
func (h *holder) staysOptional(c change, key lock.Key) bool {
	if c.entry == nil || c.entry.Gone || !isKnown(c.block.Get(key)) {
		return false
	}
	c.was, c.becomes, c.outcome = "optional", "required", outcome{verdict: exact}
	return h.report(c)
}

// optionalMember keeps a member optional.
func (h *holder) optionalMember(f *ir.Field, c change) {
	if (f.Required || f.DirectionRequired) && h.staysOptional(c, identity.Omitted(f)) {
		f.Required, f.DirectionRequired = false, false
	}
}

// optionalParam keeps a parameter optional.
func (h *holder) optionalParam(p *ir.Param, c change) {
	if p.Required && h.staysOptional(c, identity.OmittedParam(p)) {
		p.Required = false
	}
}

// optionalBody keeps a request body optional.
func (h *holder) optionalBody(body *ir.Body, c change) {
	if body.Required && h.staysOptional(c, identity.OmittedBody()) {
		body.Required = false
	}
}
