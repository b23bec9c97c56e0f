package behaviour

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/lenient"
)

// calling returns a function that calls an operation without parameters.
func calling[P, T any](call func(*lenient.Client) func(context.Context, P) (T, error)) func(context.Context, *lenient.Client) (any, error) {
	return func(ctx context.Context, client *lenient.Client) (any, error) {
		var params P
		return call(client)(ctx, params)
	}
}

// first is calling for a stream; it returns the error of the first item.
func first[P, T any](call func(*lenient.Client) func(context.Context, P) (iter.Seq2[T, error], error)) func(context.Context, *lenient.Client) (any, error) {
	return func(ctx context.Context, client *lenient.Client) (any, error) {
		var params P
		items, err := call(client)(ctx, params)
		if err != nil {
			return nil, err
		}
		for item, err := range items {
			return item, err
		}
		return nil, errors.New("no item")
	}
}

// A strict client checks all constraints of results, also those of types without
// Validate, of streams and of text.
func TestStrictResponsesOfAnyType(t *testing.T) {
	getWords := calling(func(c *lenient.Client) func(context.Context, lenient.GetWordsParams) ([]string, error) {
		return c.GetWords
	})
	getSize := calling(func(c *lenient.Client) func(context.Context, lenient.GetSizeParams) (lenient.Size, error) {
		return c.GetSize
	})
	for _, test := range []struct {
		contentType, body, want string
		call                    func(context.Context, *lenient.Client) (any, error)
	}{
		{"application/json", `["a","long"]`, "body /1: must have at most 3 characters, not 4", getWords},
		{"application/json", `["a","b","c"]`, "body: must have at most 2 elements, not 3", getWords},
		{"application/json", `{"a":6}`, "body /a: must be at most 5",
			calling(func(c *lenient.Client) func(context.Context, lenient.GetCountsParams) (map[string]int64, error) {
				return c.GetCounts
			})},
		{"application/json", `{"n":4}`, "body /n: must be at most 3", getSize},
		{"application/json", `4`, "body: must be at most 3", getSize},
		{"text/plain", `new`, `the text must be one of "low", "high"`,
			calling(func(c *lenient.Client) func(context.Context, lenient.GetLevelParams) (lenient.Level, error) {
				return c.GetLevel
			})},
		{"text/plain", `long`, "the text body: must have at most 3 characters, not 4",
			calling(func(c *lenient.Client) func(context.Context, lenient.GetWordParams) (string, error) { return c.GetWord })},
		{"application/x-ndjson", "4\n", "item 1: body: must be at most 3",
			first(func(c *lenient.Client) func(context.Context, lenient.PostSizesParams) (iter.Seq2[lenient.Size, error], error) {
				return c.PostSizes
			})},
		{"text/event-stream", "data: [1,2]\n\n", "item 1: body: must have at most 1 element, not 2",
			first(func(c *lenient.Client) func(context.Context, lenient.GetEventsParams) (iter.Seq2[lenient.ServerEvent[[]int64], error], error) {
				return c.GetEvents
			})},
	} {
		if _, err := test.call(t.Context(), replying(t, 200, test.contentType, test.body)); err != nil {
			t.Errorf("%s: %v", test.body, err)
		}
		_, err := test.call(t.Context(), replying(t, 200, test.contentType, test.body, lenient.WithStrictResponses()))
		var failed *lenient.APIError
		if !errors.As(err, &failed) || failed.StatusCode != 200 || !strings.HasSuffix(err.Error(), ": 200 OK: reading the response: "+test.want) {
			t.Errorf("%s: a strict client returns %v, want %s", test.body, err, test.want)
		}
	}
}

// A strict client does not take a body that violates the document for that of a
// declared error.
func TestStrictErrorBodies(t *testing.T) {
	for _, test := range []struct {
		status            int
		contentType, body string
		declared          any
	}{
		{400, "application/json", `{"a":6}`, new(*lenient.StatusError[map[string]int64])},
		{404, "application/json", `{"name":"longer","size":1}`, new(*lenient.FlatError)},
		{409, "application/xml", `<Flat><name>longer</name><size>1</size></Flat>`, new(*lenient.FlatError)},
	} {
		_, err := replying(t, test.status, test.contentType, test.body).GetWords(t.Context(), lenient.GetWordsParams{})
		if !errors.As(err, test.declared) {
			t.Errorf("%d: %v", test.status, err)
		}
		_, err = replying(t, test.status, test.contentType, test.body, lenient.WithStrictResponses()).GetWords(t.Context(), lenient.GetWordsParams{})
		var failed *lenient.APIError
		if errors.As(err, test.declared) || !errors.As(err, &failed) || string(failed.Body) != test.body {
			t.Errorf("%d: a strict client returns %v", test.status, err)
		}
	}
}

