// Package bench compares the peer report of peergen with that of its peers:
// oapi-codegen (client and strict server on net/http), cloudflare-go (client
// only) and, as the lower bound, code without a generator: net/http by hand and
// encoding/json into any.
//
// Peergen rejects invalid UTF-8, duplicate members and trailing data, and its
// server checks maxLength and enum. None of the peers does. The times of
// peergen include all of that. Token checks, which the other generators leave
// to their users, are added by hand.
package bench

import "testing"

// The peers, in the order of the columns of the report.
const (
	Peergen      = "peergen"
	OapiCodegen  = "oapi-codegen"
	CloudflareGo = "cloudflare-go"
	Floor        = "by hand"
)

// Peers are all peers. The others are compared with the first one.
var Peers = []string{Peergen, OapiCodegen, CloudflareGo, Floor}

// Case is one operation on one body by one peer.
type Case struct {
	Operation string // "decode", "encode", "server in memory", ...
	Body      string // name of a [Body]
	Peer      string
	start     starter
}

// starter sets up a case and does it once, checking the result. The returned
// call does it again and checks only the error; stop releases resources.
type starter func() (call func() error, stop func(), err error)

// Name returns the name of the benchmark of the case.
func (c Case) Name() string { return c.Operation + "/" + c.Body + "/" + c.Peer }

// Check does the case once and returns an error if the result is wrong.
func (c Case) Check() error {
	_, stop, err := c.start()
	if err != nil {
		return err
	}
	stop()
	return nil
}

// Run runs the case as a benchmark, without setup and check.
func (c Case) Run(b *testing.B) {
	call, stop, err := c.start()
	if err != nil {
		b.Fatal(err)
	}
	defer stop()
	b.ReportAllocs()
	for b.Loop() {
		if err := call(); err != nil {
			b.Fatal(err)
		}
	}
}

// Cases returns all cases. Those of one operation and body are adjacent.
func Cases() ([]Case, error) {
	bodies, err := Bodies()
	if err != nil {
		return nil, err
	}
	var cases []Case
	add := func(operation string, body *Body, peers map[string]starter) {
		for _, peer := range Peers {
			if start, ok := peers[peer]; ok {
				cases = append(cases, Case{operation, body.Name, peer, start})
			}
		}
	}
	for _, body := range []*Body{bodies.Small, bodies.Large, bodies.Shuffled} {
		add("decode", body, decoders(body))
	}
	for _, body := range []*Body{bodies.Small, bodies.Large} {
		add("encode", body, encoders(body))
	}
	for _, body := range []*Body{bodies.Tiny, bodies.Small, bodies.Large} {
		add("server in memory", body, servers(body, inMemory))
	}
	for _, body := range []*Body{bodies.Tiny, bodies.Large} {
		add("server on loopback", body, servers(body, overLoopback))
	}
	for _, body := range []*Body{bodies.Small, bodies.Large} {
		add("client on loopback", body, clients(body))
	}
	return cases, nil
}

func nothing() {}
