package client

import (
	"crypto/rand"
	"fmt"
	"net/http"
)

// UseKey makes a request with an idempotency key one that may be sent again. A header has
// the key: that of the request, or of the options. Without one, it gets a random UUID for
// all tries, if fill is set.
func (r *Request) UseKey(options http.Header, name string, fill bool) {
	r.tries.keyed = true
	switch {
	case r.header.Get(name) != "":
	case options.Get(name) != "":
		r.header.Del(name) // empty
	case !fill:
		r.tries.keyed = false
	default:
		if r.header == nil {
			r.header = http.Header{}
		}
		id := make([]byte, 16)
		_, _ = rand.Read(id) // never fails
		id[6], id[8] = id[6]&0x0f|0x40, id[8]&0x3f|0x80
		r.header.Set(name, fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:]))
	}
}
