package behaviour

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/secure"
)

// signpost responds with the name of the operation and its parameters.
type signpost struct{ vault }

func came(format string, args ...any) (string, error) { return fmt.Sprintf(format, args...), nil }

func (signpost) File(_ context.Context, p secure.FileParams) (string, error) {
	return came("file %q", p.Name)
}
func (signpost) MyFile(context.Context, secure.MyFileParams) (string, error) { return came("mine") }
func (signpost) FileAsJSON(_ context.Context, p secure.FileAsJSONParams) (string, error) {
	return came("json %q", p.Name)
}
func (signpost) CopyFile(_ context.Context, p secure.CopyFileParams) (string, error) {
	return came("copy %q", p.Name)
}
func (signpost) Folder(_ context.Context, p secure.FolderParams) (string, error) {
	return came("folder %q", p.Name)
}
func (signpost) Range(_ context.Context, p secure.RangeParams) (string, error) {
	return came("range %q %q", p.From, p.To)
}
func (signpost) RangeExists(context.Context, secure.RangeExistsParams) error { return nil }
func (signpost) QueryRange(_ context.Context, p secure.QueryRangeParams) (string, error) {
	return came("query %q %q", p.From, p.To)
}
func (signpost) LockRange(_ context.Context, p secure.LockRangeParams) (string, error) {
	return came("lock %q %q", p.From, p.To)
}
func (signpost) Pair(_ context.Context, p secure.PairParams) (string, error) {
	return came("pair %q %q", p.A, p.B)
}
func (signpost) StartJob(context.Context, secure.StartJobParams) (string, error) {
	return came("start")
}
func (signpost) StopJob(context.Context, secure.StopJobParams) (string, error) { return came("stop") }
func (signpost) PostJob(context.Context, secure.PostJobParams) (string, error) { return came("job") }
func (signpost) Upload(context.Context, secure.UploadParams) (string, error)   { return came("upload") }
func (signpost) Uploads(context.Context, secure.UploadsParams) (string, error) {
	return came("uploads")
}

func newSignpost(t *testing.T, options ...secure.ServerOption) *httptest.Server {
	t.Helper()
	handler, err := secure.NewServer(signpost{}, append(options, guards())...)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server
}

// exchange sends a request line unchanged and returns the response.
func exchange(t *testing.T, server *httptest.Server, method, target string) (*http.Response, string) {
	t.Helper()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\nConnection: close\r\n\r\n", method, target)
	all, err := io.ReadAll(conn)
	if err != nil {
		t.Fatal(err)
	}
	if method == "HEAD" && !strings.HasSuffix(string(all), "\r\n\r\n") {
		t.Errorf("HEAD %s has a body: %q", target, all)
	}
	resp, err := http.ReadResponse(bufio.NewReader(strings.NewReader(string(all))), &http.Request{Method: method})
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	return resp, string(body)
}

