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

// Servers that a client calls.
const (
	ours    = "ours"
	toMock  = "mock"    // for the document's examples
	toMaker = "made up" // for generated values
	toProxy = "proxy"
	behind  = "behind" // the mock, for the responses of a server behind the proxy
)

// session is the session of this process. Calls are made one after the other.
type session struct {
	sample      Sample
	mock, proxy string // URLs
	peer        string

	front, back *httptest.Server // in front of Prism, and of the mock behind the proxy
	upstream    *httptest.Server // our server, behind the proxy
	handler     http.Handler     // handler of upstream

	fills            []fill
	optional         []optional // optional fields of the last call
	failed           error
	seen, seenBehind exchange
	upstreamed       exchange // response of upstream, with the beginning of the body
}

// watched records a response.
type watched struct {
	http.ResponseWriter
	d *session
}

func (w *watched) WriteHeader(status int) {
	w.d.upstreamed.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *watched) Write(p []byte) (int, error) {
	if kept := &w.d.upstreamed.body; len(*kept) == 0 {
		*kept = append(*kept, p[:min(len(p), 300)]...)
	}
	return w.ResponseWriter.Write(p)
}

// Unwrap implements the interface of [http.ResponseController].
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// current is used by the examples, whose functions have no arguments.
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

// exchange is a request and its response.
type exchange struct {
	status int
	header http.Header
	body   []byte
}

// pass relays a request to a server without the base path and records the
// response.
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
			out.Out.URL.RawQuery = out.In.URL.RawQuery // unchanged, even if invalid
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

// violations are the first ones that Prism reports for a request and for a
// response, as "location: message", and the reason if it has no response.
type violations struct{ request, response, none string }

func (x exchange) violations() (v violations) {
	var found []violation
	for _, header := range x.header.Values("Sl-Violations") {
		_ = json.Unmarshal([]byte(header), &found) // truncated if it is long
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
		case slices.Contains(noResponse, name):
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

// noResponse are the errors of Prism about a response that it cannot find.
var noResponse = []string{"UNKNOWN", "NO_COMPLEX_OBJECT_TEXT", "NO_RESPONSE_DEFINED", "NO_RESPONSE_RESPONSE_DEFINED", "NO_SUCCESS_RESPONSE_DEFINED", "SCHEMA_TOO_COMPLEX"}

type violation struct {
	Location []string
	Message  string
}

// Println takes the place of fmt.Println; an example passes its error.
func Println(err error) { current.failed = err }

// Server takes the place of httptest.Server.
type Server struct{ URL string }

// NewServer takes the place of httptest.NewServer: the URL is that of the
// server to call.
func NewServer(h http.Handler) *Server {
	if current.peer == behind {
		return &Server{current.back.URL}
	}
	current.handler = h
	return &Server{current.front.URL}
}

// Close does nothing: the session owns the server.
func (s *Server) Close() {}

// statusOf returns the status of an error that is an APIError or a StatusError
// of the generated package.
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
