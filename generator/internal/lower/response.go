package lower

import (
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// responses sorts them into results (2xx, and default where nothing else is
// declared) and errors.
func (l *lowering) responses(out *ir.Operation, op *openapi3.Operation, cur spec.Cursor) {
	for key, responseCur := range cur.Members() {
		ref := op.Responses.Value(key)
		if ref == nil || ref.Value == nil {
			continue
		}
		status, ok := parseStatus(key)
		if !ok {
			l.report(diag.InvalidDocument, responseCur, key+" is no response key", "write a status such as 404, a class such as 4XX, or default")
			continue
		}
		responseCur = l.doc.Follow(responseCur)
		l.ignore("response", responseCur)
		r := &ir.Response{Status: status, Media: l.media(ref.Value.Content, responseCur.Child("content"), inResponse)}
		if ref.Value.Description != nil {
			r.Doc = prose("", *ref.Value.Description, false, responseCur)
		}
		if len(ref.Value.Headers) > 0 {
			l.report(diag.UnsupportedResponseHeaders, responseCur.Child("headers"), "declared headers are not in the result", "")
		}
		if status.Code/100 == 2 || status.Class == 2 {
			out.Results = append(out.Results, r)
		} else {
			out.Errors = append(out.Errors, r)
		}
	}
	if len(out.Results) == 0 { // default is then what a success looks like, too
		for _, r := range out.Errors {
			if r.Status.IsDefault() {
				out.Results = []*ir.Response{r}
			}
		}
	}
}

// errorTypes collects the declarations that are bodies of errors, in order.
func errorTypes(api *ir.API) {
	seen := map[*ir.Decl]bool{}
	for _, op := range api.Operations {
		for _, r := range op.Errors {
			if r.Media == nil || r.Media.Format != ir.JSON {
				continue
			}
			if ref, ok := r.Media.Value.Type.(ir.Ref); ok && !seen[ref.Decl] {
				seen[ref.Decl] = true
				api.Errors = append(api.Errors, &ir.ErrorType{Decl: ref.Decl})
			}
		}
	}
}

// parseStatus reads "404", "4XX" (also in lower case) and "default".
func parseStatus(key string) (ir.Status, bool) {
	if key == "default" {
		return ir.Status{}, true
	}
	if len(key) != 3 || key[0] < '1' || key[0] > '5' {
		return ir.Status{}, false
	}
	if strings.EqualFold(key[1:], "XX") {
		return ir.Status{Class: int(key[0] - '0')}, true
	}
	code, err := strconv.Atoi(key)
	return ir.Status{Code: code}, err == nil
}
