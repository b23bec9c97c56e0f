package behaviour

import (
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/servers"
)

// newServersServer returns the host of a server, and the requests that it gets.
func newServersServer(t *testing.T) (host string, seen *[]string) {
	t.Helper()
	seen = &[]string{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*seen = append(*seen, r.Method+" "+r.URL.Path)
		w.WriteHeader(http.StatusNoContent)
	}))
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://"), seen
}

// A server of the document is that of operations without separate servers; one of operations or of a
// path is that of these operations.
func TestServersAreTypes(t *testing.T) {
	host, seen := newServersServer(t)
	client, err := servers.NewClient(
		servers.WithServer(servers.ServerProduction{Region: host, Version: "v2"}),
		servers.WithServer(servers.ServerWrites{Host: host}),
	)
	if err != nil {
		t.Fatal(err)
	}
	for _, call := range []func() error{
		func() error { return client.GetPets(t.Context(), servers.GetPetsParams{}) },
		func() error { return client.PostPets(t.Context(), servers.PostPetsParams{}) },
		func() error { return client.PutFile(t.Context(), servers.PutFileParams{}) },
		func() error {
			return client.With(servers.WithServer(servers.ServerProduction{Region: host})).GetPets(t.Context(), servers.GetPetsParams{})
		},
		func() error {
			return client.With(servers.WithBaseURL("http://"+host+"/all")).PutFile(t.Context(), servers.PutFileParams{})
		},
	} {
		if err := call(); err != nil {
			t.Error(err)
		}
	}
	if want := []string{"GET /v2/pets", "POST /write/pets", "PUT /write/files", "GET /v1/pets", "PUT /all/files"}; !reflect.DeepEqual(*seen, want) {
		t.Errorf("got %q, want %q", *seen, want)
	}
}

func TestValuesOfServerVariablesAreChecked(t *testing.T) {
	for name, c := range map[string]struct {
		server servers.ClientOption
		want   string
	}{
		"not in the enum":   {servers.ServerProduction{Version: "v3"}, `the server variable version must be one of ["v1" "v2"]`},
		"another host":      {servers.ServerWrites{Host: "evil.test/?"}, "the server variable host has characters"},
		"without variables": {servers.ServerSandbox{}, ""},
	} {
		_, err := servers.NewClient(c.server)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	client, err := servers.NewClient()
	if err != nil {
		t.Fatal(err)
	}
	err = client.With(servers.WithServer(servers.ServerProduction{Version: "v3"})).GetPets(t.Context(), servers.GetPetsParams{})
	if err == nil || !strings.Contains(err.Error(), "server variable version") {
		t.Errorf("a call with an invalid server: %v", err)
	}
	if address, err := (servers.ServerProduction{Scheme: "https", Region: "pets.example.com"}).URL(); err != nil || address != "https://pets.example.com/v1" {
		t.Errorf("%s, %v", address, err)
	}
}
