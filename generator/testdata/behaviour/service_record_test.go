package behaviour

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/service"
)

func TestRecordAndReplay(t *testing.T) {
	ctx := t.Context()
	n := int64(0)
	handler, _ := serviceServer(t, &service.Fake{
		GetItemFunc: func(ctx context.Context, params service.GetItemParams) (*service.Item, error) {
			service.CallFrom(ctx).Header.Set("ETag", "1")
			service.CallFrom(ctx).Header.Set("Set-Cookie", "session=secret")
			if n++; params.ID == 9 {
				return nil, &service.ProblemError{StatusCode: 404, Body: service.Problem{Message: "none"}}
			}
			return &service.Item{ID: n, Name: "a"}, nil
		},
		PutFileFunc: func(_ context.Context, params service.PutFileParams) error {
			_, err := io.Copy(io.Discard, params.Body)
			return err
		},
	})
	var file bytes.Buffer
	client, err := service.NewLocalClient(handler, service.RecordTo(&file), service.WithHeader("Authorization", "secret"))
	if err != nil {
		t.Fatal(err)
	}
	calls := func(client *service.Client) (got []string) {
		for _, id := range []int64{1, 1, 9} {
			item, err := client.GetItem(ctx, service.GetItemParams{ID: id})
			if err != nil {
				got = append(got, err.Error())
			} else {
				got = append(got, strings.Repeat("x", int(item.ID)))
			}
		}
		if err := client.PutFile(ctx, service.PutFileParams{Path: "a/b", Body: strings.NewReader("\xff\x00")}); err != nil {
			t.Error(err)
		}
		return got
	}
	live := calls(client)
	if text := file.String(); strings.Count(text, "\n") != 4 || strings.Contains(text, "secret") || !strings.Contains(text, `"url":"/v1/items/1"`) {
		t.Errorf("recorded:\n%s", text)
	}
	replayed, err := service.NewClient(service.WithBaseURL("https://other.invalid/v1"), service.ReplayFrom(bytes.NewReader(file.Bytes())))
	if err != nil {
		t.Fatal(err)
	}
	if got := calls(replayed); strings.Join(got, ",") != strings.Join(live, ",") {
		t.Errorf("replayed %q, recorded %q", got, live)
	}
	if item, err := replayed.GetItem(ctx, service.GetItemParams{ID: 1}); err != nil || item.ID != 2 {
		t.Errorf("the last response again: %v, %v", item, err)
	}
	for want, err := range map[string]error{
		"GET /v1/items/5 was not recorded; the nearest is line 1, GET /v1/items/1, with another path":     errorOnly(replayed.GetItem(ctx, service.GetItemParams{ID: 5})),
		"PUT /v1/files/a/b was not recorded; the nearest is line 4, PUT /v1/files/a/b, with another body": replayed.PutFile(ctx, service.PutFileParams{Path: "a/b", Body: strings.NewReader("other")}),
		"GET /v1/motto was not recorded": errorOnly(replayed.GetMotto(ctx, service.GetMottoParams{})),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	for _, text := range []string{"{", `{"method":"GET"}`, "[]"} {
		if _, err := service.NewClient(service.WithBaseURL("https://other.invalid"), service.ReplayFrom(strings.NewReader(text))); err == nil {
			t.Errorf("%q is a recording", text)
		}
	}
}

func errorOnly[T any](_ T, err error) error { return err }
