package behaviour

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/results"
)

var headers = map[string]results.GetHeadersHeaders{
	"least": {XLimit: &results.Limit{Left: 3}, XNames: []string{}},
	"all": {
		XLimit: &results.Limit{Left: -1, Unit: results.Some(results.UnitDay)}, XWindow: &results.Limit{Left: 2, Unit: results.Some(results.UnitHour)},
		XCounts: map[string]int64{"a": 1}, XPoint: results.Some(results.XPoint{Item0: results.Some(1.5), Item1: results.Some(-2.0)}), XUntil: results.XUntilString("noon"),
		XPet: &results.Pet{Name: "Tom, \"ü\""}, XNumber: results.Some[int64](0), XNames: []string{"a,b", " c "}, XWord: results.Some(results.KindCat),
	},
	"comma": {XLimit: &results.Limit{Left: 1, Unit: results.Some[results.Unit]("a,b")}},
}

func (*shelter) GetHeaders(ctx context.Context, params results.GetHeadersParams) (*results.Pet, error) {
	h := headers[params.Which]
	_ = h.Write(results.CallFrom(ctx).Header) // a header that cannot be written is left out
	return &results.Pet{Name: params.Which}, nil
}

// Headers that are objects, tuples, maps, unions or JSON are typed on both
// sides.
func TestHeadersThatAreMoreThanTexts(t *testing.T) {
	_, client, base := newShelter(t)
	for _, which := range []string{"least", "all"} {
		want := headers[which]
		ctx, call := results.WithCall(t.Context())
		pet, err := client.GetHeaders(ctx, results.GetHeadersParams{Which: which})
		var got results.GetHeadersHeaders
		if err != nil || pet.Name != which || got.Read(call.Header) != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", which, got, err)
		}
	}
	resp, _ := do(t, "GET", base+"/headers/all", "")
	for name, want := range map[string]string{
		"X-Limit": "left,-1,unit,day", "X-Window": "left=2,unit=hour", "X-Counts": "a,1", "X-Point": "1.5,-2", "X-Until": "noon",
		"X-Pet": `{"name":"Tom, \"ü\""}`, "X-Number": "0", "X-Names": `["a,b"," c "]`, "X-Word": "cat",
	} {
		if got := resp.Header.Values(name); len(got) != 1 || got[0] != want {
			t.Errorf("%s is %q, want %s", name, got, want)
		}
	}
	resp, _ = do(t, "GET", base+"/headers/least", "")
	if h := resp.Header; h.Get("X-Limit") != "left,3" || h.Get("X-Names") != "[]" || len(h.Values("X-Window"))+len(h.Values("X-Pet"))+len(h.Values("X-Number")) > 0 {
		t.Errorf("the header is %v", h)
	}
	// A value that a style cannot express is left out.
	if resp, _ = do(t, "GET", base+"/headers/comma", ""); len(resp.Header.Values("X-Limit")) > 0 || resp.StatusCode != 200 {
		t.Errorf("a comma in a member is %s %v", resp.Status, resp.Header)
	}
}

// An invalid header is an error of Read, which sets the fields of the others; a
// header with additional members is decoded.
func TestForeignHeaders(t *testing.T) {
	var sent http.Header
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		maps.Copy(w.Header(), sent)
		w.WriteHeader(http.StatusEarlyHints) // is ignored
		w.Header().Set("Content-Type", "application/hal+json")
		_, _ = w.Write([]byte(`{"name":"Tom"}`))
	}))
	defer server.Close()
	client, err := results.NewClient(results.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		sent    http.Header
		want    results.GetHeadersHeaders
		invalid string
	}{
		{nil, results.GetHeadersHeaders{}, ""},
		{
			http.Header{"X-Limit": {"left, 3", "unit,week"}, "X-Window": {"left=2, since=noon"}, "X-Number": {"7"}, "X-Names": {`["a"`, `"b"]`}},
			results.GetHeadersHeaders{
				XLimit: &results.Limit{Left: 3, Unit: results.Some[results.Unit]("week")}, XWindow: &results.Limit{Left: 2},
				XNumber: results.Some[int64](7), XNames: []string{"a", "b"},
			},
			"",
		},
		{
			http.Header{"X-Limit": {"three"}, "X-Window": {"left=x"}, "X-Number": {"seven"}, "X-Names": {""}, "X-Word": {"cat"}},
			results.GetHeadersHeaders{XWord: results.Some(results.KindCat)}, "X-Limit X-Window X-Number X-Names",
		},
	} {
		sent = test.sent
		ctx, call := results.WithCall(t.Context())
		if pet, err := client.GetHeaders(ctx, results.GetHeadersParams{Which: "1"}); err != nil || pet.Name != "Tom" {
			t.Errorf("%v: %+v, %v", test.sent, pet, err)
		}
		var got results.GetHeadersHeaders
		var invalid []string
		if err, ok := errors.AsType[*results.ConstraintError](got.Read(call.Header)); ok {
			for _, v := range err.Violations {
				invalid = append(invalid, v.Name)
			}
		}
		if !reflect.DeepEqual(got, test.want) || strings.Join(invalid, " ") != test.invalid {
			t.Errorf("%v: %+v, invalid %v", test.sent, got, invalid)
		}
	}
}
