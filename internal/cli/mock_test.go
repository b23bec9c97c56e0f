package cli

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/peergen/peergen/generated/peerreport"
)

const mocked = `openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: "https://api.example.com/v1"}]
security: [{key: []}]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        "200":
          description: The pet.
          content:
            application/json:
              schema: {type: object, required: [name], properties: {name: {type: string}}}
              examples: {cat: {value: {name: Misty}}, dog: {value: {name: Rex}}}
        "404":
          description: No pet.
          content: {application/json: {schema: {type: object, properties: {reason: {type: string}}}, example: {reason: gone}}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
`

// startMock runs mock in the background, and returns the URL that it serves. The process ends
// with the test, and leaves no files.
func startMock(t *testing.T, spec string) string {
	t.Helper()
	temp := t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP"} {
		t.Setenv(name, temp)
	}
	ctx, stop := context.WithCancel(t.Context())
	out, done := &output{}, make(chan int)
	go func() {
		r := &run{stdin: strings.NewReader(""), stdout: out, stderr: out}
		done <- r.execute(ctx, []string{"mock", "--listen", "127.0.0.1:0", spec})
	}()
	t.Cleanup(func() {
		stop()
		if code := <-done; code != exitOK {
			t.Errorf("exit code %d:\n%s", code, out.b.String())
		}
		if left, _ := filepath.Glob(filepath.Join(temp, "peergen-mock-*")); len(left) > 0 {
			t.Errorf("left %v", left)
		}
	})
	out.await(t, 1, "operations: 1\n")
	return regexp.MustCompile(`serving (\S+),`).FindStringSubmatch(out.b.String())[1]
}

func TestMock(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a package")
	}
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", mocked)
	url := startMock(t, "pets.yaml")
	for _, test := range []struct{ path, key, prefer, want string }{
		{"/pets/1", "x", "", `200 application/json {"name":"Misty"}`},
		{"/pets/1", "x", "example=dog", `200 application/json {"name":"Rex"}`},
		{"/pets/1", "x", "code=404", `404 application/json {"reason":"gone"}`},
		{"/pets/1", "", "", `401 application/problem+json {"type":"about:blank","title":"Unauthorized","status":401}`},
		{"/pets/a", "x", "", `400 application/problem+json {"type":"about:blank","title":"Bad Request","status":400,"detail":"the request is not valid","errors":[{"in":"path","name":"id","keyword":"type","message":"must be an integer"}]}`},
		{"/cats", "x", "", `404 application/problem+json {"type":"about:blank","title":"Not Found","status":404}`},
	} {
		req, _ := http.NewRequest(http.MethodGet, url+test.path, nil)
		if test.key != "" {
			req.Header.Set("X-Key", test.key)
		}
		req.Header.Set("Prefer", test.prefer)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if got := resp.Status[:4] + resp.Header.Get("Content-Type") + " " + strings.TrimSpace(string(body)); got != test.want {
			t.Errorf("%+v: %s", test, got)
		}
	}
}

// TestMockPeerReport calls a mock server with the client of the same document.
func TestMockPeerReport(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a package")
	}
	client, err := peerreport.NewClient(peerreport.WithBaseURL(startMock(t, "../../openapi/peer-report.yaml")), peerreport.WithAPIToken("token"), peerreport.WithStrictResponses())
	if err != nil {
		t.Fatal(err)
	}
	report, err := client.GetParticipantDataFromPeerID(t.Context(), peerreport.GetParticipantDataFromPeerIDParams{AccountID: "a", AppID: "b", PeerID: "c"})
	if err != nil || report.GetData().GetParticipant().GetPeerReport() == nil {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestMockErrors(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pets.yaml", "openapi: 3.1.0\npaths: [\n")
	var out strings.Builder
	r := &run{stdin: strings.NewReader(""), stdout: &out, stderr: &out}
	if code := r.execute(t.Context(), []string{"mock", "pets.yaml"}); code != exitUsage || !strings.Contains(out.String(), "pets.yaml:") {
		t.Errorf("exit code %d: %s", code, out.String())
	}
	t.Setenv("PATH", os.DevNull)
	if code := r.execute(t.Context(), []string{"mock", "pets.yaml"}); code != exitUsage || !strings.Contains(out.String(), "mock needs the go command") {
		t.Errorf("exit code %d: %s", code, out.String())
	}
}
