package ir

// Hook is where the API sends requests: a webhook, or one address of a callback. It
// has one operation for each HTTP method.
type Hook struct {
	ID         string // key of the webhook; of a callback, its key after the id of the operation
	Key        string // in the document
	Doc        Doc
	Operations []*Operation
	Callback   *Callback // nil for a webhook
}

// Callback has what only callbacks have.
type Callback struct {
	Address string       // as in the document: {$request.body#/url}/events
	Base    string       // the part of it that callers replace by a URL: {$request.body#/url}
	Of      []*Operation // the operations that declare the callback
}

// Served are the operations of paths, to which the API itself responds.
func (api *API) Served() []*Operation {
	var out []*Operation
	for _, op := range api.Operations {
		if op.Hook == nil {
			out = append(out, op)
		}
	}
	return out
}
