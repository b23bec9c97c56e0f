// Package bench puts the peer report of peergen next to that of its peers: oapi-codegen (client and
// strict server on net/http), cloudflare-go (client only), and, as the floor, what a programmer has
// without a generator: net/http by hand and encoding/json into any.
//
// Odd but meant: peergen rejects invalid UTF-8, duplicate members and trailing data, and its server
// checks maxLength and enum; none of the peers does. All of it is inside peergen's times. Token checks,
// which the others leave to their users, are added to them by hand.
package bench

import "testing"

// The peers, in the order of the report's columns.
const (
	Peergen      = "peergen"
	OapiCodegen  = "oapi-codegen"
	CloudflareGo = "cloudflare-go"
	Floor        = "by hand"
)

// Peers are all of them; the first is what the others are measured against.
var Peers = []string{Peergen, OapiCodegen, CloudflareGo, Floor}

// Case is one operation on one body, done by one peer.
type Case struct {
	Operation string // "decode", "encode", "server in memory", ...
	Body      string // name of a [Body]
	Peer      string
	start     starter
}

// starter sets a case up and does it once, checking the result. From then on call does it again and
// checks no more than its error; stop releases what start took.
type starter func() (call func() error, stop func(), err error)

// Name is the case as the name of a benchmark.
func (c Case) Name() string { return c.Operation + "/" + c.Body + "/" + c.Peer }

// Check does the case once and tells what is wrong with the result.
func (c Case) Check() error {
	_, stop, err := c.start()
	if err != nil {
		return err
	}
	stop()
	return nil
}

// Run is the case as a benchmark; setting up and checking are not timed.
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

// Cases are all cases, those of one operation and body next to each other.
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
