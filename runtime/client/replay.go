package client

import "net/http"

// replay sets the body in memory of a request that is made again, and keeps the body of
// the first one: the transport may still be reading that when the server has responded.
func (r *Request) replay(req *http.Request) (err error) {
	t := &r.tries
	if r.Body == nil && t.body != nil {
		req.GetBody, req.ContentLength = t.body, t.size
		req.Body, err = t.body()
	}
	r.Body, t.body, t.size = nil, req.GetBody, req.ContentLength
	return err
}

// isOnce reports whether a body cannot be read again.
func isOnce(req *http.Request) bool {
	return req.Body != nil && req.Body != http.NoBody && req.GetBody == nil
}
