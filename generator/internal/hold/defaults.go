package hold

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// inSendingOrder returns the contents of a request body in the order of the document, but
// for those that clients have sent: of all that share a field they are first.
func (h *holder) inSendingOrder(op *ir.Operation, b *lock.Block) []*ir.Media {
	out := slices.Clone(op.Body.Choices[0].Contents)
	for i, m := range out {
		body := b.Get(identity.Body(m))
		e := sends(b, body)
		if e == nil {
			continue
		}
		first := slices.IndexFunc(out[:i], func(other *ir.Media) bool { return h.shareField(b, m, other) })
		if first >= 0 && h.report(change{
			block: b, entry: e, doc: at(op.Body.Doc, op.Doc), what: "the content type that clients send of the field " + body.Name + " of " + b.Name,
			was: m.Type, becomes: out[first].Type, outcome: outcome{verdict: exact},
		}) {
			copy(out[first+1:], out[first:i])
			out[first] = m
		}
	}
	return out
}

// sends is the line of the lock for the content type that clients send of the field that a
// body has: that of the body if it is alone in the field. It is nil for other bodies.
func sends(b *lock.Block, body *lock.Entry) *lock.Entry {
	if body == nil || body.Gone {
		return nil
	}
	if e := b.Get(lock.Key{Kind: lock.Sends, ID: body.ID}); e != nil {
		return e
	}
	isOther := func(e *lock.Entry) bool { return e != body && isUsed(e, lock.Body) && e.Name == body.Name }
	if slices.ContainsFunc(b.Entries(), isOther) {
		return nil
	}
	return body
}

// shareField reports whether another content of a request body is in the field of one that
// the lock has: there, or because it is new and has the same Go type.
func (h *holder) shareField(b *lock.Block, m, other *ir.Media) bool {
	if e := b.Get(identity.Body(other)); e != nil && !e.Gone {
		return e.Name == b.Get(identity.Body(m)).Name
	}
	return isTree(m) == isTree(other) && ir.SameGoType(m.Value, other.Value)
}

// defaultStatuses keeps the statuses that services respond with if they set none. Of
// responses with one Go type that is the lowest one.
func (h *holder) defaultStatuses(op *ir.Operation, b *lock.Block) {
	for _, e := range b.Entries() {
		if !isDefaultStatus(b, e) {
			continue
		}
		status, _, _ := strings.Cut(e.ID, " ")
		c := change{block: b, entry: e, doc: op.Doc, what: "the status that services of " + b.Name + " respond with by default", was: status}
		at := slices.IndexFunc(op.Results, func(r *ir.Response) bool {
			return identity.Status(r.Status) == status && (len(r.Contents) > 0 || e.Kind == lock.Status)
		})
		if at < 0 {
			sameKind := slices.DeleteFunc(slices.Clone(op.Results), func(r *ir.Response) bool { return e.Kind == lock.Success && len(r.Contents) == 0 })
			if first := lowest(sameKind); first != nil && e.Kind != lock.ResultBody { // a result that is removed is reported
				c.becomes, c.outcome = identity.Status(first.Status), fail(notInDocument)
				h.report(c)
			}
			continue
		}
		r := fromRange(op, op.Results[at])
		c.doc = responseDoc(op, r)
		lower := lowest(slices.DeleteFunc(slices.Clone(op.Results), func(other *ir.Response) bool { return !haveOneType(r, other) }))
		if lower.Status != r.Status {
			c.becomes, c.outcome = identity.Status(lower.Status), outcome{verdict: exact}
			if !h.report(c) {
				continue
			}
		}
		r.Kept = true
	}
}

// fromRange is the response with the status that services respond with by default for a range,
// or the given one.
func fromRange(op *ir.Operation, r *ir.Response) *ir.Response {
	code := 200
	switch r.Status.Class {
	case 0, 2:
	case 3:
		code = 302
	default:
		code = 100 * r.Status.Class
	}
	i := slices.IndexFunc(op.Results, func(other *ir.Response) bool { return other.Status.Code == code && haveOneType(r, other) })
	if r.Status.Code != 0 || i < 0 {
		return r
	}
	return op.Results[i]
}

// isDefaultStatus reports whether a line of the lock has a status that services respond
// with by default. The only response with a result has it in the line of its body.
func isDefaultStatus(b *lock.Block, e *lock.Entry) bool {
	if isUsed(e, lock.Status) {
		return true
	}
	if !isUsed(e, lock.Success, lock.ResultBody) {
		return false
	}
	status, _, _ := strings.Cut(e.ID, " ")
	return !slices.ContainsFunc(b.Entries(), func(other *lock.Entry) bool {
		if other == e || !isUsed(other, e.Kind) || other.Name != e.Name {
			return false
		}
		s, _, _ := strings.Cut(other.ID, " ")
		return s != status || other.ID < e.ID // the first one of several content types is enough
	})
}

func haveOneType(a, b *ir.Response) bool {
	if len(a.Contents) == 0 || len(b.Contents) == 0 {
		return len(a.Contents) == len(b.Contents)
	}
	return isTree(a.Media()) == isTree(b.Media()) && ir.SameGoType(a.Media().Value, b.Media().Value)
}

// lowest is the response with the lowest status, or nil. Redirects are in the order of the
// document.
func lowest(responses []*ir.Response) *ir.Response {
	if len(responses) == 0 {
		return nil
	}
	if responses[0].Status.Hundreds() == 3 {
		return responses[0]
	}
	return slices.MinFunc(responses, func(a, b *ir.Response) int { return statusRank(a.Status) - statusRank(b.Status) })
}

// statusRank sorts exact statuses before ranges, and default last.
func statusRank(s ir.Status) int {
	switch {
	case s.Code != 0:
		return s.Code
	case s.Class != 0:
		return s.Class * 1000
	}
	return 10_000
}
