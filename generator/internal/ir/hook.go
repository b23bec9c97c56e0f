package ir

// Hook is where an API calls, rather than is called: a webhook, or one address
// of a callback. Its operations have one method each.
type Hook struct {
	ID         string // key of the webhook; key of the callback behind the id of the operation that has it
	Key        string // in the document
	Doc        Doc
	Operations []*Operation
	Callback   *Callback // nil for a webhook
}

// Callback is what a hook knows that is no webhook.
type Callback struct {
	Address string       // as in the document: {$request.body#/url}/events
	Base    string       // the beginning of it that a caller fills in: {$request.body#/url}
	Of      []*Operation // that lead to the call
}

// Served are the operations of paths: those that the API itself answers.
func (api *API) Served() []*Operation {
	var out []*Operation
	for _, op := range api.Operations {
		if op.Hook == nil {
			out = append(out, op)
		}
	}
	return out
}
