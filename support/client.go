package support

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// ClientOption sets one thing of a Client.
type ClientOption func(*clientConfig)

type clientConfig struct {
	baseURL     string
	servers     map[string]string // by operationId, of operations with a server of their own
	http        *http.Client
	header      http.Header
	maxBody     int64
	credentials map[string]func(*clientConfig, *http.Request) error // by security scheme
	secret      []string                                            // headers that credentials stand in
}

// WithBaseURL replaces all servers of the document, path included.
func WithBaseURL(baseURL string) ClientOption {
	return func(c *clientConfig) { c.baseURL, c.servers = baseURL, nil }
}

// WithHTTPClient sends requests through client, which brings timeouts, proxies,
// retries and tracing. Without it that is http.DefaultClient.
func WithHTTPClient(client *http.Client) ClientOption {
	return func(c *clientConfig) { c.http = client }
}

// WithHeader sends a header along with every request.
func WithHeader(name, value string) ClientOption {
	return func(c *clientConfig) { c.header.Add(name, value) }
}

// WithMaxResponseBytes limits the size of a response body; 64 MiB without it.
func WithMaxResponseBytes(n int64) ClientOption {
	return func(c *clientConfig) { c.maxBody = n }
}

// with is a copy of the configuration with more options applied.
func (c clientConfig) with(options []ClientOption) clientConfig {
	c.header, c.credentials = c.header.Clone(), maps.Clone(c.credentials)
	for _, option := range options {
		option(&c)
	}
	return c
}

func (c *clientConfig) check() error {
	u, err := url.Parse(c.baseURL)
	switch {
	case err != nil:
		return fmt.Errorf("base URL: %w", err)
	case c.servers == nil && (u.Scheme != "http" && u.Scheme != "https" || u.Host == ""):
		return fmt.Errorf("base URL %q is not absolute: use WithBaseURL", c.baseURL)
	case u.RawQuery != "" || u.Fragment != "":
		return fmt.Errorf("base URL %q has a query or a fragment", c.baseURL)
	}
	return nil
}

func (c *clientConfig) credential(scheme, header string, apply func(*clientConfig, *http.Request) error) {
	if c.credentials == nil {
		c.credentials = map[string]func(*clientConfig, *http.Request) error{}
	}
	c.credentials[scheme] = apply
	if header != "" {
		c.secret = append(c.secret[:len(c.secret):len(c.secret)], header)
	}
}

// request is a call on its way out.
type request struct {
	path        string // escaped, below the base URL
	query       []string
	header      http.Header
	cookies     []string
	body        io.Reader
	attach      func(*http.Request) error // puts a body there that is no reader; nil for none
	contentType string
	accept      string
	err         error // that a part could not be encoded
}

// addQuery appends one name=value per value.
func (r *request) addQuery(name string, values ...string) {
	for _, v := range values {
		r.query = append(r.query, escapeQueryText(name)+"="+escapeQueryText(v))
	}
}

// addQueryList appends name=a,b with commas that are not escaped.
func (r *request) addQueryList(name string, values []string) {
	r.query = append(r.query, escapeQueryText(name)+"="+strings.Join(formatList(values, escapeQueryText), ","))
}

// escapeQueryText escapes a blank as %20, which nobody takes for a plus.
func escapeQueryText(s string) string {
	return strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
}

func (r *request) addHeader(name, value string) {
	if strings.Trim(value, " \t") != value {
		r.unsendable(&textError{"format", "the header " + name + " has a blank at an end, where HTTP takes it away"})
	}
	if r.header == nil {
		r.header = http.Header{}
	}
	r.header.Add(name, value)
}

func (r *request) addCookie(name, value string) {
	r.cookies = append(r.cookies, name+"="+url.PathEscape(value))
}

// setBody encodes a JSON body.
func setBody[T any](r *request, contentType string, v *T, code func(*jsonCodec, *T)) {
	body, err := encodeBody(v, code)
	r.body, r.contentType, r.err = bytes.NewReader(body), contentType, cmp.Or(r.err, err)
}

// escapeSegment escapes a path segment, dots that would climb included.
func escapeSegment(s string) string {
	if s == "." || s == ".." {
		return strings.ReplaceAll(s, ".", "%2E")
	}
	return url.PathEscape(s)
}

// response is a response that has been read to its end.
type response struct {
	operation string
	status    int
	header    http.Header
	body      []byte
}

// send makes the HTTP request and reads the response, up to the limit.
func (c *clientConfig) send(ctx context.Context, op *operation, r *request) (*response, error) {
	resp, err := c.do(ctx, op, r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op.id, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, c.maxBody+1))
	if err != nil {
		return nil, fmt.Errorf("%s: reading the response: %w", op.id, err)
	}
	if int64(len(body)) > c.maxBody && resp.StatusCode/100 == 2 {
		return nil, fmt.Errorf("%s: the response has more than %d bytes", op.id, c.maxBody)
	}
	return &response{operation: op.id, status: resp.StatusCode, header: resp.Header, body: body[:min(int64(len(body)), c.maxBody)]}, nil
}

