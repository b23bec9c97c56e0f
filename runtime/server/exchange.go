package server

import (
	"context"
	"net/http"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

// Exchange is a request to an operation and the response to it: it reads the
// parameters and collects violations, is the context of the operation and the writer
// of the response. Most requests need no other memory.
type Exchange struct {
	http.ResponseWriter
	Request    *http.Request
	Mode       json.Mode // how parameters and the body are read
	Status     int       // of the response, set by Settle
	config     *Config
	path       []string // its parameters, escaped until they are read
	texts      []string // of parameters; see keep
	violations []core.Violation
	call       core.ServerCall
	space      [6]string // for path and texts
	values     [2]string // for the header of the response
}

// begin sets what the request is served with.
func (x *Exchange) begin(s *Config, w http.ResponseWriter, r *http.Request, op *core.Endpoint) {
	x.ResponseWriter, x.Request, x.config, x.Mode = w, r, s, s.requestMode()
	x.call.Context, x.call.Endpoint, x.call.Request = r.Context(), op, r
}

// Begin returns the context that an operation runs with.
func (x *Exchange) Begin() context.Context {
	drain(x.Request)
	return &x.call
}

// keep returns texts that are used until the request ends. The ones before n stay.
func (x *Exchange) keep(texts []string, n int) []string {
	x.texts = texts
	return texts[n:len(texts):len(texts)]
}
