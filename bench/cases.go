// Package bench compares packages of peergen with those of its peers. README.md
// describes what is measured against what.
package bench

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
)

// The peers, in the order of the columns of the report.
const (
	Peergen      = "peergen"
	OapiCodegen  = "oapi-codegen" // with encoding/json
	JSONv2       = "json/v2"      // with the types of oapi-codegen, as the next three
	Sonic        = "sonic"
	Goccy        = "goccy"
	Easyjson     = "easyjson"
	CloudflareGo = "cloudflare-go"
	Ogen         = "ogen"    // only if ogen.sh adds it
	ByHand       = "by hand" // net/http and encoding/json with the types of oapi-codegen
	Valid        = "json.Valid"
	SonicValid   = "sonic.Valid"
)

// Peers are all peers. The others are compared with the first one.
var Peers = []string{Peergen, OapiCodegen, JSONv2, Sonic, Goccy, Easyjson, CloudflareGo, Ogen, ByHand, Valid, SonicValid}

// supports reports whether the client and the server of a peer have an exchange.
func supports(peer string, e *exchange) bool {
	switch peer {
	case CloudflareGo:
		return e.operation.id == getReport.id
	case Ogen:
		return e.operation.id != startChat.id // it has no server-sent events
	}
	return true
}

// Case is one operation on one body by one peer.
type Case struct {
	Operation string // "decode", "encode", "server", ...
	Body      string // name of a [Body], or size of a point of a [Curve]
	Bytes     int    // length of the body
	Peer      string
	Start     starter
}

// starter sets up a case, and checks its result if verify is set. The returned
// call checks only the error; stop releases resources.
type starter = func(verify bool) (call func() error, stop func(), err error)

// Name returns the name of the case.
func (c Case) Name() string { return c.Operation + "/" + c.Body + "/" + c.Peer }

// Check does the case once and returns an error if the result is wrong.
func (c Case) Check() error {
	_, stop, err := c.Start(true)
	if err != nil {
		return err
	}
	stop()
	return nil
}

// Cases returns all cases that run in one goroutine. Those of one operation and
// body are adjacent.
func Cases() ([]Case, error) {
	bodies, err := Bodies()
	if err != nil {
		return nil, err
	}
	var cases []Case
	add := func(operation, body string, bytes int, peers map[string]starter) {
		for _, peer := range Peers {
			if start, ok := peers[peer]; ok {
				cases = append(cases, Case{operation, body, bytes, peer, start})
			}
		}
	}
	for _, operation := range []string{"decode", "encode"} {
		for _, b := range bodies {
			peers := codecs[b.Kind].decode
			if operation == "encode" {
				peers = codecs[b.Kind].encode
			}
			if operation == "decode" || b.Size == "small" || b.Size == "large" {
				add(operation, b.Name(), b.Bytes(), bind(b, peers))
			}
		}
	}
	exchanges, err := exchangesOf(bodies)
	if err != nil {
		return nil, err
	}
	for _, e := range exchanges {
		add("server", e.Name, e.Bytes(), servers(e))
	}
	for _, e := range exchanges {
		add("client", e.Name, e.Bytes(), clients(e))
	}
	for _, curve := range Curves {
		for _, n := range curve.Sizes {
			b, err := curve.Body(n)
			if err != nil {
				return nil, err
			}
			peers := maps.Clone(codecs[growth].decode)
			delete(peers, Valid)
			delete(peers, SonicValid)
			add(curve.Name, strconv.Itoa(n), b.Bytes(), bind(b, peers))
		}
	}
	return cases, nil
}

// bind returns the cases of a body.
func bind(b *Body, peers map[string]func(*Body) starter) map[string]starter {
	bound := map[string]starter{}
	for peer, start := range peers {
		bound[peer] = start(b)
	}
	return bound
}

// Rows splits cases into those of the same operation and body.
func Rows(cases []Case) [][]Case {
	var rows [][]Case
	for _, c := range cases {
		if n := len(rows); n > 0 && cmp.Or(cmp.Compare(rows[n-1][0].Operation, c.Operation), cmp.Compare(rows[n-1][0].Body, c.Body)) == 0 {
			rows[n-1] = append(rows[n-1], c)
			continue
		}
		rows = append(rows, slices.Clip([]Case{c}))
	}
	return rows
}

func nothing() {}
