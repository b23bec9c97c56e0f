package behaviour

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/bodies"
)

// receiver records the params of the last call, and the text of its stream.
type receiver struct {
	bodies.UnimplementedAPI
	same     *bodies.SameParams
	texts    *bodies.TextsParams
	several  *bodies.SeveralParams
	perhaps  *bodies.PerhapsParams
	stream   *bodies.StreamParams
	pictures *bodies.PicturesParams
	mix      *bodies.MixParams
	pets     []bodies.Pet
	text     string
}

func (r *receiver) Mix(_ context.Context, params bodies.MixParams) error {
	r.mix = &params
	return nil
}

func (r *receiver) Same(_ context.Context, params bodies.SameParams) error {
	r.same = &params
	return nil
}

func (r *receiver) Texts(_ context.Context, params bodies.TextsParams) error {
	r.texts = &params
	return nil
}

func (r *receiver) Pictures(_ context.Context, params bodies.PicturesParams) error {
	r.pictures = &params
	return nil
}

func (r *receiver) Several(_ context.Context, params bodies.SeveralParams) error {
	r.several = &params
	body := params.BodyPNG
	if params.BodyMultipart != nil && params.BodyMultipart.File != nil {
		body = params.BodyMultipart.File.Content
	}
	if body != nil {
		data, err := io.ReadAll(body)
		r.text = string(data)
		return err
	}
	if params.BodyNDJSON != nil {
		for pet, err := range params.BodyNDJSON {
			if err != nil {
				return err
			}
			r.pets = append(r.pets, pet)
		}
	}
	return nil
}

func (r *receiver) Perhaps(_ context.Context, params bodies.PerhapsParams) error {
	r.perhaps = &params
	return nil
}

func (r *receiver) Stream(_ context.Context, params bodies.StreamParams) error {
	r.stream = &params
	return nil
}

// sent is a request as it was sent.
type sent struct{ contentType, body string }

func newReceiver(t *testing.T) (*receiver, *bodies.Client, *sent, string) {
	t.Helper()
	r := &receiver{}
	handler, err := bodies.NewServer(r, bodies.WithLogger(slog.New(slog.DiscardHandler)))
	if err != nil {
		t.Fatal(err)
	}
	last := &sent{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		data, _ := io.ReadAll(req.Body)
		*last = sent{req.Header.Get("Content-Type"), string(data)}
		req.Body = io.NopCloser(bytes.NewReader(data))
		handler.ServeHTTP(w, req)
	}))
	t.Cleanup(server.Close)
	base := server.URL + bodies.DefaultBasePath
	client, err := bodies.NewClient(bodies.WithBaseURL(base))
	if err != nil {
		t.Fatal(err)
	}
	return r, client, last, base
}

// TestContentTypesOfOneType sends one field in several content types.
func TestContentTypesOfOneType(t *testing.T) {
	r, client, last, _ := newReceiver(t)
	params := bodies.SameParams{Body: bodies.Pet{Name: "Rex", Tags: []string{"a"}}}
	for contentType, want := range map[string]sent{
		"":                                  {"application/json", `{"name":"Rex","tags":["a"]}`},
		"application/vnd.pets+json":         {"application/vnd.pets+json", `{"name":"Rex","tags":["a"]}`},
		"application/xml":                   {"application/xml", `<Pet><name>Rex</name><tags>a</tags></Pet>`},
		"application/x-www-form-urlencoded": {"application/x-www-form-urlencoded", "name=Rex&tags=a"},
		"multipart/form-data":               {"multipart/form-data", `name="name"`},
	} {
		r.same = nil
		c := client
		if contentType != "" {
			c = client.With(bodies.WithContentType(contentType))
		}
		if err := c.Same(t.Context(), params); err != nil || r.same == nil || !reflect.DeepEqual(*r.same, params) {
			t.Errorf("%s: %+v, %v", contentType, r.same, err)
		}
		if !strings.HasPrefix(last.contentType, want.contentType) || !strings.Contains(last.body, want.body) {
			t.Errorf("%s: sent %+v, want %+v", contentType, *last, want)
		}
	}
	texts := bodies.TextsParams{Body: bodies.Some("a")}
	for contentType, want := range map[string]sent{
		"":                 {"text/csv; charset=utf-8", "a"},
		"text/html":        {"text/html; charset=utf-8", "a"},
		"application/json": {"application/json", `"a"`},
	} {
		c := client
		if contentType != "" {
			c = client.With(bodies.WithContentType(contentType))
		}
		if err := c.Texts(t.Context(), texts); err != nil || *r.texts != texts || *last != want {
			t.Errorf("%s: %+v, %v; sent %+v", contentType, r.texts, err, *last)
		}
	}
	if err := client.With(bodies.WithContentType("text/html")).Texts(t.Context(), bodies.TextsParams{}); err != nil || *r.texts != (bodies.TextsParams{}) || last.contentType != "" {
		t.Errorf("no body: %+v, %v; sent %+v", r.texts, err, *last)
	}
	for _, test := range []struct{ option, own, want string }{
		{"", "", "image/png"},
		{"", "image/gif", "image/gif"},
		{"image/png", "", "image/png"},
		{"image/gif", "", "image/gif"},
		{"image/gif", "image/webp", "image/gif"},
	} {
		c := client
		if test.option != "" {
			c = client.With(bodies.WithContentType(test.option))
		}
		var body io.Reader = strings.NewReader("pixels")
		if test.own != "" {
			body = &bodies.MediaStream{Reader: body, ContentType: test.own}
		}
		if err := c.Pictures(t.Context(), bodies.PicturesParams{Body: body}); err != nil || last.contentType != test.want || last.body != "pixels" {
			t.Errorf("%+v: %v, sent %+v", test, err, *last)
		}
	}
	*last = sent{}
	for name, err := range map[string]error{
		"several content types": client.With(bodies.WithContentType("application/xlm")).Same(t.Context(), params),
		"another range":         client.With(bodies.WithContentType("video/mp4")).Pictures(t.Context(), bodies.PicturesParams{Body: strings.NewReader("x")}),
		"another field":         client.With(bodies.WithContentType("text/csv")).Several(t.Context(), bodies.SeveralParams{BodyForm: &bodies.Pet{Name: "Rex"}}),
	} {
		if err == nil || !strings.Contains(err.Error(), "WithContentType") || last.contentType != "" {
			t.Errorf("%s: %v, sent %+v", name, err, *last)
		}
	}
}

