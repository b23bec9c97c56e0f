package hold

import (
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
)

// inSendingOrder returns the contents of a request body in the order of the document, but
// for those that clients have sent: of all that share a field they are first. One that was
// removed and comes back is sent again.
func (h *holder) inSendingOrder(op *ir.Operation, b *lock.Block) []*ir.Media {
	out := slices.Clone(op.Body.Choices[0].Contents)
	sentBefore := func(m *ir.Media) bool {
		e := b.Get(identity.Sends(m))
		return e != nil && e.Gone
	}
	for i, m := range out {
		body := b.Get(identity.Body(m))
		e := sends(b, body)
		if body == nil || e == nil && !sentBefore(m) {
			continue
		}
		first := slices.IndexFunc(out[:i], func(other *ir.Media) bool { return h.shareField(b, m, other) })
		if first < 0 {
			continue
		}
		what := "the content type that clients send of the field " + body.Name + " of " + b.Name
		switch {
		case sentBefore(out[first]):
			h.reportAgain(what, m.Type, out[first].Type, at(op.Body.Doc, op.Doc))
		case e == nil:
			h.reportAgain(what, out[first].Type, m.Type, at(op.Body.Doc, op.Doc))
			copy(out[first+1:], out[first:i])
			out[first] = m
		case h.report(change{
			block: b, entry: e, doc: at(op.Body.Doc, op.Doc), what: what,
			was: m.Type, becomes: out[first].Type, outcome: outcome{verdict: exact},
		}):
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
	if e := b.Get(lock.Key{Kind: lock.Sends, ID: body.ID}); isKnown(e) {
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

// DefaultStatuses keeps the statuses that services respond with if they set none. Results
// are grouped by type already. Without a lock it does nothing.
func DefaultStatuses(api *ir.API, earlier *lock.Lock, ds *diag.List) {
	if earlier == nil {
		return
	}
	h := &holder{api: api, earlier: earlier, ids: identity.New(api, earlier), ds: ds}
	for _, op := range api.Operations {
		if b := h.ids.EarlierOperation(op); b != nil && !b.Gone {
			h.defaultStatuses(op, b)
		}
	}
}

// defaultStatuses keeps the default of each group of responses with one Go type, or
// without a body. The first one is the default if nothing keeps another one.
func (h *holder) defaultStatuses(op *ir.Operation, b *lock.Block) {
	groups := [][]*ir.Response{ir.Empty(op.Results)}
	for _, body := range op.Bodies {
		groups = append(groups, body.Responses)
	}
	groups = slices.DeleteFunc(groups, func(g []*ir.Response) bool { return len(g) == 0 })
	for _, e := range b.Entries() {
		if !isDefaultStatus(b, e) || len(groups) == 0 {
			continue
		}
		status, _, _ := strings.Cut(e.ID, " ")
		c := change{block: b, entry: e, doc: op.Doc, what: "the status that services of " + b.Name + " respond with by default", was: status}
		group, r := findDefault(e, groups)
		switch {
		case r != nil:
			if before := h.defaultBefore(b, group); before != nil && before != r && e.Kind != lock.ResultBody {
				before.Kept = before != group[0]
				h.reportAgain(c.what, status, identity.Status(before.Status), responseDoc(op, before))
				continue
			}
			r = explicit(r, group)
			c.doc, c.becomes, c.outcome = responseDoc(op, r), identity.Status(group[0].Status), outcome{verdict: exact}
			if group[0].Status != r.Status {
				r.Kept = h.report(c)
			}
		case e.Kind == lock.ResultBody: // a result that is removed is reported
		case slices.ContainsFunc(op.Results, func(r *ir.Response) bool { return identity.Status(r.Status) == e.ID }): // it has a body now
		default:
			i := max(0, slices.IndexFunc(groups, func(g []*ir.Response) bool { return len(g[0].Contents) > 0 == (e.Kind == lock.Success) }))
			if becomes := groups[i][0].Status; becomes.Code != 0 && becomes.Code == codeOf(parseStatus(status)) {
				continue // the same status
			}
			c.becomes, c.outcome = identity.Status(groups[i][0].Status), fail(notInDocument)
			h.report(c)
		}
	}
}

// defaultBefore is the response of a group that was the default one until the document lost it,
// or nil.
func (h *holder) defaultBefore(b *lock.Block, group []*ir.Response) *ir.Response {
	isGone := func(e *lock.Entry) bool { return e != nil && e.Gone }
	i := slices.IndexFunc(group, func(r *ir.Response) bool {
		e := b.Get(identity.DefaultStatus(r.Status))
		return isGone(e) || e != nil && slices.ContainsFunc(r.Contents, func(m *ir.Media) bool { return isGone(b.Get(identity.Success(r.Status, m))) })
	})
	if i < 0 {
		return nil
	}
	return group[i]
}

// findDefault returns the response that a line of the lock with a default status is about,
// and its group, or nil. A line of a status alone is about a group of several responses,
// or about those without a body.
func findDefault(e *lock.Entry, groups [][]*ir.Response) ([]*ir.Response, *ir.Response) {
	for _, group := range groups {
		if e.Kind == lock.Status && len(group) == 1 && len(group[0].Contents) > 0 {
			continue
		}
		for _, r := range group {
			if e.Kind == lock.Status && identity.Status(r.Status) == e.ID || hasContent(r, e) {
				return group, r
			}
		}
	}
	return nil, nil
}

// hasContent reports whether a response has the content that a line of the lock is about.
func hasContent(r *ir.Response, e *lock.Entry) bool {
	return slices.ContainsFunc(r.Contents, func(m *ir.Media) bool {
		return e.Key == identity.Success(r.Status, m) || e.Key == identity.ResultBody(r.Status, m)
	})
}

// explicit is the response of a group with the status that services respond with by default
// for a range, or the given one.
func explicit(r *ir.Response, group []*ir.Response) *ir.Response {
	code := codeOf(r.Status)
	i := slices.IndexFunc(group, func(other *ir.Response) bool { return other.Status.Code == code })
	if r.Status.Code != 0 || i < 0 {
		return r
	}
	return group[i]
}

// codeOf is the status that services respond with for a declared one, which can be a range.
func codeOf(s ir.Status) int {
	switch {
	case s.Code != 0:
		return s.Code
	case s.Class == 0:
		return 200
	case s.Class == 3:
		return 302
	}
	return 100 * s.Class
}

// parseStatus is the status that [identity.Status] returns the text of.
func parseStatus(text string) (s ir.Status) {
	if class, isRange := strings.CutSuffix(text, "XX"); isRange {
		s.Class, _ = strconv.Atoi(class)
		return s
	}
	s.Code, _ = strconv.Atoi(text) // 0 of default
	return s
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
