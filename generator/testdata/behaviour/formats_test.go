package behaviour

import (
	"context"
	"encoding/json"
	"errors"
	"image"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/formats"
	money "github.com/peergen/peergen/generator/testdata/behaviour/go-money"
)

// formatsRecorder responds with the received body and records the parameters.
type formatsRecorder struct {
	formats.UnimplementedAPI
	texts formats.TextsParams
}

func (*formatsRecorder) Echo(_ context.Context, params formats.EchoParams) (*formats.Everything, error) {
	return &params.Body, nil
}

func (r *formatsRecorder) Texts(_ context.Context, params formats.TextsParams) ([]string, error) {
	r.texts = params
	return []string{params.Day.String(), params.At.String()}, nil
}

func (*formatsRecorder) Expiry(ctx context.Context, _ formats.ExpiryParams) error {
	headers := formats.ExpiryHeaders{Expires: formats.Some(moment), XDays: []formats.CivilDate{leap}}
	return headers.Write(formats.CallFrom(ctx).Header)
}

func newFormats(t *testing.T) (*formatsRecorder, *formats.Client, string) {
	t.Helper()
	r := &formatsRecorder{}
	handler, err := formats.NewServer(r, formats.Security{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := formats.NewClient(formats.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	return r, client, server.URL
}

var (
	moment = time.Date(2024, 2, 29, 12, 30, 45, 500_000_000, time.UTC)
	second = time.Date(2024, 2, 29, 12, 30, 45, 0, time.UTC)
	leap   = formats.CivilDate{Year: 2024, Month: time.February, Day: 29}
)

func everything() formats.Everything {
	return formats.Everything{
		At: formats.Some(moment), Gone: formats.Null[time.Time](), Day: formats.Some(leap), Days: []formats.CivilDate{leap},
		ByName: map[string]time.Time{"a": moment}, Data: []byte{0xfb, 0xff}, Parts: [][]byte{{1}, {}},
		Created: formats.Some(second), Exact: formats.Some(json.Number("0.10000000000000000000001")), Small: formats.Some[int8](-128),
		ID: formats.Some("123e4567-e89b-12d3-a456-426614174000"), Links: []string{"https://example.com/"},
		Price: formats.Some(money.Amount{Cents: 1230}), Prices: map[string]money.Amount{"b": {Cents: 5}}, Where: formats.Some(image.Pt(3, 4)),
		When: formats.WhenTime(moment), Nick: "n",
		Inner:   &formats.Inner{At: formats.Some(moment), Day: formats.Some(leap), Data: []byte("data"), Exact: formats.Some(json.Number("1.50"))},
		Stamped: &formats.Stamped{At: formats.Some(second), Sizes: []uint8{1, 255}},
	}
}

func TestFormatsTravel(t *testing.T) {
	_, client, _ := newFormats(t)
	hidden := everything()
	hidden.Note = "stays here"
	for _, thing := range []formats.Everything{{}, everything(), {When: formats.WhenInteger(7)}, {Data: []byte{}}, hidden} {
		got, err := client.Echo(t.Context(), formats.EchoParams{Body: thing})
		thing.Note = ""
		if err != nil {
			t.Errorf("%+v: %v", thing, err)
		} else if !reflect.DeepEqual(*got, thing) {
			t.Errorf("got %+v, want %+v", *got, thing)
		}
	}
	for name, thing := range map[string]formats.Everything{
		"an invalid day":    {Day: formats.Some(formats.CivilDate{Year: 2023, Month: 2, Day: 29})},
		"the year 10000":    {At: formats.Some(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC))},
		"an amount below 0": {Price: formats.Some(money.Amount{Cents: -1})},
		"an invalid id":     {ID: formats.Some("7")},
		"an invalid link":   {Links: []string{"/a"}},
	} {
		if _, err := client.Echo(t.Context(), formats.EchoParams{Body: thing}); err == nil {
			t.Errorf("%s is sent", name)
		}
	}
}

func TestFormatsInParameters(t *testing.T) {
	r, client, _ := newFormats(t)
	params := formats.TextsParams{
		Day: leap, At: moment, Price: money.Amount{Cents: 99},
		Since: formats.Some(moment), Days: []formats.CivilDate{leap, {Year: 2025, Month: 1, Day: 1}}, Hash: formats.Some([]byte{0xfb, 0xff}),
		Exact: formats.Some(json.Number("1.10")), ID: formats.Some("123e4567-e89b-12d3-a456-426614174000"),
		Prices: []money.Amount{{Cents: 1}, {Cents: 200}}, Port: formats.Some[uint16](65535),
		XCreated: formats.Some(second), Seen: formats.Some(moment), Page: formats.Some(-3),
	}
	if _, err := client.Texts(t.Context(), params); err != nil || !reflect.DeepEqual(r.texts, params) {
		t.Errorf("%v: got %+v, want %+v", err, r.texts, params)
	}
	params.Price.Cents = -1
	if _, err := client.Texts(t.Context(), params); err == nil || !strings.Contains(err.Error(), "path price") {
		t.Errorf("an amount below 0 in the path: %v", err)
	}
}

// Headers of responses are parsed in the forms that services send, including
// HTTP dates.
func TestFormatsInHeaders(t *testing.T) {
	_, client, _ := newFormats(t)
	foreign := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Expires", moment.Format(http.TimeFormat))
		w.Header().Set("X-Days", "2024-02-29, 2024-02-29T10:00:00Z")
		w.WriteHeader(204)
	}))
	defer foreign.Close()
	expiry := func(client *formats.Client) (got formats.ExpiryHeaders, err error) {
		ctx, call := formats.WithCall(t.Context())
		err = client.Expiry(ctx, formats.ExpiryParams{})
		return got, errors.Join(err, got.Read(call.Header))
	}
	if got, err := expiry(client); err != nil || got.Expires != formats.Some(moment) || !slices.Equal(got.XDays, []formats.CivilDate{leap}) {
		t.Errorf("from our own server: %+v, %v", got, err)
	}
	got, err := expiry(client.With(formats.WithBaseURL(foreign.URL)))
	if err != nil || got.Expires != formats.Some(second) || !slices.Equal(got.XDays, []formats.CivilDate{leap, leap}) {
		t.Errorf("from another server: %+v, %v", got, err)
	}
}

