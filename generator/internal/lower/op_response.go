package lower

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// responses sorts them into results and errors.
func (l *lowering) responses(out *ir.Operation, cur spec.Cursor) {
	var all []*ir.Response
	for key, responseCur := range cur.Members() {
		status, ok := parseStatus(key)
		if !ok {
			l.Report(diag.InvalidDocument, responseCur, key+" is no response key", "write a status such as 404, a class such as 4XX, or default")
			continue
		}
		if status.Hundreds() == 1 {
			out.Interim = append(out.Interim, interim(status, l.doc.Follow(responseCur)))
			problem := " informs, and is never the answer: a client passes it over, and no server here sends it"
			if status.Code == http.StatusSwitchingProtocols {
				problem = " hands the connection over to another protocol, which neither side does here"
			}
			l.Report(diag.UnsupportedKeyword, responseCur, key+problem+"; it is in the documentation", "")
			continue
		}
		all = append(all, l.response(out.Method, status, l.doc.Follow(responseCur)))
	}
	out.Results, out.Errors = results(all)
	l.errorBytes(out.Errors, cur)
	if out.Redirects() {
		for _, r := range out.Results {
			r.Headers = location(r.Headers, cur)
		}
	}
}

// errorBytes reports the schemas of errors that stay bytes.
func (l *lowering) errorBytes(errors []*ir.Response, cur spec.Cursor) {
	for _, r := range errors {
		for _, m := range r.Contents {
			if m.Format != ir.Binary && m.Format.IsBytesInErrors() {
				l.Report(diag.UnsupportedMediaType, cur, "an error in "+m.Type+" is not read by its schema: its body stays bytes", "errors in JSON have types of their own")
			}
		}
	}
}

// interim is a response that comes before the answer: nothing but its words.
func interim(status ir.Status, cur spec.Cursor) *ir.Response {
	return &ir.Response{Status: status, Doc: responseDoc(cur)}
}

// responseDoc is the description of a response; the zero value without one.
func responseDoc(cur spec.Cursor) ir.Doc {
	if !cur.Has("description") {
		return ir.Doc{}
	}
	return prose("", cur.Text("description"), false, cur)
}

func (l *lowering) response(method string, status ir.Status, cur spec.Cursor) *ir.Response {
	l.ignore("response", cur)
	r := &ir.Response{Status: status, Links: l.links(cur), Headers: l.headers(cur.Child("headers")), Doc: responseDoc(cur)}
	switch {
	case method == http.MethodHead: // describes what GET would answer
	case status.Code == http.StatusNoContent || status.Code == http.StatusResetContent || status.Code == http.StatusNotModified:
		if len(cur.Child("content").Node.Keys()) > 0 {
			l.Report(diag.InvalidDocument, cur.Child("content"), strconv.Itoa(status.Code)+" has no body in HTTP: its content is left out", "")
		}
	default:
		r.Contents = l.contents(cur.Child("content"))
	}
	return r
}

// results are what an operation is for: 2xx. Where none is declared, these are
// redirects, else default, which is then what a success looks like and an error,
// too. 304 is never one: it answers a client that has asked for it in a header.
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
	if len(results) == 0 {
		for _, r := range others {
			if r.Status.IsDefault() {
				results = append(results, r)
			}
		}
	}
	return results, others
}

// collectErrorTypes collects the declarations that are bodies of errors, in order.
func collectErrorTypes(api *ir.API) {
	seen := map[*ir.Decl]bool{}
	for _, op := range api.Operations {
		for _, r := range op.Errors {
			if len(r.Contents) == 0 || !slices.Contains([]ir.Format{ir.JSON, ir.XML, ir.Text}, r.Media().Format) {
				continue // all else is bytes
			}
			if ref, ok := r.Media().Value.Type.(ir.Ref); ok && !seen[ref.Decl] {
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