// TestSeveralBodies sends and receives each of several Go types in its field.
func TestSeveralBodies(t *testing.T) {
	r, client, last, base := newReceiver(t)
	csv, merged := "a,b", bodies.Null[bodies.SeveralRequestMergePatchJSON]()
	valid := bodies.Change{Time: time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC), Day: bodies.CivilDate{Year: 2026, Month: 11, Day: 30}, List: []string{}, Dict: map[string]string{},
		Pet: bodies.Pet{Name: "Rex"}, Kind: "cat", Nothing: bodies.Null[string](), Any: json.RawMessage("1"), Either: bodies.EitherString("x"), Pair: bodies.Pair{}}
	for contentType, params := range map[string]bodies.SeveralParams{
		"application/json":                  {Body: valid},
		"application/x-www-form-urlencoded": {BodyForm: &bodies.Pet{Name: "Rex"}},
		"text/csv; charset=utf-8":           {BodyCSVContent: &csv, BodyCSV: bodies.Some("the parameter")},
		"application/merge-patch+json":      {BodyMergePatchJSON: &merged},
	} {
		r.several = nil
		if err := client.Several(t.Context(), params); err != nil || !reflect.DeepEqual(*r.several, params) || last.contentType != contentType {
			t.Errorf("%s: %+v, %v, sent %+v", contentType, r.several, err, *last)
		}
	}
	xml := bodies.SeveralParams{BodyForm: &bodies.Pet{Name: "Rex"}}
	if err := client.With(bodies.WithContentType("application/xml")).Several(t.Context(), xml); err != nil || !reflect.DeepEqual(*r.several, xml) || last.contentType != "application/xml" {
		t.Errorf("a further field in another content type: %+v, %v, sent %+v", r.several, err, *last)
	}
	stream := &bodies.MediaStream{Reader: strings.NewReader("pixels"), ContentType: "image/jpeg"}
	if err := client.Several(t.Context(), bodies.SeveralParams{BodyPNG: stream}); err != nil || r.text != "pixels" || last.contentType != "image/jpeg" {
		t.Errorf("a stream: %q, %v, sent %+v", r.text, err, *last)
	}
	var pets iter.Seq2[bodies.Pet, error] = func(yield func(bodies.Pet, error) bool) {
		_ = yield(bodies.Pet{Name: "a"}, nil) && yield(bodies.Pet{Name: "b"}, nil)
	}
	if err := client.Several(t.Context(), bodies.SeveralParams{BodyNDJSON: pets}); err != nil || len(r.pets) != 2 || last.contentType != "application/x-ndjson" {
		t.Errorf("items: %+v, %v, sent %+v", r.pets, err, *last)
	}
	file := &bodies.SeveralBodyMultipart{File: &bodies.FilePart{Content: strings.NewReader("file")}}
	if err := client.Several(t.Context(), bodies.SeveralParams{BodyMultipart: file}); err != nil || r.text != "file" {
		t.Errorf("a file: %q, %v, sent %+v", r.text, err, *last)
	}

	for name, params := range map[string]bodies.SeveralParams{
		"no body":           {},
		"an invalid text":   {BodyCSVContent: new(strings.Repeat("x", 21))},
		"an invalid form":   {BodyForm: &bodies.Pet{}},
		"an invalid change": {Body: bodies.Change{Kind: "bird"}},
	} {
		if err := client.Several(t.Context(), params); !isConstraint(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, test := range []struct {
		contentType, body string
		status            int
		want              *bodies.SeveralParams
	}{
		{"text/csv;header=present", "a,b", 204, &bodies.SeveralParams{BodyCSVContent: &csv}},
		{"application/xml", "<Pet><name>Rex</name></Pet>", 204, &xml},
		{"application/merge-patch+json", "null", 204, &bodies.SeveralParams{BodyMergePatchJSON: &merged}},
		{"application/json", `{`, 400, nil},
		{"application/x-www-form-urlencoded", "tags=a", 400, nil},
		{"application/x-www-form-urlencoded", "name=", 400, nil},
		{"text/csv", strings.Repeat("x", 21), 400, nil},
		{"text/plain", "a", 415, nil},
		{"nonsense", "a", 415, nil},
	} {
		r.several = nil
		resp, text := do(t, "POST", base+"/several", test.body, "Content-Type", test.contentType)
		if resp.StatusCode != test.status || !reflect.DeepEqual(r.several, test.want) {
			t.Errorf("%q %s: %s %s, %+v", test.contentType, test.body, resp.Status, text, r.several)
		}
		if test.status == 415 && (!strings.HasPrefix(resp.Header.Get("Accept"), "application/json, application/x-www-form-urlencoded, application/xml, text/csv") || !strings.Contains(text, "send application/json or ")) {
			t.Errorf("%q: %s, accepted is %q", test.contentType, text, resp.Header.Get("Accept"))
		}
	}
}

func isConstraint(err error) bool {
	_, ok := errors.AsType[*bodies.ConstraintError](err)
	return ok
}

// TestOneBodyOnly sets Body, each member of it alone, and another field.
func TestOneBodyOnly(t *testing.T) {
	_, client, last, _ := newReceiver(t)
	form := &bodies.Pet{Name: "Rex"}
	for name, body := range map[string]bodies.Change{
		"text": {Text: "x"}, "count": {Count: 1}, "share": {Share: 0.5}, "sure": {Sure: true}, "day": {Day: bodies.CivilDate{Day: 1}},
		"time": {Time: time.Unix(0, 0)}, "list": {List: []string{}}, "dict": {Dict: map[string]string{}}, "pet": {Pet: bodies.Pet{Name: "x"}}, "kind": {Kind: "x"},
		"nothing": {Nothing: bodies.Null[string]()}, "any": {Any: json.RawMessage("1")}, "either": {Either: bodies.EitherString("")},
		"pair": {Pair: bodies.Pair{Item0: bodies.Some("")}}, "perhaps": {Perhaps: bodies.Some[int64](0)}, "other": {Other: &bodies.Pet{}},
		"additional": {AdditionalProperties: map[string]int64{}},
	} {
		err := client.Several(t.Context(), bodies.SeveralParams{Body: body, BodyForm: form})
		if err == nil || !strings.Contains(err.Error(), "Body and BodyForm are set") || last.contentType != "" {
			t.Errorf("%s: %v, sent %+v", name, err, *last)
		}
	}
	csv := ""
	err := client.Several(t.Context(), bodies.SeveralParams{BodyForm: form, BodyCSVContent: &csv, BodyPNG: strings.NewReader("")})
	if err == nil || !strings.Contains(err.Error(), "BodyForm and BodyCSVContent and BodyPNG are set") || last.contentType != "" {
		t.Errorf("three bodies: %v, sent %+v", err, *last)
	}
	if err := client.Perhaps(t.Context(), bodies.PerhapsParams{Body: bodies.Some[int64](0), BodyJSON: &[]bodies.Pet{}}); err == nil || last.contentType != "" {
		t.Errorf("an optional body and another one: %v, sent %+v", err, *last)
	}
	if err := client.Stream(t.Context(), bodies.StreamParams{Body: strings.NewReader(""), BodyJSON: form}); err == nil || last.contentType != "" {
		t.Errorf("a stream and another one: %v, sent %+v", err, *last)
	}
	if err := client.Stream(t.Context(), bodies.StreamParams{BodyJSON: form}); err != nil || last.contentType != "application/json" {
		t.Errorf("a further body alone: %v, sent %+v", err, *last)
	}
}

func TestOptionalBodyOfSeveral(t *testing.T) {
	r, client, last, base := newReceiver(t)
	for _, params := range []bodies.PerhapsParams{{Body: bodies.Some[int64](-5)}, {}, {BodyJSON: &[]bodies.Pet{{Name: "Rex"}}}, {BodyJSON: &[]bodies.Pet{}}} {
		if err := client.Perhaps(t.Context(), params); err != nil || !reflect.DeepEqual(*r.perhaps, params) {
			t.Errorf("%+v became %+v, %v, sent %+v", params, r.perhaps, err, *last)
		}
	}
	if err := client.Perhaps(t.Context(), bodies.PerhapsParams{BodyJSON: &[]bodies.Pet{{}}}); !isConstraint(err) {
		t.Errorf("an invalid item: %v", err)
	}
	for _, contentType := range []string{"text/plain", "application/json", "application/pdf", ""} {
		if resp, text := do(t, "PUT", base+"/several", "", "Content-Type", contentType); resp.StatusCode != 204 || !reflect.DeepEqual(*r.perhaps, bodies.PerhapsParams{}) {
			t.Errorf("an empty body of type %q is %s %s, %+v", contentType, resp.Status, text, r.perhaps)
		}
	}
	if resp, text := do(t, "PUT", base+"/several", "five", "Content-Type", "text/plain"); resp.StatusCode != 400 {
		t.Errorf("no integer is %s %s", resp.Status, text)
	}
}

// TestSeveralBodiesOfAWebhook sends the bodies of a webhook, which has another
// client and other handlers.
func TestSeveralBodiesOfAWebhook(t *testing.T) {
	seen := &seenHook{}
	handlers, err := bodies.NewWebhookHandlers(seen)
	if err != nil {
		t.Fatal(err)
	}
	var agent, contentType string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		agent, contentType = r.UserAgent(), r.Header.Get("Content-Type")
		handlers.Seen.ServeHTTP(w, r)
	}))
	defer server.Close()
	client, err := bodies.NewWebhookClient(bodies.WithBaseURL(server.URL + "/hook?token=x"))
	if err != nil {
		t.Fatal(err)
	}
	text := "roof"
	for _, params := range []bodies.SeenParams{{Body: bodies.Pet{Name: "Rex"}}, {BodyText: &text}} {
		if err := client.Seen(t.Context(), params); err != nil || !reflect.DeepEqual(seen.params, params) {
			t.Errorf("%+v became %+v, %v", params, seen.params, err)
		}
	}
	if agent != "bodies/2-beta" {
		t.Errorf("the User-Agent is %q", agent)
	}
	if err := client.With(bodies.WithContentType("text/html")).Seen(t.Context(), bodies.SeenParams{BodyText: &text}); err != nil || !strings.HasPrefix(contentType, "text/html") {
		t.Errorf("sent %q, %v", contentType, err)
	}
	if err := client.Seen(t.Context(), bodies.SeenParams{Body: bodies.Pet{Name: "Rex"}, BodyText: &text}); err == nil {
		t.Error("two bodies are sent")
	}
}