// The server is strict: RFC 3339, ranges, and formats of strings.
func TestFormatsAreChecked(t *testing.T) {
	_, _, url := newFormats(t)
	send := func(method, path, body string) (int, string) {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), method, url+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		text, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, string(text)
	}
	for body, want := range map[string]string{
		`{"at":"2024-02-29 12:30:45"}`:   "/at",
		`{"at":""}`:                      "/at",
		`{"day":"2023-02-29"}`:           "/day",
		`{"days":["2024-01-01",7]}`:      "/days/1",
		`{"byName":{"a":"b"}}`:           "/byName/a",
		`{"data":"*"}`:                   "/data",
		`{"created":"1709209845"}`:       "/created",
		`{"exact":"1"}`:                  "/exact",
		`{"small":128}`:                  "/small",
		`{"id":"1234"}`:                  "/id",
		`{"links":["a b"]}`:              "/links/0",
		`{"price":"1"}`:                  "/price",
		`{"when":"noon"}`:                "/when",
		`{"inner":{"at":"noon"}}`:        "/inner/at",
		`{"stamped":{"sizes":[1, 256]}}`: "/stamped/sizes/1",
	} {
		if status, text := send("POST", "/echo", body); status != 400 || !strings.Contains(text, `"`+want+`"`) {
			t.Errorf("%s: %d %s", body, status, text)
		}
	}
	for path, want := range map[string]int{
		"/texts/2024-02-29/2024-02-29T12:30:45Z/1.00":            200,
		"/texts/2024-02-29/2024-02-29T12:30:45%2B02:00/1.00":     200,
		"/texts/2024-02-30/2024-02-29T12:30:45Z/1.00":            400,
		"/texts/2024-02-29/2024-02-29T12:30:45/1.00":             400,
		"/texts/2024-02-29/2024-02-29T12:30:45Z/1":               400,
		"/texts/2024-02-29/2024-02-29T12:30:45Z/1.00?port=65536": 400,
		"/texts/2024-02-29/2024-02-29T12:30:45Z/1.00?exact=NaN":  400,
		"/texts/2024-02-29/2024-02-29T12:30:45Z/1.00?id=1":       400,
		"/texts/2024-02-29/2024-02-29T12:30:45Z/1.00?hash=-_8":   200,
	} {
		if status, text := send("GET", path, ""); status != want {
			t.Errorf("%s: %d %s, want %d", path, status, text, want)
		}
	}
}

// A client accepts the date-times that services send, and encoding/json encodes
// each type as the codec does.
func TestFormatsOfOthers(t *testing.T) {
	reply := `{"at":"2024-02-29 12:30:45.5","gone":"","byName":{"a":"2024-02-29T12:30:45.5+0000"},"day":"2024-02-29T00:00:00Z","data":"-_8"}`
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, reply)
	}))
	defer server.Close()
	client, err := formats.NewClient(formats.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	got, err := client.Echo(t.Context(), formats.EchoParams{})
	want := formats.Everything{
		At: formats.Some(moment), ByName: map[string]time.Time{"a": moment}, Day: formats.Some(leap), Data: []byte{0xfb, 0xff},
	}
	if err != nil || !reflect.DeepEqual(*got, want) {
		t.Errorf("%v: got %+v, want %+v", err, got, want)
	}

	inner := everything().Inner
	data, err := json.Marshal(inner)
	if text := `{"at":"2024-02-29T12:30:45.5Z","day":"2024-02-29","data":"ZGF0YQ==","exact":1.50}`; err != nil || string(data) != text {
		t.Errorf("by its struct tags: %s, %v, want %s", data, err, text)
	}
	stamped, err := json.Marshal(everything().Stamped)
	if text := `{"at":1709209845,"sizes":[1,255]}`; err != nil || string(stamped) != text {
		t.Errorf("seconds and small integers: %s, %v, want %s", stamped, err, text)
	}
	whole, err := json.Marshal(everything())
	if err != nil || !strings.Contains(string(whole), `"inner":`+string(data)) || strings.Contains(string(whole), "note") {
		t.Errorf("the codec has another JSON: %s, %v", whole, err)
	}
	var invalid *formats.ConstraintError
	bad := formats.Everything{ID: formats.Some("x"), Links: []string{"https://a/", "/b"}}
	if err := bad.Validate(); !errors.As(err, &invalid) || !slices.EqualFunc(invalid.Violations, []string{"/id", "/links/1"}, func(v formats.Violation, name string) bool {
		return v.Name == name && v.Keyword == "format"
	}) {
		t.Errorf("%v", err)
	}
}
