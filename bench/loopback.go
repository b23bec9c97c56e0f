package bench

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// LoopbackCase is one exchange over a number of connections, with the server or
// the client of a peer. The other side is the same for all peers.
type LoopbackCase struct {
	Side        string // "server" or "client"
	Exchange    string
	Connections int
	Peer        string
}

// Name returns the name of the case.
func (c LoopbackCase) Name() string {
	return "loopback-" + c.Side + "/" + c.Exchange + "-" + strconv.Itoa(c.Connections) + "/" + c.Peer
}

// Handler is the name of the server that the case needs, for [LoopbackHandler].
func (c LoopbackCase) Handler() string {
	if c.Side == "client" {
		return Canned
	}
	return c.Peer
}

// Canned is the server with prepared responses.
const Canned = "canned"

// LoopbackCases returns all cases. Those that differ only in the peer are
// adjacent.
func LoopbackCases() (cases []LoopbackCase) {
	for _, side := range []string{"server", "client"} {
		for _, exchange := range []string{"issue-get", "issue-post", "issues-large"} {
			for _, connections := range []int{1, 64, 512} {
				for _, peer := range Peers {
					if _, ok := handlers[peer]; ok {
						cases = append(cases, LoopbackCase{side, exchange, connections, peer})
					}
				}
			}
		}
	}
	return cases
}

// exchangesOfLoopback returns the exchanges of the cases.
func exchangesOfLoopback() ([]*exchange, error) {
	page, err := newBody(Issues, "large", []any{newMaker(26).issuePage(30)})
	if err != nil {
		return nil, err
	}
	return issueExchanges(page)
}

// LoopbackHandler returns the server of a peer, or the one with prepared
// responses, for all exchanges.
func LoopbackHandler(name string) (http.Handler, error) {
	exchanges, err := exchangesOfLoopback()
	if err != nil {
		return nil, err
	}
	if name == Canned {
		return canned(exchanges), nil
	}
	if newHandler, ok := handlers[name]; ok {
		return newHandler(exchanges...)
	}
	return nil, fmt.Errorf("no server %q", name)
}

// Driver sends the requests of a case.
type Driver struct{ workers []worker }

// Connect makes the connections to a server and sends one request over each.
func (c LoopbackCase) Connect(server string) (*Driver, error) {
	connect, err := c.connector(server)
	if err != nil {
		return nil, err
	}
	d := &Driver{make([]worker, c.Connections)}
	for i := range d.workers {
		if d.workers[i], err = connect(); err != nil {
			return nil, err
		}
	}
	_, err = d.Run(0)
	return d, err
}

// Close closes the connections.
func (d *Driver) Close() {
	for _, w := range d.workers {
		w.close()
	}
}

// Load is what a case measures.
type Load struct {
	Time      time.Duration   // from the first request to the last response
	Latencies []time.Duration // sorted
}

// Run sends requests until span is over, at least one over each connection, the
// next one after the response.
func (d *Driver) Run(span time.Duration) (Load, error) {
	var (
		wait      sync.WaitGroup
		failed    atomic.Pointer[error]
		latencies = make([][]time.Duration, len(d.workers))
		start     = time.Now()
	)
	for i, w := range d.workers {
		wait.Go(func() {
			for begin := start; begin.Equal(start) || begin.Sub(start) < span; {
				if err := w.send(); err != nil {
					failed.Store(&err)
					return
				}
				end := time.Now()
				latencies[i] = append(latencies[i], end.Sub(begin))
				begin = end
			}
		})
	}
	wait.Wait()
	load := Load{time.Since(start), slices.Concat(latencies...)}
	slices.Sort(load.Latencies)
	if err := failed.Load(); err != nil {
		return Load{}, *err
	}
	return load, nil
}

// worker sends requests over one connection.
type worker struct {
	send  func() error
	close func()
}

// connector returns a function that makes workers.
func (c LoopbackCase) connector(server string) (func() (worker, error), error) {
	exchanges, err := exchangesOfLoopback()
	if err != nil {
		return nil, err
	}
	e := exchanges[slices.IndexFunc(exchanges, func(e *exchange) bool { return e.Name == c.Exchange })]
	if c.Side == "server" {
		request, err := e.wire(server)
		return func() (worker, error) { return dial(server, request, e.operation.status) }, err
	}
	transport := &http.Transport{MaxIdleConnsPerHost: c.Connections, MaxConnsPerHost: c.Connections}
	do, err := callers[c.Peer](e, "http://"+server, &http.Client{Transport: transport})
	return func() (worker, error) {
		return worker{func() error {
			_, err := do()
			return err
		}, transport.CloseIdleConnections}, nil
	}, err
}

// wire returns the bytes of a request.
func (e *exchange) wire(server string) ([]byte, error) {
	r, err := e.request("http://" + server)
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	err = r.Write(&buf)
	return buf.Bytes(), err
}

// dial returns a worker that sends the bytes of a request, and discards the
// response: it costs as little as possible.
func dial(server string, request []byte, status int) (worker, error) {
	conn, err := net.Dial("tcp", server)
	if err != nil {
		return worker{}, err
	}
	r := bufio.NewReader(conn)
	return worker{func() error {
		if _, err := conn.Write(request); err != nil {
			return err
		}
		resp, err := http.ReadResponse(r, nil)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != status {
			return fmt.Errorf("%w: %s", errStatus, resp.Status)
		}
		_, err = io.Copy(io.Discard, resp.Body)
		return err
	}, func() { _ = conn.Close() }}, nil
}
