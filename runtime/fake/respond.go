package fake

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/runtime/client"
	"github.com/peergen/peergen/runtime/core"
)

// Example is an example of a response in the document.
type Example struct {
	Code  int // of the status, or 0
	Class int // first digit of the status, or 0; if both are 0, any status that is not a success
	Type  string
	Name  string
	Body  string
}

// Respond returns the response of an operation that has no function: an example that the
// header Prefer of the request selects by code=404 and example=cat (RFC 7240), else the first
// one of a success. An error that is preferred and has no example has no body. The result is
// nil if a value without an example can be the response. Exact statuses come first in
// examples, then classes.
func Respond(ctx context.Context, op *core.Endpoint, examples ...Example) *client.Response {
	call := core.CallFrom(ctx)
	code, name := preferred(call.Request)
	for _, e := range examples {
		status := e.status(code)
		if name != "" && e.Name != name || code != 0 && code != status || name == "" && code == 0 && status/100 != 2 {
			continue
		}
		if status/100 == 2 {
			call.SetStatus(status)
		}
		return client.NewResponse(op, status, e.Type, e.Body)
	}
	switch {
	case name != "":
		return missing(op, fmt.Sprintf("no response of %s has an example %q", op.ID, name))
	case code/100 == 2:
		return empty(call, op, code)
	case code != 0:
		return client.NewResponse(op, code, "", "")
	}
	return nil
}

// RespondAs is Respond for an operation whose result has several content types: the first example
// is one of the content type that the caller prefers, if there is one.
func RespondAs(ctx context.Context, op *core.Endpoint, contentType string, examples ...Example) *client.Response {
	slices.SortStableFunc(examples, func(a, b Example) int {
		switch {
		case a.Type == b.Type:
			return 0
		case a.Type == contentType:
			return -1
		case b.Type == contentType:
			return 1
		}
		return 0
	})
	return Respond(ctx, op, examples...)
}

// empty returns a success that is preferred and has no example, if it has no body, although
// others have one. Otherwise it sets the status and returns nil.
func empty(call *core.Call, op *core.Endpoint, code int) *client.Response {
	declared, ok := core.ResponseWith(op.Results, code, 1)
	if !ok || declared.Body > 1 {
		return missing(op, fmt.Sprintf("no response of %s with the status %d has an example", op.ID, code))
	}
	call.SetStatus(code)
	if declared.Body == 0 && slices.ContainsFunc(op.Results, func(r core.Response) bool { return r.Body > 0 }) {
		return client.NewResponse(op, code, "", "")
	}
	return nil
}

// missing is the response to a preference that cannot be satisfied. It is a text, so that it
// cannot be a declared error in JSON.
func missing(op *core.Endpoint, reason string) *client.Response {
	return client.NewResponse(op, http.StatusNotImplemented, "text/plain; charset=utf-8", reason)
}

// status returns the status of an example if code is preferred; 0 for none.
func (e Example) status(code int) int {
	switch {
	case e.Code != 0:
		return e.Code
	case e.Class == 0 && code < 300:
		return http.StatusInternalServerError
	case e.Class == 0 || e.Class == code/100:
		return code
	}
	return e.Class * 100
}

// preferred returns the preferences of a request, which may be nil.
func preferred(r *http.Request) (code int, name string) {
	if r == nil {
		return 0, ""
	}
	for preference := range strings.SplitSeq(strings.Join(r.Header.Values("Prefer"), ","), ",") {
		key, value, _ := strings.Cut(preference, "=")
		value = strings.Trim(strings.TrimSpace(value), `"`)
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "code":
			if n, err := strconv.Atoi(value); err == nil && n >= 200 && n < 600 {
				code = n
			}
		case "example":
			name = value
		}
	}
	return code, name
}
