// Package driver runs the examples of generated packages against Prism.
//
// The test copies it into a module of generated packages, where the examples
// use it in place of fmt and httptest. Therefore it imports only the standard
// library. A program of that module is run for one document. It communicates
// with the test over its standard streams: it prints the URL of its server,
// reads the URLs of Prism's mock and of the proxy in front of that server, and
// prints a [Result] per call.
package driver

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

// Sample is a generated package.
type Sample struct {
	BasePath  string              // path that the client adds and Prism leaves out
	Calls     []Call              // an example per operation
	Constants map[string][]string // values of enumerations as JSON, by Go type
	Relay     func(bool)          // whether servers call a client or respond with the examples
}

// Call is an example: it makes a server with [NewServer], calls it with
// [Params] and reports the error to [Println].
type Call struct {
	Operation string
	Run       func()
}

// Result is one call and its error, or "".
type Result struct {
	Operation string
	Peer      string // "mock", "made up" or "proxy"
	All       bool   // with optional parameters
	Given     int    // the number of optional parameters
	Kind      string `json:",omitempty"`
	Text      string `json:",omitempty"`
}

// Kinds of differences.
const (
	NoSample   = "no sample"   // our server rejects the example: nothing can be sent
	Request    = "request"     // Prism rejects a request that our server accepts
	Decode     = "decode"      // our client rejects a response of Prism
	Response   = "response"    // Prism rejects a response of our server
	Refused    = "refused"     // our server rejects a request that Prism accepts
	Relayed    = "relayed"     // Prism rejects a request that our server and client have relayed
	NoResponse = "no response" // Prism's mock has none, or an invalid one
	Died       = "panic"
)

// Main runs the document that is named by the argument of the program.
func Main(samples map[string]func() Sample) {
	d := newSession(samples[os.Args[1]]())
	in := bufio.NewReader(os.Stdin)
	fmt.Println(d.upstream.URL + d.sample.BasePath)
	var mock, proxy string
	if _, err := fmt.Fscan(in, &mock, &proxy); err != nil {
		panic(err)
	}
	d.mock, d.proxy = mock, proxy
	go func() { // the test has ended
		_, _ = io.Copy(io.Discard, in)
		os.Exit(1)
	}()
	out := json.NewEncoder(os.Stdout)
	d.run(func(r Result) {
		if err := out.Encode(r); err != nil {
			panic(err)
		}
	})
}

// run makes all calls: to the mock for its examples, to the mock for generated
// values, and through the proxy to our server, which relays to the mock if that
// has a response.
func (d *session) run(report func(Result)) {
	for _, c := range d.sample.Calls {
		fills, err := d.prepare(c)
		if err != nil {
			report(Result{Operation: c.Operation, Peer: ours, Kind: NoSample, Text: err.Error()})
			continue
		}
		report(d.judge(toMock, c, nil))
		made := d.judge(toMaker, c, nil)
		report(made)
		d.peer = behind
		d.sample.Relay(made.Kind == "")
		report(d.judge(toProxy, c, nil))
		if len(fills) > 0 {
			report(d.judge(toMaker, c, fills))
			report(d.judge(toProxy, c, fills))
		}
		d.sample.Relay(false)
	}
}

// judge makes one call and returns the difference.
func (d *session) judge(peer string, c Call, fills []fill) Result {
	d.peer = peer
	r := Result{Operation: c.Operation, Peer: peer, All: fills != nil, Given: len(fills)}
	err := d.call(c, fills)
	seen, behind := d.seen, d.seenBehind
	front, back := seen.violations(), behind.violations()
	switch {
	case errors.As(err, new(panicked)):
		r.Kind, r.Text = Died, err.Error()
	case seen.status == 0:
		r.Kind, r.Text = Request, "not sent: "+err.Error()
	case front.none != "" || back.none != "":
		r.Kind, r.Text = NoResponse, front.none+back.none
	case back.request != "":
		r.Kind, r.Text = Relayed, back.request
	case front.request != "":
		r.Kind, r.Text = Request, front.request
	case front.response != "" && peer != toProxy || back.response != "":
		r.Kind, r.Text = NoResponse, front.response+back.response
	case front.response != "":
		r.Kind, r.Text = Response, fmt.Sprintf("%s: status %d %s", front.response, d.upstreamed.status, d.upstreamed.body)
	case behind.status != 0 && seen.status != behind.status:
		r.Kind, r.Text = Refused, fmt.Sprintf("status %d of %d: %.300s", seen.status, behind.status, seen.body)
	case err != nil && !isStatus(err, seen.status):
		r.Kind, r.Text = Decode, fmt.Sprintf("status %d: %v", seen.status, err)
	}
	return r
}

// isStatus reports whether an error is due to the status of the response, not
// to its body.
func isStatus(err error, status int) bool {
	code, ok := statusOf(err)
	return ok && code == status && status >= http.StatusMultipleChoices
}

// call runs an example and returns the error that it reported.
func (d *session) call(c Call, fills []fill) error {
	d.seen, d.seenBehind, d.upstreamed, d.failed, d.fills = exchange{}, exchange{}, exchange{}, nil, fills
	done := make(chan any, 1)
	go func() {
		defer func() { done <- recover() }()
		c.Run()
	}()
	select {
	case r := <-done:
		if r != nil {
			return panicked(fmt.Sprint(r))
		}
		return d.failed
	case <-time.After(callLimit):
		return panicked("no end")
	}
}

const callLimit = 20 * time.Second

// panicked is the value of a panic.
type panicked string

func (p panicked) Error() string { return string(p) }
