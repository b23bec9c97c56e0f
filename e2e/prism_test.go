package e2e

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"regexp"
	"sync"
	"testing"
	"time"
)

const (
	document   = "../openapi/peer-report.yaml"
	startLimit = 2 * time.Minute
)

// startPrism runs a command of Prism ("mock" or "proxy") on a free port of
// loopback until the test ends and returns its URL. If the test fails, the log
// of Prism is printed.
//
// Prism serves the paths of a document without the path of its servers:
// /accounts/..., not /client/v4/accounts/....
func startPrism(t *testing.T, command string, args ...string) string {
	t.Helper()
	node, script := installed(t)
	args = append([]string{"--import", endWithStdin, script, command, "--host=127.0.0.1", "--port=0", "--multiprocess=false"}, args...)
	log := &prismLog{address: make(chan string, 1)}
	cmd := exec.CommandContext(t.Context(), node, args...) // killed when the test ends
	cmd.Stdout, cmd.Stderr = log, log
	cmd.WaitDelay = 5 * time.Second
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	exited := make(chan struct{})
	go func() {
		defer close(exited)
		_ = cmd.Wait() // usually "signal: killed"
	}()
	t.Cleanup(func() {
		<-exited
		if t.Failed() {
			t.Logf("prism %s:\n%s", command, log.text())
		}
	})

	select {
	case address := <-log.address:
		return address
	case <-exited:
		t.Fatalf("prism %s ended at once: %v", command, cmd.ProcessState)
	case <-time.After(startLimit):
		t.Fatalf("prism %s is not ready after %v", command, startLimit)
	}
	panic("unreachable")
}

// endWithStdin makes node exit when the test process does, even if that is
// killed before its cleanups run: the pipe to node's standard input is closed
// then.
const endWithStdin = `data:text/javascript,process.stdin.on("end",()=>process.exit()).resume()`

// prismLog is the output of Prism; address receives the URL on which it
// listens.
type prismLog struct {
	address chan string

	mu     sync.Mutex
	buffer bytes.Buffer
	ready  bool
}

var listening = regexp.MustCompile(`listening on (http://\S+)\n`)

func (l *prismLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.buffer.Write(p)
	if !l.ready {
		if found := listening.FindSubmatch(l.buffer.Bytes()); found != nil {
			l.ready = true
			l.address <- string(found[1])
		}
	}
	return len(p), nil
}

func (l *prismLog) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buffer.String()
}

// wire is a reverse proxy that records the last exchange.
type wire struct {
	url string

	mu   sync.Mutex
	kept exchange
}

type exchange struct {
	requestURI string
	status     int
	header     http.Header
	body       []byte
}

// tap puts a wire in front of a server until the test ends.
func tap(t *testing.T, target string) *wire {
	t.Helper()
	to, err := url.Parse(target)
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(to) },
		ModifyResponse: func(resp *http.Response) error {
			body, err := io.ReadAll(resp.Body)
			resp.Body = io.NopCloser(bytes.NewReader(body))
			w.mu.Lock()
			defer w.mu.Unlock()
			w.kept.status, w.kept.header, w.kept.body = resp.StatusCode, resp.Header.Clone(), body
			return err
		},
	}
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		w.kept = exchange{requestURI: r.RequestURI}
		w.mu.Unlock()
		proxy.ServeHTTP(rw, r)
	}))
	t.Cleanup(server.Close)
	w.url = server.URL
	return w
}

func (w *wire) last() exchange {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.kept
}