// do makes the HTTP request. The body of what it answers is not read yet.
func (c *clientConfig) do(ctx context.Context, op *operation, r *request) (*http.Response, error) {
	if r.err != nil {
		return nil, fmt.Errorf("encoding the request: %w", r.err)
	}
	address := strings.TrimRight(cmp.Or(c.servers[op.id], c.baseURL), "/") + r.path
	if len(r.query) > 0 {
		address += "?" + strings.Join(r.query, "&")
	}
	req, err := http.NewRequestWithContext(ctx, op.method, address, r.body)
	if err != nil {
		return nil, redacted(err)
	}
	maps.Copy(req.Header, c.header.Clone())
	maps.Copy(req.Header, r.header)
	if r.accept != "" && req.Header.Get("Accept") == "" {
		req.Header.Set("Accept", r.accept)
	}
	if r.contentType != "" {
		req.Header.Set("Content-Type", r.contentType)
	}
	if len(r.cookies) > 0 {
		req.Header.Set("Cookie", strings.Join(r.cookies, "; "))
	}
	if err = c.authenticate(req, op); err == nil && r.attach != nil {
		err = r.attach(req)
	}
	if err != nil {
		return nil, err
	}
	resp, err := c.httpClient().Do(req)
	return resp, redacted(err)
}

// authenticate adds the credentials of the first alternative that the client
// has all of; it sends nothing that the operation does not ask for.
func (c *clientConfig) authenticate(req *http.Request, op *operation) error {
	for _, alternative := range op.security {
		if !slices.ContainsFunc(alternative, func(use schemeUse) bool { return c.credentials[use.scheme] == nil }) {
			for _, use := range alternative {
				if err := c.credentials[use.scheme](c, req); err != nil {
					return err
				}
			}
			return nil
		}
	}
	return nil
}

// httpClient is the caller's with one thing added: a redirect to another host
// gets no credentials.
func (c *clientConfig) httpClient() *http.Client {
	client := *cmp.Or(c.http, http.DefaultClient)
	ask := client.CheckRedirect
	client.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		if first := via[0].URL; req.URL.Host != first.Host || req.URL.Scheme != first.Scheme {
			for _, name := range append([]string{"Authorization", "Cookie", "Referer"}, c.secret...) {
				req.Header.Del(name)
			}
		}
		if ask != nil {
			return ask(req, via)
		}
		if len(via) >= 10 {
			return errors.New("stopped after 10 redirects")
		}
		return nil
	}
	return &client
}

// redacted drops the query of the URL in an error: it may hold an API key.
func redacted(err error) error {
	var failed *url.Error
	if errors.As(err, &failed) {
		address, _, _ := strings.Cut(failed.URL, "?")
		return &url.Error{Op: failed.Op, URL: address, Err: failed.Err}
	}
	return err
}

// isJSON reports whether a body may be JSON; one without a type may be anything.
func isJSON(contentType string) bool {
	base, _, _ := mime.ParseMediaType(contentType)
	return base == "" || strings.HasSuffix(base, "/json") || strings.HasSuffix(base, "+json")
}

// decodeResult reads the body of a success.
func decodeResult[T any](r *response, code func(*jsonCodec, *T)) (*T, error) {
	if !isJSON(r.header.Get("Content-Type")) || len(r.body) == 0 {
		return nil, r.apiError()
	}
	v := new(T)
	if err := decodeBody(r.body, false, v, code); err != nil {
		return nil, fmt.Errorf("%s: reading the response: %w", r.operation, err)
	}
	return v, nil
}

// decodeValue is decodeResult for what is not an object.
func decodeValue[T any](r *response, code func(*jsonCodec, *T)) (v T, err error) {
	p, err := decodeResult(r, code)
	if err == nil {
		v = *p
	}
	return v, err
}

// decodeError reads the body of a declared error. A body that is not what the
// document says is an *APIError like that of an undeclared one.
func decodeError[T any](r *response, code func(*jsonCodec, *T)) error {
	e := &StatusError[T]{Operation: r.operation, StatusCode: r.status, Header: r.header, raw: r.body}
	if !isJSON(r.header.Get("Content-Type")) || decodeBody(r.body, false, &e.Body, code) != nil {
		return r.apiError()
	}
	return e
}

// apiError is the error of any response; of a problem (RFC 9457) it takes the words.
func (r *response) apiError() error {
	e := &APIError{Operation: r.operation, StatusCode: r.status, Header: r.header, Body: r.body}
	var p problem
	if isJSON(r.header.Get("Content-Type")) && json.Unmarshal(r.body, &p) == nil {
		e.Detail, e.Violations = p.Detail, p.Errors
	}
	return e
}
