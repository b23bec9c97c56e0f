package behaviour

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/enums"
)

// lister keeps the params of its last call.
type lister struct {
	enums.UnimplementedAPI
	got enums.ValuesParams
}

func (l *lister) Values(_ context.Context, params enums.ValuesParams) (*enums.Holder, error) {
	l.got = params
	return &enums.Holder{Color: enums.Null[enums.Color](), Version: enums.Some(enums.Version1_10)}, nil
}

func (l *lister) Keep(_ context.Context, params enums.KeepParams) (*enums.Holder, error) {
	return &params.Body, nil
}

// Values of another JSON type than their schema are those of the schema, on both sides.
func TestEnumValuesOfAnotherType(t *testing.T) {
	service := &lister{}
	handler, err := enums.NewServer(service, enums.Security{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	client, err := enums.NewClient(enums.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	holder, err := client.Values(t.Context(), enums.ValuesParams{
		Version: enums.Some(enums.Version1_10), Switch: enums.Some(enums.SwitchFalse), Level: enums.Some(enums.Level2),
		Flag: enums.Some(true), State: enums.Some(enums.StateDraft), Tags: []enums.Tag{enums.TagOld, enums.TagNew},
		Any: enums.Some("anything"), Code: enums.Some("aBc"),
	})
	if err != nil {
		t.Fatal(err)
	}
	if v, ok := service.got.Version.Get(); !ok || v != "1.10" || service.got.Flag.Or(false) != true || service.got.Level.Or(0) != 2 || !slices.Equal(service.got.Tags, []enums.Tag{"old", "new"}) {
		t.Errorf("received %+v", service.got)
	}
	if !holder.Color.IsNull() || holder.Version.Or("") != "1.10" {
		t.Errorf("returned %+v", holder)
	}
	if _, err := client.Values(t.Context(), enums.ValuesParams{}); err != nil || service.got.Version.Or("") != "2" {
		t.Errorf("the default is %q (%v)", service.got.Version.Or(""), err)
	}
	if got := enums.ColorValues(); !slices.Equal(got, []enums.Color{"red", "blue"}) {
		t.Errorf("ColorValues() = %q", got)
	}
}

// A server accepts what the lists mean, and nothing else.
func TestEnumValuesOfAnotherTypeAreChecked(t *testing.T) {
	handler, err := enums.NewServer(&lister{}, enums.Security{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	for query, status := range map[string]int{
		"version=1.10&switch=true&level=1&flag=false&state=final&tags=new&any=&code=ABC": 200,
		"version=1.1": 400, "switch=yes": 400, "level=3": 400, "flag=1": 400, "state=other": 400, "tags=big": 400, "code=a1": 400,
	} {
		resp, err := http.Get(server.URL + "/values?" + query)
		if err != nil {
			t.Fatal(err)
		}
		if err := resp.Body.Close(); err != nil || resp.StatusCode != status {
			t.Errorf("%s: %d, want %d (%v)", query, resp.StatusCode, status, err)
		}
	}
	for body, status := range map[string]int{
		`{"color":null,"version":"1.10","level":2,"mixed":"1","tags":["new"],"any":"x"}`: 200,
		`{"mixed":"true"}`: 200, `{"version":"2"}`: 400, `{"mixed":1}`: 400, `{"version":1.10}`: 400, `{"level":"1"}`: 400, `{"tags":["big"]}`: 400, `{"color":"green"}`: 400,
	} {
		resp, err := http.Post(server.URL+"/values", "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		reply, err := io.ReadAll(resp.Body)
		if err := errors.Join(err, resp.Body.Close()); err != nil || resp.StatusCode != status {
			t.Errorf("%s: %d, want %d: %s (%v)", body, resp.StatusCode, status, reply, err)
		}
		if status == 200 && !bytes.Equal(bytes.TrimSpace(reply), []byte(body)) {
			t.Errorf("%s came back as %s", body, reply)
		}
	}
}
