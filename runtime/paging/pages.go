package paging

import (
	"context"
	"iter"
	"net/http"

	"github.com/peergen/peergen/runtime/core"
)

// Error ends a sequence of pages: the server has returned the cursor of the page that
// was requested as that of the next page, so that the pages would not end.
type Error struct {
	Operation string // its Go name
	Cursor    string // of both pages; of a URL, the query
}

// Error names the operation. The cursor is not part of the message.
func (e *Error) Error() string {
	return e.Operation + ": the cursor of the next page is that of the page before"
}

// Pages returns the pages of an operation, beginning with the one that params request.
// next returns the params of the page after another one, and whether there is one.
// cursor returns what of the params selects a page; it is nil if that changes with
// every page.
func Pages[P, R any](ctx context.Context, operation string, params P, call func(context.Context, P) (R, error), next func(P, R) (P, bool), cursor func(P) string) iter.Seq2[R, error] {
	return LinkedPages(ctx, operation, params, call, func(params P, page R, _ http.Header) (P, bool) { return next(params, page) }, cursor)
}

// LinkedPages is Pages for an operation whose pages have the next one in a header.
func LinkedPages[P, R any](ctx context.Context, operation string, params P, call func(context.Context, P) (R, error), next func(P, R, http.Header) (P, bool), cursor func(P) string) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		calls, params := core.ClaimPages(ctx), params
		for {
			pageCtx, done := calls.Next(ctx)
			page, err := call(pageCtx, params)
			header := done()
			if err != nil {
				yield(*new(R), err)
				return
			}
			following, more := next(params, page, header) // before the loop changes the page
			if !yield(page, nil) || !more {
				return
			}
			if cursor != nil && cursor(following) == cursor(params) {
				yield(*new(R), &Error{operation, cursor(params)})
				return
			}
			params = following
		}
	}
}

// All returns the items of pages. A page is requested after the items of the one
// before.
func All[R, T any](pages iter.Seq2[R, error], items func(R) []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for page, err := range pages {
			if err != nil {
				yield(*new(T), err)
				return
			}
			for _, item := range items(page) {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}
