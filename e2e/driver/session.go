package driver

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"reflect"
	"slices"
	"strings"
)

// Whom a client calls.
const (
	ours    = "ours"
	toMock  = "mock"    // for the document's examples
	toMaker = "made up" // for values that the mock makes up
	toProxy = "proxy"
	behind  = "behind" // the mock, for what a server behind the proxy answers
)

// session is the one of this process. Calls are made one after the other.
type session struct {
	sample      Sample
	mock, proxy string // URLs
	peer        string

	front, back *httptest.Server // before Prism, and before the mock behind the proxy
	upstream    *httptest.Server // our server, behind the proxy
	handler     http.Handler     // what upstream serves now

	fills            []fill
	optional         []optional // what the last call could have been given
	told             error
	seen, seenBehind exchange
	answered         exchange // by upstream; the body is its start
}

// watched keeps what a server answers.
type watched struct {
	http.ResponseWriter
	d *session
}

func (w *watched) WriteHeader(status int) {
	w.d.answered.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *watched) Write(p []byte) (int, error) {
	if kept := &w.d.answered.body; len(*kept) == 0 {
		*kept = append(*kept, p[:min(len(p), 300)]...)
	}
	return w.ResponseWriter.Write(p)
}

// Unwrap is for [http.ResponseController].
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// current is what the examples find: their functions take no arguments.
var current *session

func newSession(sample Sample) *session {
	d := &session{sample: sample}
	d.front = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch d.peer {
		case ours:
			d.handler.ServeHTTP(w, r)
		case toProxy:
			d.pass(w, r, d.proxy, "", &d.seen)
		case toMaker:
			d.pass(w, r, d.mock, "dynamic=true", &d.seen)
		default:
			d.pass(w, r, d.mock, "dynamic=false", &d.seen)
		}
	}))
	d.back = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.pass(w, r, d.mock, "dynamic=true", &d.seenBehind)
	}))
	d.upstream = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.handler.ServeHTTP(&watched{w, d}, r)
	}))
	current = d
	return d
}

// exchange is what became of a request.
type exchange struct {
	status int
	header http.Header
	body   []byte
}

// pass has somebody else answer, who does not know the base path, and keeps the answer.
func (d *session) pass(w http.ResponseWriter, r *http.Request, target, prefer string, kept *exchange) {
	to, err := url.Parse(target)
	if err != nil {
		panic(err)
	}
	r.URL.Path = strings.TrimPrefix(r.URL.Path, d.sample.BasePath)
	r.URL.RawPath = strings.TrimPrefix(r.URL.RawPath, d.sample.BasePath)
	proxy := &httputil.ReverseProxy{
		Rewrite: func(out *httputil.ProxyRequest) {
			out.SetURL(to)
			out.Out.URL.RawQuery = out.In.URL.RawQuery // as it was sent, whatever that is
			if prefer != "" {
				out.Out.Header.Set("Prefer", prefer)
			}
		},
		ModifyResponse: func(resp *http.Response) error {
			body, err := io.ReadAll(resp.Body)
			resp.Body = io.NopCloser(bytes.NewReader(body))
			*kept = exchange{resp.StatusCode, resp.Header.Clone(), body}
			return err
		},
	}
	proxy.ServeHTTP(w, r)
}

// violations are the first that Prism has against a request and against a response, as "place: message", and why it has
// no answer.
type violations struct{ request, response, none string }

func (x exchange) violations() (v violations) {
	var found []violation
	for _, header := range x.header.Values("Sl-Violations") {
		_ = json.Unmarshal([]byte(header), &found) // cut off where it is long
	}
	var problem struct {
		Type, Detail string
		Validation   []violation
	}
	if json.Unmarshal(x.body, &problem) == nil && strings.HasPrefix(problem.Type, "https://stoplight.io/prism/errors#") {
		found = append(found, problem.Validation...)
		_, name, _ := strings.Cut(problem.Type, "#")
		switch {
		case len(problem.Validation) > 0:
		case slices.Contains(unanswered, name):
			v.none = name + ": " + problem.Detail
		default:
			v.request = name + ": " + problem.Detail
		}
	}
	for _, f := range found {
		kept := &v.request
		if len(f.Location) > 0 && f.Location[0] == "response" {
			kept = &v.response
		}
		if *kept == "" {
			*kept = strings.Join(f.Location, ".") + ": " + f.Message
		}
	}
	return v
}

// unanswered are the errors of Prism that are about the answer it looks for.
var unanswered = []string{"UNKNOWN", "NO_COMPLEX_OBJECT_TEXT", "NO_RESPONSE_DEFINED", "NO_RESPONSE_RESPONSE_DEFINED", "NO_SUCCESS_RESPONSE_DEFINED", "SCHEMA_TOO_COMPLEX"}

type violation struct {
	Location []string
	Message  string
}

// Println stands in for fmt.Println, to which an example tells its error.
func Println(err error) { current.told = err }

// Server stands in for httptest.Server.
type Server struct{ URL string }

// NewServer stands in for httptest.NewServer: the URL is of whom a client is to call now.
func NewServer(h http.Handler) *Server {
	if current.peer == behind {
		return &Server{current.back.URL}
	}
	current.handler = h
	return &Server{current.front.URL}
}

// Close leaves the server to the session.
func (s *Server) Close() {}

// statusOf finds the status of an error that the generated package calls an APIError or a StatusError.
func statusOf(err error) (code int, ok bool) {
	for ; err != nil; err = errors.Unwrap(err) {
		v := reflect.ValueOf(err)
		if v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		if v.Kind() != reflect.Struct {
			continue
		}
		if f := v.FieldByName("StatusCode"); f.IsValid() && f.CanInt() {
			return int(f.Int()), true
		}
	}
	return 0, false
}