func TestRawPaths(t *testing.T) {
	server := newSignpost(t)
	for _, test := range []struct {
		method, target string
		status         int
		body, allow    string
	}{
		{"GET", "/v1/files/a", 200, `file "a"`, ""},
		{"GET", "/v1/files/mine", 200, "mine", ""},
		{"GET", "/v1/files/%6Dine", 200, "mine", ""},
		{"GET", "/v1/files/Mine", 200, `file "Mine"`, ""},
		{"GET", "/v1/files/a.json", 200, `json "a"`, ""},
		{"GET", "/v1/files/mine.json", 200, `json "mine"`, ""},
		{"GET", "/v1/files/.json", 200, `file ".json"`, ""},
		{"POST", "/v1/files/a.json:copy", 200, `copy "a.json"`, ""},
		{"GET", "/v1/files/a:copy", 200, `file "a:copy"`, ""},
		{"POST", "/v1/files/a", 405, "", "GET, HEAD, OPTIONS"},
		{"PUT", "/v1/files/a:copy", 405, "", "GET, HEAD, OPTIONS, POST"},
		{"GET", "/v1/files/a/", 200, `folder "a"`, ""},
		{"GET", "/v1/files/", 404, "", ""},
		{"GET", "/v1/files//", 404, "", ""},
		{"GET", "/v1//files/a", 404, "", ""},
		{"GET", "//v1/files/a", 404, "", ""},
		{"GET", "/v1/files/a%2Fb", 200, `file "a/b"`, ""},
		{"GET", "/v1/files/a%2fb", 200, `file "a/b"`, ""},
		{"GET", "/v1/files%2Fa", 404, "", ""},
		{"GET", "/v1/files/%2E%2E", 200, `file ".."`, ""},
		{"GET", "/v1/files/..", 404, "", ""},
		{"GET", "/v1/files/../files/a", 404, "", ""},
		{"GET", "/v1/./files/a", 404, "", ""},
		{"GET", "/v1/files/%zz", 400, "", ""},
		{"GET", "/v1/files/%", 400, "", ""},
		{"GET", "/v1/files/a?x=/b", 200, `file "a"`, ""},
		{"GET", "*", 404, "", ""},
		{"OPTIONS", "/v1/files/mine", 204, "", "GET, HEAD, OPTIONS"},
		{"OPTIONS", "/v1/bearer", 204, "", "GET, HEAD, OPTIONS"},
		{"OPTIONS", "/v1/nowhere", 404, "", ""},
		{"HEAD", "/v1/files/a", 200, "", ""},
		{"HEAD", "/v1/nowhere", 404, "", ""},
		{"HEAD", "/v1/ranges/1-2", 204, "", ""},
		{"HEAD", "/v1/jobs", 405, "", "OPTIONS, POST"},
		{"GET", "/v1/ranges/1-2", 200, `range "1" "2"`, ""},
		{"GET", "/v1/ranges/1-2-3", 200, `range "1" "2-3"`, ""},
		{"GET", "/v1/ranges/1%2D2-3", 200, `range "1-2" "3"`, ""},
		{"GET", "/v1/ranges/%2D-%2D2-", 200, `range "-" "-2-"`, ""},
		{"GET", "/v1/ranges/1%2D2", 404, "", ""},
		{"GET", "/v1/ranges/-2", 404, "", ""},
		{"QUERY", "/v1/ranges/1-2", 200, `query "1" "2"`, ""},
		{"LOCK", "/v1/ranges/1-2", 200, `lock "1" "2"`, ""},
		{"lock", "/v1/ranges/1-2", 405, "", "GET, HEAD, LOCK, OPTIONS, QUERY"},
		{"GET", "/v1/pairs/xyz", 200, `pair "x" "yz"`, ""},
		{"GET", "/v1/pairs/%C3%A4%C3%B6", 200, `pair "ä" "ö"`, ""},
		{"GET", "/v1/pairs/x", 404, "", ""},
		{"POST", "/v1/jobs", 200, "job", ""},
		{"POST", "/v1/jobs?action=start", 200, "start", ""},
		{"POST", "/v1/jobs?x=1&action=stop&y", 200, "stop", ""},
		{"POST", "/v1/jobs?action=dance", 200, "job", ""},
		{"GET", "/v1/jobs?action=start", 405, "", "OPTIONS, POST"},
		{"POST", "/v1/uploads", 200, "upload", ""},
		{"GET", "/v1/uploads", 200, "uploads", ""},
		{"POST", "/up/uploads", 200, "upload", ""},
		{"GET", "/up/v2/uploads", 200, "uploads", ""},
		{"POST", "/up/v2/uploads", 405, "", "GET, HEAD, OPTIONS"},
		{"POST", "/uploads", 404, "", ""},
		{"GET", "/files/a", 404, "", ""},
		{"GET", "/v1", 404, "", ""},
		{"GET", "/v12/files/a", 404, "", ""},
	} {
		resp, body := exchange(t, server, test.method, test.target)
		if resp.StatusCode != test.status || test.status == 200 && body != test.body || resp.Header.Get("Allow") != test.allow {
			t.Errorf("%s %s: %s, Allow %q, %q; want %d, %q, %q", test.method, test.target, resp.Status, resp.Header.Get("Allow"), body, test.status, test.allow, test.body)
		}
		if test.status >= 404 && test.method != "HEAD" && resp.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %s: an error as %s", test.method, test.target, resp.Header.Get("Content-Type"))
		}
	}
}

// TestHEADIsGuardedAsGETIs checks that the automatic response to HEAD requires
// the credentials of GET.
func TestHEADIsGuardedAsGETIs(t *testing.T) {
	server := newSignpost(t)
	resp, err := http.Head(server.URL + "/v1/bearer")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 401 {
		t.Errorf("HEAD without a token: %s", resp.Status)
	}
}

