// Package generated_test uses the committed output as importers do.
package generated_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/generated/peerreport"
	"github.com/peergen/peergen/openapi"
)

const token32 = "023e105f4ecef8ad9ca31a8372d0c353"

// service responds with the example of the document and records the parameters.
type service struct {
	peerreport.UnimplementedAPI
	report *peerreport.GetParticipantDataFromPeerIDResponse
	calls  []peerreport.GetParticipantDataFromPeerIDParams
	err    error
}

func (s *service) GetParticipantDataFromPeerID(_ context.Context, params peerreport.GetParticipantDataFromPeerIDParams) (*peerreport.GetParticipantDataFromPeerIDResponse, error) {
	s.calls = append(s.calls, params)
	if s.err != nil {
		return nil, s.err
	}
	return s.report, nil
}

// start serves s on loopback and requires the token "secret".
func start(t *testing.T, s *service, options ...peerreport.ServerOption) *httptest.Server {
	t.Helper()
	verify := func(ctx context.Context, c peerreport.Credential) (context.Context, error) {
		if c.Token != "secret" {
			return nil, errors.New("who are you?")
		}
		return ctx, nil
	}
	handler, err := peerreport.NewServer(s, append(options, peerreport.Security{APIToken: verify})...)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server
}

func connect(t *testing.T, server *httptest.Server, options ...peerreport.ClientOption) *peerreport.Client {
	t.Helper()
	options = append([]peerreport.ClientOption{peerreport.WithBaseURL(server.URL + peerreport.DefaultBasePath), peerreport.WithAPIToken("secret")}, options...)
	client, err := peerreport.NewClient(options...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// example returns the response example of the document as JSON.
func example(t *testing.T) []byte {
	t.Helper()
	var doc struct {
		Paths map[string]map[string]struct {
			Responses map[string]struct {
				Content map[string]struct{ Example any }
			}
		}
	}
	if err := yaml.Unmarshal(openapi.PeerReport, &doc); err != nil {
		t.Fatal(err)
	}
	for _, item := range doc.Paths {
		text, err := json.Marshal(item["get"].Responses["200"].Content["application/json"].Example)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	t.Fatal("the document has no path")
	return nil
}

func exampleReport(t *testing.T) *peerreport.GetParticipantDataFromPeerIDResponse {
	t.Helper()
	report := new(peerreport.GetParticipantDataFromPeerIDResponse)
	if err := json.Unmarshal(example(t), report); err != nil {
		t.Fatal(err)
	}
	return report
}

func equalJSON(t *testing.T, got, want []byte) {
	t.Helper()
	var a, b any
	if err := errors.Join(json.Unmarshal(got, &a), json.Unmarshal(want, &b)); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(a, b) {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestClientGetsTheExampleFromTheServer(t *testing.T) {
	s := &service{report: exampleReport(t)}
	params := peerreport.GetParticipantDataFromPeerIDParams{
		AccountID: token32, AppID: "app", PeerID: "peer",
		Filters: []peerreport.Filter{
			peerreport.FilterDeviceInfo, peerreport.FilterIPInformation, peerreport.FilterPrecallNetworkInformation,
			peerreport.FilterEvents, peerreport.FilterQualityStats,
		},
	}
	got, err := connect(t, start(t, s)).GetParticipantDataFromPeerID(t.Context(), params)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, s.report) {
		t.Errorf("the client got %+v, the server sent %+v", got, s.report)
	}
	text, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	equalJSON(t, text, example(t))
	if len(s.calls) != 1 || !reflect.DeepEqual(s.calls[0], params) {
		t.Errorf("the server was called with %+v, want %+v", s.calls, params)
	}
	if p := got.GetData().GetParticipant(); p.DisplayName.Or("") != "display_name" || p.GetPeerReport().GetQuality() == nil {
		t.Errorf("the chain leads to %+v", p)
	}
	var none *peerreport.GetParticipantDataFromPeerIDResponse
	if none.GetData().GetParticipant().GetPeerReport().GetMetadata().GetIPInformation().GetASN() != nil {
		t.Error("a chain from nothing leads to something")
	}
}

// Inline schemas have no JSON methods; their struct tags are equivalent.
func TestEncodingJSONAgreesWithTheCodec(t *testing.T) {
	report := exampleReport(t)
	participant := report.GetData().GetParticipant()
	text, err := json.Marshal(participant)
	if err != nil {
		t.Fatal(err)
	}
	var again peerreport.Participant
	if err := json.Unmarshal(text, &again); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(&again, participant) {
		t.Errorf("by reflection: %+v\nby codec: %+v", again, participant)
	}
	empty, err := json.Marshal(peerreport.Participant{})
	if err != nil || string(empty) != "{}" {
		t.Errorf("an empty participant is %s, %v", empty, err)
	}
}

func TestWithoutTokenItIs401(t *testing.T) {
	s := &service{report: exampleReport(t)}
	server := start(t, s)
	client, err := peerreport.NewClient(peerreport.WithBaseURL(server.URL + peerreport.DefaultBasePath))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]*peerreport.Client{"no token": client, "wrong token": client.With(peerreport.WithAPIToken("guess"))} {
		_, err := c.GetParticipantDataFromPeerID(t.Context(), peerreport.GetParticipantDataFromPeerIDParams{AccountID: "a", AppID: "b", PeerID: "c"})
		e, ok := errors.AsType[*peerreport.APIError](err)
		if !ok || e.StatusCode != http.StatusUnauthorized || e.Header.Get("WWW-Authenticate") != "Bearer" {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "guess") {
			t.Errorf("the error shows the token: %v", err)
		}
	}
	if len(s.calls) != 0 {
		t.Error("the service was called")
	}
	if _, err := peerreport.NewServer(s, peerreport.Security{}); err == nil {
		t.Error("a server without a Verifier was made")
	}
}

func TestLongAccountIDIsNotSent(t *testing.T) {
	s := &service{}
	_, err := connect(t, start(t, s)).GetParticipantDataFromPeerID(t.Context(), peerreport.GetParticipantDataFromPeerIDParams{
		AccountID: strings.Repeat("x", 33), AppID: strings.Repeat("ä", 32),
	})
	e, ok := errors.AsType[*peerreport.ConstraintError](err)
	want := []peerreport.Violation{
		{In: "path", Name: "account_id", Keyword: "maxLength", Message: "must have at most 32 characters, not 33"},
		{In: "path", Name: "peer_id", Keyword: "minLength", Message: "must have at least 1 character, not 0"},
	}
	if !ok || !slices.Equal(e.Violations, want) {
		t.Errorf("got %v, want %v", err, want)
	}
	if len(s.calls) != 0 {
		t.Error("the service was called")
	}
}

func TestRawRequests(t *testing.T) {
	server := start(t, &service{report: exampleReport(t)})
	const path = "/client/v4/accounts/a/realtime/kit/b/sessions/peer-report/c"
	for _, test := range []struct {
		name, method, target string
		status               int
		contentType, body    string
		header               http.Header
	}{
		{name: "fine", method: "GET", target: path + "?filters=events,device_info", status: 200, contentType: "application/json"},
		{name: "commas escaped, as URLSearchParams does", method: "GET", target: path + "?filters=events%2Cdevice_info", status: 200, contentType: "application/json"},
		{name: "empty list", method: "GET", target: path + "?filters=", status: 200, contentType: "application/json"},
		{name: "unknown query parameters", method: "GET", target: path + "?later=1", status: 200, contentType: "application/json"},
		{
			name: "unknown filter", method: "GET", target: path + "?filters=events,nonsense", status: 400, contentType: "application/problem+json",
			body: `{"type":"about:blank","title":"Bad Request","status":400,"detail":"the request is not valid","errors":[{"in":"query","name":"filters","keyword":"enum","message":"must be one of \"device_info\", \"ip_information\", \"precall_network_information\", \"events\", \"quality_stats\""}]}`,
		},
		{name: "long account", method: "GET", target: strings.Replace(path, "/a/", "/"+strings.Repeat("a", 33)+"/", 1), status: 400, contentType: "application/problem+json"},
		{name: "wrong path", method: "GET", target: path + "/more", status: 404, contentType: "application/problem+json"},
		{name: "empty segment", method: "GET", target: strings.Replace(path, "/a/", "//", 1), status: 404, contentType: "application/problem+json"},
		{name: "not below the base path", method: "GET", target: "/accounts/a", status: 404, contentType: "application/problem+json"},
		{name: "wrong method", method: "DELETE", target: path, status: 405, contentType: "application/problem+json", header: http.Header{"Allow": {"GET, HEAD, OPTIONS"}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			req, err := http.NewRequest(test.method, server.URL+test.target, nil)
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Authorization", "bearer secret")
			resp, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			body, err := io.ReadAll(resp.Body)
			if err != nil {
				t.Fatal(err)
			}
			if resp.StatusCode != test.status || resp.Header.Get("Content-Type") != test.contentType {
				t.Errorf("%s %s: %s", resp.Status, resp.Header.Get("Content-Type"), body)
			}
			if test.body != "" {
				equalJSON(t, body, []byte(test.body))
			}
			for name := range test.header {
				if resp.Header.Get(name) != test.header.Get(name) {
					t.Errorf("%s: %q, want %q", name, resp.Header.Get(name), test.header.Get(name))
				}
			}
		})
	}
}

func TestHostilePeerIDArrivesUnchanged(t *testing.T) {
	s := &service{report: exampleReport(t)}
	client := connect(t, start(t, s))
	for _, id := range []string{"../../x?y#z", "%2F", ".", "..", "...", "a/b", "a b", "a+b", "ä", "\\", ";", ":", "%", "\n", "@evil.example"} {
		s.calls = nil
		_, err := client.GetParticipantDataFromPeerID(t.Context(), peerreport.GetParticipantDataFromPeerIDParams{AccountID: "a", AppID: "b", PeerID: id})
		if err != nil {
			t.Errorf("%q: %v", id, err)
		} else if s.calls[0].PeerID != id || s.calls[0].AccountID != "a" || s.calls[0].AppID != "b" {
			t.Errorf("%q arrived as %+v", id, s.calls[0])
		}
	}
}

func TestErrorsOfTheService(t *testing.T) {
	var logged bytes.Buffer
	s := &service{}
	client := connect(t, start(t, s, peerreport.WithLogger(slog.New(slog.NewTextHandler(&logged, nil)))))
	call := func() *peerreport.APIError {
		t.Helper()
		_, err := client.GetParticipantDataFromPeerID(t.Context(), peerreport.GetParticipantDataFromPeerIDParams{AccountID: "a", AppID: "b", PeerID: "c"})
		e, ok := errors.AsType[*peerreport.APIError](err)
		if !ok {
			t.Fatalf("%v is no APIError", err)
		}
		return e
	}
	s.err = &peerreport.APIError{StatusCode: 404, Detail: "no such peer"}
	if e := call(); e.StatusCode != 404 || e.Detail != "no such peer" {
		t.Errorf("an APIError became %v", e)
	}
	s.err = errors.New("the password of the database is 1234")
	if e := call(); e.StatusCode != 500 || strings.Contains(string(e.Body), "1234") || !strings.Contains(logged.String(), "1234") {
		t.Errorf("a plain error became %v %s, logged %s", e, e.Body, logged.String())
	}
	s.err, s.report = nil, nil
	if e := call(); e.StatusCode != 500 {
		t.Errorf("no result became %v", e)
	}
}

func TestOutputStandsAlone(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", "./peerreport").Output()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Fields(string(out)); !slices.Equal(got, []string{"github.com/peergen/peergen/generated/peerreport"}) {
		t.Errorf("the package depends on %v", got)
	}
}

func TestOutputIsSmallAndItsNamesAreShort(t *testing.T) {
	files, err := filepath.Glob("peerreport/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	lines := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lines += bytes.Count(text, []byte("\n"))
		parsed, err := parser.ParseFile(token.NewFileSet(), name, text, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if ident, ok := n.(*ast.Ident); ok && ident.IsExported() && len(ident.Name) > 45 {
				t.Errorf("%s: %s has %d letters", name, ident.Name, len(ident.Name))
			}
			return true
		})
	}
	// The goal is 5,000. A reader and a writer for each type take more than that.
	if lines >= 6240 {
		t.Errorf("the package has %d lines, want fewer than 6,240", lines)
	}
}

// go doc lists a constructor with its type. It would list it with the functions
// if a type of the package embedded error.
func TestConstructorsAreListedWithTheirTypes(t *testing.T) {
	paths, err := filepath.Glob("peerreport/*.go")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files (%v)", err)
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, path := range paths {
		file, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(file.Name.Name, "_test") {
			files = append(files, file)
		}
	}
	pkg, err := doc.NewFromFiles(fset, files, "peerreport")
	if err != nil {
		t.Fatal(err)
	}
	for _, typ := range pkg.Types {
		if typ.Name == "Client" && len(typ.Funcs) == 1 && typ.Funcs[0].Name == "NewClient" {
			return
		}
	}
	t.Error("NewClient is not listed with Client")
}

// No comment has an example of another API.
func TestCommentsAreOfTheAPI(t *testing.T) {
	files, err := filepath.Glob("peerreport/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, other := range []string{"Pet", "pets/", "ETag"} {
			if bytes.Contains(text, []byte(other)) {
				t.Errorf("%s has an example with %s", name, other)
			}
		}
	}
}
