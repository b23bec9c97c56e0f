package lower

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lower/types"
	"github.com/peergen/peergen/generator/internal/spec"
)

// results splits responses into results and errors. Results are 2xx responses. An operation
// without any has its redirects as results, without a value. A default response is a result, and
// an error, too, if it is the only response. 304 is never a result: it is for clients that send a
// conditional request.
func results(all []*ir.Response) (results, others []*ir.Response) {
	for _, hundreds := range []int{2, 3} {
		for _, r := range all {
			if r.Status.Hundreds() == hundreds && r.Status.Code != http.StatusNotModified {
				results = append(results, r)
			}
		}
		if len(results) > 0 {
			break
		}
	}
	for _, r := range all {
		if !slices.Contains(results, r) {
			others = append(others, r)
		}
	}
	if len(all) == 1 && all[0].Status.IsDefault() {
		results = all
	}
	return results, others
}

// noContent is the status of a response without a body, which every range includes.
var noContent = ir.Status{Code: http.StatusNoContent}

// withNoContent adds the response 204 if a range includes it: it is declared with a body, which
// 204 cannot have.
func withNoContent(results []*ir.Response) []*ir.Response {
	inRange := slices.ContainsFunc(results, func(r *ir.Response) bool {
		return r.Status.Code == 0 && r.Status.Hundreds() != 3 && len(r.Contents) > 0
	})
	declared := slices.ContainsFunc(results, func(r *ir.Response) bool { return r.Status == noContent })
	if !inRange || declared {
		return results
	}
	return append(slices.Clip(results), &ir.Response{Status: noContent})
}

// redirects makes redirects results without a value. Clients read where to go from the header.
func (l *lowering) redirects(results []*ir.Response, cur spec.Cursor) {
	for key, response := range cur.Members() {
		status, _ := parseStatus(key)
		for _, r := range results {
			if r.Status != status {
				continue
			}
			response = l.Doc.Follow(response)
			if len(r.Contents) > 0 {
				l.Report(diag.UnsupportedMediaType, response.Child("content"), "the content of a redirect is ignored: the result of the operation is the redirect alone", "")
			}
			r.Contents, r.Headers = nil, ir.WithLocation(r.Headers, types.Doc("", "", false, cur))
		}
	}
}

// groupResults finds the Go types of the bodies of successes. If there are several, statuses whose
// bodies have no content type in common stay apart.
func groupResults(api *ir.API) {
	for _, op := range api.Operations {
		byStatus := slices.Clone(op.Results)
		slices.SortStableFunc(byStatus, func(a, b *ir.Response) int { return cmp.Compare(statusRank(a.Status), statusRank(b.Status)) })
		if op.Bodies = groupByResult(byStatus, haveOneResult); len(op.Bodies) > 1 {
			op.Bodies = groupByResult(byStatus, func(a, b *ir.Response) bool { return shareContentType(a, b) && haveOneResult(a, b) })
		}
	}
}

// statusRank sorts codes before ranges, and default last.
func statusRank(s ir.Status) int {
	switch {
	case s.Code != 0:
		return s.Code
	case s.Class != 0:
		return s.Class * 1000
	}
	return 10_000
}

// groupByResult groups responses with content. Two contents of one status stay apart: the caller
// of the server chooses one of them.
func groupByResult(responses []*ir.Response, isSame func(a, b *ir.Response) bool) (groups []*ir.ResultBody) {
	for _, r := range responses {
		if len(r.Contents) == 0 {
			continue
		}
		i := slices.IndexFunc(groups, func(b *ir.ResultBody) bool {
			sameStatus := func(other *ir.Response) bool { return other.Status == r.Status }
			return isSame(b.First(), r) && !slices.ContainsFunc(b.Responses, sameStatus)
		})
		if i < 0 {
			groups = append(groups, &ir.ResultBody{Responses: []*ir.Response{r}})
			continue
		}
		groups[i].Responses = append(groups[i].Responses, r)
	}
	return groups
}

// shareContentType reports whether two responses have a content type in common.
func shareContentType(a, b *ir.Response) bool {
	return slices.ContainsFunc(a.Contents, func(m *ir.Media) bool {
		return slices.ContainsFunc(b.Contents, func(other *ir.Media) bool { return other.Type == m.Type })
	})
}

// haveOneResult reports whether the bodies of two responses have the same Go type as results.
func haveOneResult(one, other *ir.Response) bool {
	a, b := one.Media(), other.Media()
	if a.Format != b.Format {
		items := func(m *ir.Media) bool { return m.Format == ir.Lines || m.Format == ir.Sequence }
		values := isOneValue(a) && isOneValue(b) && !ir.IsNullable(a.Value)
		if !values && !(items(a) && items(b)) {
			return false
		}
	}
	return a.Format == ir.Binary || ir.SameGoType(a.Value, b.Value)
}

// collectHeaders collects the headers of all responses of each operation. The type of one that
// is declared several times is the first. A header with another Go type gets a separate field.
func collectHeaders(api *ir.API) {
	for _, op := range api.Operations {
		for _, responses := range [][]*ir.Response{op.Results, op.Errors} {
			for _, r := range responses {
				for _, h := range r.Headers {
					addHeader(op, h)
				}
			}
		}
	}
}

func addHeader(op *ir.Operation, h *ir.Header) {
	for _, known := range op.Headers {
		if strings.EqualFold(known.Name, h.Name) && known.Style == h.Style && known.Explode == h.Explode && ir.SameGoType(known.Value, h.Value) {
			return
		}
	}
	optional := *h
	optional.Required = false
	op.Headers = append(op.Headers, &optional)
}