func TestPathsBetweenClientAndServer(t *testing.T) {
	server := newSignpost(t, secure.WithBasePath("/mounted/here/"))
	client, err := secure.NewClient(secure.WithBaseURL(server.URL+"/mounted/here"), secure.WithToken("good"))
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	for _, name := range []string{"a/b", "..", ".", "mine.json.", "ä ö", "%2F", "a:b", "?", "#", "a;b", "+", "*", "//", "\\", "x.json", ".json", "a:copy", "a:copy:copy"} {
		if got, err := client.File(ctx, secure.FileParams{Name: name}); err != nil || got != fmt.Sprintf("file %q", name) {
			t.Errorf("%q: %s, %v", name, got, err)
		}
		if got, err := client.CopyFile(ctx, secure.CopyFileParams{Name: name}); err != nil || got != fmt.Sprintf("copy %q", name) {
			t.Errorf("%q: %s, %v", name, got, err)
		}
	}
	for want, call := range map[string]func() (string, error){
		"start":         func() (string, error) { return client.StartJob(ctx, secure.StartJobParams{}) },
		"stop":          func() (string, error) { return client.StopJob(ctx, secure.StopJobParams{}) },
		"job":           func() (string, error) { return client.PostJob(ctx, secure.PostJobParams{}) },
		"upload":        func() (string, error) { return client.Upload(ctx, secure.UploadParams{}) },
		"uploads":       func() (string, error) { return client.Uploads(ctx, secure.UploadsParams{}) },
		`query "a" "b"`: func() (string, error) { return client.QueryRange(ctx, secure.QueryRangeParams{From: "a", To: "b"}) },
		`lock "a" "b"`:  func() (string, error) { return client.LockRange(ctx, secure.LockRangeParams{From: "a", To: "b"}) },
		`pair "/" "ä/"`: func() (string, error) { return client.Pair(ctx, secure.PairParams{A: "/", B: "ä/"}) },
	} {
		if got, err := call(); err != nil || got != want {
			t.Errorf("got %s, %v; want %s", got, err, want)
		}
	}
	random := rand.New(rand.NewPCG(3, 4))
	alphabet := []rune("a1-%2D./:~ é\xff")
	for range 200 {
		var pair [2]string
		for i := range pair {
			for range 1 + random.IntN(5) {
				pair[i] += string(alphabet[random.IntN(len(alphabet))])
			}
		}
		want := fmt.Sprintf("range %q %q", pair[0], pair[1])
		if got, err := client.Range(ctx, secure.RangeParams{From: pair[0], To: pair[1]}); err != nil || got != want {
			t.Errorf("got %s, %v; want %s", got, err, want)
		}
	}
	if _, err := client.Pair(ctx, secure.PairParams{A: "xy", B: "z"}); err == nil || !strings.Contains(err.Error(), "the path parameter a has more than one letter") {
		t.Errorf("two letters instead of one distinguished letter: %v", err)
	}
	if err := client.RangeExists(ctx, secure.RangeExistsParams{From: "1", To: "2"}); err != nil {
		t.Error(err)
	}
}

// atlas is a transport that records addresses and never connects.
type atlas struct{ addresses []string }

func (a *atlas) RoundTrip(r *http.Request) (*http.Response, error) {
	a.addresses = append(a.addresses, r.Method+" "+r.URL.String())
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: http.NoBody, Request: r}, nil
}

// TestServersOfOperations checks that an operation uses its own servers unless
// a caller sets a base URL.
func TestServersOfOperations(t *testing.T) {
	seen := &atlas{}
	client, err := secure.NewClient(secure.WithHTTPClient(&http.Client{Transport: seen}))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []*secure.Client{client, client.With(secure.WithBaseURL("http://localhost/x/"))} {
		_, _ = c.Upload(t.Context(), secure.UploadParams{})
		_, _ = c.Uploads(t.Context(), secure.UploadsParams{})
		_, _ = c.Public(t.Context(), secure.PublicParams{})
	}
	want := "POST https://uploads.example.com/up/uploads, GET https://eu.example.com/up/v2/uploads, GET https://eu.example.com/v1/public, " +
		"POST http://localhost/x/uploads, GET http://localhost/x/uploads, GET http://localhost/x/public"
	if got := strings.Join(seen.addresses, ", "); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