// An item that cannot be used is an *APIError with the item, as other bodies are.
func TestUnusableItems(t *testing.T) {
	sizes, err := replying(t, 200, "application/x-ndjson", "{\"n\":1}\n{\"n\":true}\n2\n").PostSizes(t.Context(), lenient.PostSizesParams{})
	if err != nil {
		t.Fatal(err)
	}
	var read []string
	for size, err := range sizes {
		if failed, ok := errors.AsType[*lenient.APIError](err); ok {
			read = append(read, "unusable "+string(failed.Body))
			if failed.StatusCode != 200 || failed.Header.Get("X-Request-Id") != "7" || !errors.As(err, new(*lenient.ConstraintError)) {
				t.Errorf("%#v", failed)
			}
			continue
		}
		text, _ := json.Marshal(size)
		read = append(read, string(text))
	}
	if want := []string{`{"n":1}`, `unusable {"n":true}`, "2"}; !reflect.DeepEqual(read, want) {
		t.Errorf("%q, want %q", read, want)
	}
}

// sizer keeps the items of a request, and their errors.
type sizer struct {
	reporter
	read []string
}

func (s *sizer) PostSizes(_ context.Context, params lenient.PostSizesParams) (iter.Seq2[lenient.Size, error], error) {
	for size, err := range params.Body {
		if err != nil {
			s.read = append(s.read, err.Error())
			continue
		}
		text, _ := json.Marshal(size)
		s.read = append(s.read, string(text))
	}
	return func(func(lenient.Size, error) bool) {}, nil
}

// Items of requests are checked by both sides: those of unions, too.
func TestItemsOfRequestsAreChecked(t *testing.T) {
	api := &sizer{}
	server := serving(t, api)
	do(t, "POST", server.URL+"/sizes", "1\n4\n{\"n\":4}\n", "Content-Type", "application/x-ndjson")
	if want := []string{"1", "item 2: body: must be at most 3", "item 3: body /n: must be at most 3"}; !reflect.DeepEqual(api.read, want) {
		t.Errorf("a server reads %q, want %q", api.read, want)
	}
	sizes := func(yield func(lenient.Size, error) bool) { yield(&lenient.Small{N: 4}, nil) }
	for _, unchecked := range []bool{false, true} {
		options := []lenient.ClientOption{lenient.WithBaseURL(server.URL)}
		if unchecked {
			options = append(options, lenient.WithUncheckedRequests())
		}
		client, err := lenient.NewClient(options...)
		if err != nil {
			t.Fatal(err)
		}
		_, err = client.PostSizes(t.Context(), lenient.PostSizesParams{Body: sizes})
		if violated := errors.As(err, new(*lenient.ConstraintError)); violated == unchecked {
			t.Errorf("unchecked %t: %v", unchecked, err)
		}
	}
}

// Parameters are read as bodies are: 1.0 is an integer, and a lenient server takes
// common deviations of dates.
func TestTextsAreReadAsBodiesAre(t *testing.T) {
	api := &reporter{}
	strict, lax := serving(t, api), serving(t, api, lenient.WithLenientRequests())
	put := func(url, query string) int {
		resp, _ := do(t, "PUT", url+"/report?mode=full"+query, fullReport, "Content-Type", "application/json")
		return resp.StatusCode
	}
	if status := put(strict.URL, ""); status != http.StatusOK || api.got.Page.Or(0) != 2 {
		t.Errorf("default: %d, page %v", status, api.got.Page)
	}
	if status := put(strict.URL, "&page=3.0"); status != http.StatusOK || api.got.Page.Or(0) != 3 {
		t.Errorf("3.0: %d, page %v", status, api.got.Page)
	}
	if status := put(strict.URL, "&page=3.5"); status != http.StatusBadRequest {
		t.Errorf("3.5: %d", status)
	}
	if status := put(strict.URL, "&since=2024-02-29"); status != http.StatusBadRequest {
		t.Errorf("a strict server: %d", status)
	}
	want := time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
	if status := put(lax.URL, "&since=2024-02-29"); status != http.StatusOK || api.got.Since.Or(time.Time{}) != want {
		t.Errorf("a lenient server: %d, since %v", status, api.got.Since)
	}
}
