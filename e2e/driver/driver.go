// Package driver has the examples of generated packages call Prism.
//
// The test copies it into a module of generated packages, where the examples use it in place of fmt and httptest; so it
// imports nothing but the standard library. A program of that module is run for one document and speaks with the test
// over its standard streams: it prints the URL of its server, reads those of Prism's mock and of Prism's proxy before
// that server, and prints a [Result] per call.
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
	BasePath  string              // what its client adds and Prism leaves out
	Calls     []Call              // an example per operation
	Constants map[string][]string // JSON of the values of enumerations, by Go type
	Relay     func(bool)          // has the servers that follow ask a client, or answer the examples
}

// Call is an example: it makes a server with [NewServer], calls it with [Params] and tells [Println] what came of it.
type Call struct {
	Operation string
	Run       func()
}

// Result is one call and what is wrong with it; "" is nothing.
type Result struct {
	Operation string
	Peer      string // "mock", "made up" or "proxy"
	All       bool   // with optional parameters
	Given     int    // how many of them
	Kind      string `json:",omitempty"`
	Text      string `json:",omitempty"`
}

// Kinds of differences.
const (
	NoSample = "no sample" // our server refuses the example: there is nothing to send
	Request  = "request"   // Prism refuses what our server takes
	Decode   = "decode"    // our client does not take what Prism answers
	Response = "response"  // Prism refuses what our server answers
	Refused  = "refused"   // our server refuses what Prism passes on
	Relayed  = "relayed"   // our server and client have made of a request what Prism refuses
	NoAnswer = "no answer" // Prism's mock finds none, or says itself that it is not as the document wants it
	Died     = "panic"
)

// Main runs the document that the program's argument names.
func Main(samples map[string]func() Sample) {
	d := newSession(samples[os.Args[1]]())
	in := bufio.NewReader(os.Stdin)
	fmt.Println(d.upstream.URL + d.sample.BasePath)
	var mock, proxy string
	if _, err := fmt.Fscan(in, &mock, &proxy); err != nil {
		panic(err)
	}
	d.mock, d.proxy = mock, proxy
	go func() { // the test is gone
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

// run makes all calls: to the mock for its examples, to the mock for what it makes up, and through the proxy to our
// server, which asks the mock where that knows an answer.
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

// judge makes one call and says what is wrong.
func (d *session) judge(peer string, c Call, fills []fill) Result {
	d.peer = peer
	r := Result{Operation: c.Operation, Peer: peer, All: fills != nil, Given: len(fills)}
	err := d.call(c, fills)
	seen, behind := d.seen, d.seenBehind
	told, asked := seen.violations(), behind.violations()
	switch {
	case errors.As(err, new(panicked)):
		r.Kind, r.Text = Died, err.Error()
	case seen.status == 0:
		r.Kind, r.Text = Request, "not sent: "+err.Error()
	case told.none != "" || asked.none != "":
		r.Kind, r.Text = NoAnswer, told.none+asked.none
	case asked.request != "":
		r.Kind, r.Text = Relayed, asked.request
	case told.request != "":
		r.Kind, r.Text = Request, told.request
	case told.response != "" && peer != toProxy || asked.response != "":
		r.Kind, r.Text = NoAnswer, told.response+asked.response
	case told.response != "":
		r.Kind, r.Text = Response, fmt.Sprintf("%s: status %d %s", told.response, d.answered.status, d.answered.body)
	case behind.status != 0 && seen.status != behind.status:
		r.Kind, r.Text = Refused, fmt.Sprintf("status %d of %d: %.300s", seen.status, behind.status, seen.body)
	case err != nil && !answers(err, seen.status):
		r.Kind, r.Text = Decode, fmt.Sprintf("status %d: %v", seen.status, err)
	}
	return r
}

// answers reports whether an error is what the status of the response says, not what the client makes of its body.
func answers(err error, status int) bool {
	code, ok := statusOf(err)
	return ok && code == status && status >= http.StatusMultipleChoices
}

// call runs an example; the error is what it told.
func (d *session) call(c Call, fills []fill) error {
	d.seen, d.seenBehind, d.answered, d.told, d.fills = exchange{}, exchange{}, exchange{}, nil, fills
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
		return d.told
	case <-time.After(callLimit):
		return panicked("no end")
	}
}

const callLimit = 20 * time.Second

// panicked is the value of a panic.
type panicked string

func (p panicked) Error() string { return string(p) }
