package examples_test

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generated/peerreport"
)

func TestConsumerVendorsOnePackage(t *testing.T) {
	dir := copyModule(t, "consumer", repository(t))
	offline := []string{"GOPROXY=off", "GOMODCACHE=" + t.TempDir()}
	run(t, dir, offline, "mod", "vendor")

	var packages, others []string
	err := fs.WalkDir(os.DirFS(filepath.Join(dir, "vendor")), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil || entry.IsDir():
			return err
		case path.Ext(name) != ".go":
			others = append(others, name)
		case !slices.Contains(packages, path.Dir(name)):
			packages = append(packages, path.Dir(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"github.com/peergen/peergen/generated/peerreport"}; !slices.Equal(packages, want) {
		t.Errorf("the vendor tree has the packages %q, want %q", packages, want)
	}
	for _, name := range others {
		if name != "modules.txt" && !strings.HasPrefix(name, "github.com/peergen/peergen/LICENSE") {
			t.Errorf("the vendor tree has %s", name)
		}
	}

	offline = append(offline, "GOFLAGS=-mod=vendor")
	run(t, dir, offline, "vet", "./...")
	program := filepath.Join(dir, "consumer.exe")
	run(t, dir, offline, "build", "-o", program, ".")
	testConsumer(t, program)
}

// testConsumer runs the program against a server with one peer.
func testConsumer(t *testing.T, program string) {
	verify := func(ctx context.Context, c peerreport.Credential) (context.Context, error) {
		if c.Token != "secret" {
			return nil, errors.New("wrong token")
		}
		return ctx, nil
	}
	handler, err := peerreport.NewServer(onePeer{}, peerreport.Security{APIToken: verify})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()

	for _, tt := range []struct {
		name, token, account, peer string
		ok                         bool
		output                     string
	}{
		{"success", "secret", "account", "ada", true, "Ada Lovelace, for 90 s\nwith Chrome 143\n"},
		{"unknown peer", "secret", "account", "../bob", false, "there is no peer \"../bob\" in the app (CF-Ray 7)\n"},
		{"no token", "", "account", "ada", false, "401 Unauthorized"},
		{"invalid parameter", "secret", strings.Repeat("a", 33), "ada", false, "account_id: must have at most 32 characters"},
	} {
		cmd := exec.Command(program, "-base-url", server.URL+peerreport.DefaultBasePath, "-account", tt.account, "-app", "app", "-peer", tt.peer)
		cmd.Env = append(os.Environ(), "CLOUDFLARE_API_TOKEN="+tt.token)
		output, err := cmd.CombinedOutput()
		if ok := err == nil; ok != tt.ok || !strings.Contains(string(output), tt.output) {
			t.Errorf("%s: got %v and %q, want %q", tt.name, err, output, tt.output)
		}
	}
}

type onePeer struct{ peerreport.UnimplementedAPI }

func (onePeer) GetParticipantDataFromPeerID(ctx context.Context, params peerreport.GetParticipantDataFromPeerIDParams) (*peerreport.GetParticipantDataFromPeerIDResponse, error) {
	peerreport.CallFrom(ctx).Header.Set("CF-Ray", "7")
	filters := []peerreport.Filter{peerreport.FilterDeviceInfo, peerreport.FilterQualityStats}
	if params.PeerID != "ada" || !slices.Equal(params.Filters, filters) {
		return nil, &peerreport.APIError{StatusCode: http.StatusNotFound}
	}
	return &peerreport.GetParticipantDataFromPeerIDResponse{Data: &peerreport.Data{Participant: &peerreport.Participant{
		DisplayName: peerreport.Some("Ada Lovelace"),
		Duration:    peerreport.Some(90.0),
		PeerReport: &peerreport.PeerReport{Metadata: &peerreport.PeerReportMetadata{BrowserMetadata: &peerreport.BrowserMetadata{
			Browser: peerreport.Some("Chrome"), BrowserVersion: peerreport.Some("143"),
		}}},
	}}}, nil
}

func TestMount(t *testing.T) {
	dir := copyModule(t, "mount", repository(t))
	if output, err := goCommand(t, dir, nil, "mod", "download").CombinedOutput(); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("cannot download the modules of examples/mount: %v\n%s", err, output)
		}
		t.Skipf("cannot download the modules of examples/mount: %v\n%s", err, output)
	}
	run(t, dir, nil, "vet", "./...")
	run(t, dir, nil, "test", "./...")
}
