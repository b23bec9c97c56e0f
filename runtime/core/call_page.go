package core

import (
	"context"
	"net/http"
)

// PageCalls has the Call of a caller that requests several pages.
type PageCalls struct {
	caller  *Call // nil if there is none
	request *http.Request
}

// ClaimPages claims the Call of a context for all pages of an operation.
func ClaimPages(ctx context.Context) *PageCalls {
	c := &PageCalls{}
	if served, ok := ctx.Value(serverCallKey{}).(*ServerCall); ok {
		c.request = served.Request
	}
	if call, ok := ctx.Value(clientCallKey{}).(*Call); ok && call.claimed.CompareAndSwap(0, byClient) {
		c.caller = call
	}
	return c
}

// Next returns the context for the call of one page, with a separate Call. done
// copies it to the Call of the caller, and returns the header of the response.
func (c *PageCalls) Next(ctx context.Context) (page context.Context, done func() http.Header) {
	page, call := WithCall(context.WithValue(ctx, serverCallKey{}, nil))
	call.Request = c.request
	if c.caller != nil {
		call.KeepBody = c.caller.KeepBody
	}
	return page, func() http.Header {
		if c.caller != nil {
			c.caller.StatusCode, c.caller.Header, c.caller.Body = call.StatusCode, call.Header, call.Body
		}
		return call.Header
	}
}