type seenHook struct{ params bodies.SeenParams }

func (s *seenHook) Seen(_ context.Context, params bodies.SeenParams) error {
	s.params = params
	return nil
}

// TestFormsOfUnions sends unions as forms: only objects have names and texts.
func TestFormsOfUnions(t *testing.T) {
	r, client, _, _ := newReceiver(t)
	for _, contentType := range []string{"application/x-www-form-urlencoded", "multipart/form-data"} {
		client := client.With(bodies.WithContentType(contentType))
		rex := bodies.MixParams{Body: &bodies.Pet{Name: "Rex"}}
		if err := client.Mix(t.Context(), rex); err != nil || !reflect.DeepEqual(*r.mix, rex) {
			t.Errorf("%s: %+v, %v", contentType, r.mix, err)
		}
		for _, body := range []bodies.Mixture{bodies.MixtureArray{"a"}, bodies.UnknownMixture(`[1]`), bodies.UnknownMixture(`"text"`)} {
			r.mix = nil
			err := client.Mix(t.Context(), bodies.MixParams{Body: body})
			if err == nil || !strings.Contains(err.Error(), "a form is an object") || r.mix != nil {
				t.Errorf("%s: %#v was sent as %+v, %v", contentType, body, r.mix, err)
			}
		}
	}
}
