package lower

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lower/types"
	"github.com/peergen/peergen/generator/internal/spec"
)

// responses lowers the responses of an operation and splits them into results and errors.
func (l *lowering) responses(out *ir.Operation, cur spec.Cursor) {
	var all []*ir.Response
	for key, response := range cur.Members() {
		status, ok := parseStatus(key)
		if !ok {
			l.Report(diag.InvalidDocument, response, key+" is not a status code", "write a status such as 404, a class such as 4XX, or default")
			continue
		}
		if status.Hundreds() == 1 {
			out.Interim = append(out.Interim, informational(status, l.Doc.Follow(response)))
			problem := " is informational: clients skip it, and servers do not send it"
			if status.Code == http.StatusSwitchingProtocols {
				problem = " switches to another protocol, which neither clients nor servers support"
			}
			l.Report(diag.UnsupportedKeyword, response, key+problem+"; it is documented only", "")
			continue
		}
		all = append(all, l.response(out.Method, status, l.Doc.Follow(response)))
	}
	out.Results, out.Errors = results(all)
	l.errorBytes(out.Errors, cur)
	if out.Redirects() {
		l.redirects(out.Results, cur)
	}
	out.Results = withNoContent(out.Results)
}

// errorBytes makes error bodies that are passed on as bytes such bodies. Their schemas are
// reported, and have no types.
func (l *lowering) errorBytes(errors []*ir.Response, cur spec.Cursor) {
	for _, r := range errors {
		for _, m := range r.Contents {
			if m.Format != ir.Binary && m.Format.IsBytesInErrors() {
				l.Report(diag.UnsupportedMediaType, cur, "an error body of type "+m.Type+" is passed on as bytes; its schema is ignored", "describe errors with application/json")
				m.Format, m.Value, m.Details = ir.Binary, ir.Value{}, nil
			}
		}
	}
}

// informational lowers a 1xx response: only its documentation is used.
func informational(status ir.Status, cur spec.Cursor) *ir.Response {
	return &ir.Response{Status: status, Doc: responseDoc(cur)}
}

// responseDoc returns the description of a response; the zero value without one.
func responseDoc(cur spec.Cursor) ir.Doc {
	if !cur.Has("description") {
		return ir.Doc{}
	}
	return types.Doc("", cur.Text("description"), false, cur)
}

func (l *lowering) response(method string, status ir.Status, cur spec.Cursor) *ir.Response {
	l.Ignore("response", cur)
	r := &ir.Response{Status: status, Links: l.links(cur), Headers: l.headers(cur.Child("headers")), Doc: responseDoc(cur)}
	switch {
	case method == http.MethodHead: // its content describes the response to GET
	case status.Code == http.StatusNoContent || status.Code == http.StatusResetContent || status.Code == http.StatusNotModified:
		if len(cur.Child("content").Node.Keys()) > 0 {
			l.Report(diag.InvalidDocument, cur.Child("content"), strconv.Itoa(status.Code)+" has no body in HTTP: its content is ignored", "")
		}
	default:
		var keys []string
		r.Contents, keys = l.contents(cur.Child("content"))
		for i, m := range r.Contents {
			l.fakeExamples(m, cur.Child("content").Child(keys[i]))
		}
	}
	return r
}

// collectErrorTypes collects the declarations that are bodies of errors, in order.
func collectErrorTypes(api *ir.API) {
	seen := map[*ir.Decl]bool{}
	for _, op := range api.Operations {
		for _, r := range op.Errors {
			if len(r.Contents) == 0 || !slices.Contains([]ir.Format{ir.JSON, ir.XML, ir.Text}, r.Media().Format) {
				continue // the other formats are passed on as bytes
			}
			if ref, ok := r.Media().Value.Type.(ir.Ref); ok && !seen[ref.Decl] {
				seen[ref.Decl] = true
				api.Errors = append(api.Errors, &ir.ErrorType{Decl: ref.Decl})
			}
		}
	}
}

// parseStatus parses "404", "4XX", in upper or lower case, and "default".
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
