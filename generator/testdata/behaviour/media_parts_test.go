package behaviour

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/media"
)

func (s *store) SendRows(_ context.Context, params media.SendRowsParams) (n int64, err error) {
	s.heard, err = all(params.Body, nil)
	return int64(len(s.heard)), err
}

func (s *store) EchoForm(_ context.Context, params media.EchoFormParams) (*media.Order, error) {
	return &params.Body, nil
}

func (s *store) FormParts(_ context.Context, params media.FormPartsParams) (*media.Order, error) {
	return &params.Body, nil
}

func (s *store) EchoParts(_ context.Context, params media.EchoPartsParams) (*media.EchoPartsResponseBody, error) {
	b := params.Body
	reply := &media.EchoPartsResponseBody{Title: b.Title, Meta: b.Meta, Plain: b.Plain, Scan: media.EchoPartsResponseBodyScanPart(b.Scan)}
	if b.Note != nil {
		note := media.EchoPartsResponseBodyNotePart(*b.Note)
		reply.Note = &note
	}
	for _, extra := range b.Extras {
		reply.Extras = append(reply.Extras, media.EchoPartsResponseBodyExtrasPart(extra))
	}
	if s.closes != nil {
		reply.Scan.Body.Content = s.closes
	}
	return reply, nil
}

func (s *store) Batch(_ context.Context, params media.BatchParams) (iter.Seq2[media.Row, error], error) {
	return params.Body, nil
}

func (s *store) BatchFiles(_ context.Context, params media.BatchFilesParams) (iter.Seq2[media.FilePart, error], error) {
	return params.Body, nil
}

func (s *store) BatchHeaded(_ context.Context, params media.BatchHeadedParams) (iter.Seq2[media.BatchHeadedResponsePart, error], error) {
	return func(yield func(media.BatchHeadedResponsePart, error) bool) {
		for part, err := range params.Body {
			if !yield(media.BatchHeadedResponsePart(part), err) {
				return
			}
		}
	}, nil
}

// spy responds with the received body and returns it, with one-letter
// boundaries.
func spy(t *testing.T) (client *media.Client, sent func() string) {
	t.Helper()
	seen := ""
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		contentType := r.Header.Get("Content-Type")
		_, params, _ := mime.ParseMediaType(contentType)
		seen = contentType + "\n" + string(body)
		if boundary := params["boundary"]; boundary != "" {
			seen = strings.ReplaceAll(seen, boundary, "B")
		}
		w.Header().Set("Content-Type", contentType)
		_, _ = w.Write(body)
	}))
	t.Cleanup(server.Close)
	client, err := media.NewClient(media.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	return client, func() string { return strings.ReplaceAll(seen, "\r\n", "\n") }
}

func TestMediaEventsAsRequests(t *testing.T) {
	s, client, server := newStore(t)
	events := []media.ServerEvent[media.Row]{
		{ID: "1", Event: "tick", Retry: 2 * time.Second, Data: media.Row{ID: 1}},
		{ID: "1", Data: media.Row{ID: 2, Note: media.Some("a")}},
	}
	ctx := context.Background()
	if n, err := client.SendRows(ctx, media.SendRowsParams{Body: each(events...)}); n != 2 || err != nil || !reflect.DeepEqual(s.heard, events) {
		t.Errorf("%d, %v, %v", n, err, s.heard)
	}
	long := media.ServerEvent[media.Row]{Data: media.Row{Short: media.Some("long")}}
	if _, err := client.SendRows(ctx, media.SendRowsParams{Body: each(long)}); err == nil || !strings.Contains(err.Error(), "/short") {
		t.Errorf("%v", err)
	}
	for body, want := range map[string]string{
		"":                     "200 0",
		"data: {\"id\":7}\n\n": "200 1",
		"data: {}\n\n":         "400 /id",
		"data: {\"id\":1,\ndata: \"short\":\"long\"}\n\n": "400 maxLength",
	} {
		status, reply, _ := raw(t, server, http.MethodPost, "/events", "text/event-stream", body)
		code, part, _ := strings.Cut(want, " ")
		if fmt.Sprint(status) != code || !strings.Contains(reply, part) {
			t.Errorf("%q: %d %s", body, status, reply)
		}
	}
	spied, sent := spy(t)
	_, _ = spied.SendRows(ctx, media.SendRowsParams{Body: each(events...)})
	if want := "text/event-stream\nid: 1\nevent: tick\nretry: 2000\ndata: {\"id\":1}\n\nid: 1\ndata: {\"id\":2,\"note\":\"a\"}\n\n"; sent() != want {
		t.Errorf("%q", sent())
	}
}

func TestMediaFormsAsResponses(t *testing.T) {
	_, client, server := newStore(t)
	ctx := context.Background()
	for _, order := range []media.Order{
		{Name: ""},
		{Name: "true", Price: media.Some(0.25), Open: media.Some(false), Note: media.Some("null")},
		{
			Name: "a b&c=d+ü%", Tags: []string{"1", "x,y", "{}", ""}, IDs: []int64{1, -2}, Meta: &media.Meta{A: "[x]", B: []int64{1, 2}},
			Raw: []media.Meta{{A: "1"}}, Plain: &media.Meta{A: "2", B: []int64{3}},
		},
	} {
		if got, err := client.EchoForm(ctx, media.EchoFormParams{Body: order}); err != nil || !reflect.DeepEqual(*got, order) {
			t.Errorf("form: %+v, %v\nwant %+v", got, err, order)
		}
		if got, err := client.FormParts(ctx, media.FormPartsParams{Body: order}); err != nil || !reflect.DeepEqual(*got, order) {
			t.Errorf("parts: %+v, %v\nwant %+v", got, err, order)
		}
	}
	const typ = "application/x-www-form-urlencoded"
	status, reply, header := raw(t, server, http.MethodPost, "/form/echo", typ, "name=a+b&ids=1&ids=2&meta=%7B%22a%22%3A%22x%22%7D")
	if status != 200 || reply != "name=a+b&ids=1,2&meta%5Ba%5D=x" || header.Get("Content-Type") != typ {
		t.Errorf("%d %s %v", status, reply, header)
	}
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", r.Header.Get("X-Reply"))
		_, _ = io.WriteString(w, "price=x")
	}))
	defer other.Close()
	for contentType, want := range map[string]string{"text/html": "200", typ: "/price", "multipart/form-data; boundary=x": "200"} {
		client, _ := media.NewClient(media.WithBaseURL(other.URL), media.WithHeader("X-Reply", contentType))
		if _, err := client.EchoForm(ctx, media.EchoFormParams{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", contentType, err)
		}
		if _, err := client.FormParts(ctx, media.FormPartsParams{}); err == nil {
			t.Errorf("%s: no error", contentType)
		}
	}
}

// bundle has a member of each kind; its files can be read once.
func bundle() media.EchoPartsBody {
	return media.EchoPartsBody{
		Title: "a", Meta: &media.Meta{A: "m"},
		Note: &media.EchoPartsBodyNotePart{XLang: media.Some("de"), Body: "ü"},
		Scan: media.EchoPartsBodyScanPart{XPages: 3, Body: media.FilePart{
			Filename: "s.png", ContentType: "image/png", Header: http.Header{"X-More": {"1"}}, Content: strings.NewReader("png"),
		}},
		Extras: []media.EchoPartsBodyExtrasPart{{XTags: []string{"x", "y"}, Body: media.Meta{A: "1"}}, {Body: media.Meta{A: "2"}}},
		Plain:  &media.FilePart{Content: strings.NewReader("bytes")},
	}
}

func content(t *testing.T, f *media.FilePart) string {
	t.Helper()
	data, err := io.ReadAll(f.Content)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestMediaPartsWithHeaders(t *testing.T) {
	_, client, server := newStore(t)
	ctx := context.Background()
	got, err := client.EchoParts(ctx, media.EchoPartsParams{Body: bundle()})
	if err != nil {
		t.Fatal(err)
	}
	scan, plain := &got.Scan.Body, got.Plain
	if got.Title != "a" || got.Meta.A != "m" || got.Note.Body != "ü" || got.Note.XLang.Or("") != "de" || got.Scan.XPages != 3 {
		t.Errorf("%+v", got)
	}
	if len(got.Extras) != 2 || !reflect.DeepEqual(got.Extras[0].XTags, []string{"x", "y"}) || got.Extras[1].Body.A != "2" {
		t.Errorf("%+v", got.Extras)
	}
	if scan.Filename != "s.png" || scan.ContentType != "image/png" || scan.Header.Get("X-More") != "1" || content(t, scan) != "png" || content(t, plain) != "bytes" {
		t.Errorf("%+v %+v", scan, plain)
	}
	scanPart := "Content-Disposition: form-data; name=scan; filename=s\r\nX-Pages: 3\r\n\r\nx"
	title := "Content-Disposition: form-data; name=title\r\n\r\nt"
	for _, c := range []struct {
		parts []string
		want  string
	}{
		{[]string{title, scanPart}, "200 "},
		{[]string{title, strings.Replace(scanPart, "form-data", "attachment", 1)}, "200 "},
		{[]string{title}, "400 /scan"},
		{[]string{title, strings.Replace(scanPart, "X-Pages", "X-Sheets", 1)}, "400 must have the header X-Pages"},
		{[]string{title, scanPart, "Content-Disposition: form-data; name=note\r\n\r\ntoo long"}, "400 /note"},
		{[]string{title, scanPart, "Content-Disposition: form-data; name=extras\r\nContent-Type: application/json\r\n\r\n{}"}, "400 /extras/0/a"},
	} {
		body := "--B\r\n" + strings.Join(c.parts, "\r\n--B\r\n") + "\r\n--B--\r\n"
		status, reply, header := raw(t, server, http.MethodPost, "/parts/echo", "multipart/mixed; boundary=B", body)
		code, part, _ := strings.Cut(c.want, " ")
		if fmt.Sprint(status) != code || !strings.Contains(reply, part) {
			t.Errorf("%q: %d %s", body, status, reply)
		}
		if status == 200 && !strings.HasPrefix(header.Get("Content-Type"), "multipart/related; boundary=") {
			t.Errorf("%v", header)
		}
	}
	if _, err := client.EchoParts(ctx, media.EchoPartsParams{}); err == nil || !strings.Contains(err.Error(), "no content") {
		t.Errorf("%v", err)
	}
}

func TestMediaPartsBytes(t *testing.T) {
	client, sent := spy(t)
	_, _ = client.EchoParts(context.Background(), media.EchoPartsParams{Body: bundle()})
	want := `multipart/mixed; boundary=B
--B
Content-Disposition: form-data; name="title"

a
--B
Content-Disposition: form-data; name="meta"
Content-Type: application/json

{"a":"m"}
--B
Content-Disposition: form-data; name="note"
Content-Type: text/plain; charset=utf-8
X-Lang: de

ü
--B
Content-Disposition: form-data; name="scan"; filename="s.png"
Content-Type: image/png
X-More: 1
X-Pages: 3

png
--B
Content-Disposition: form-data; name="extras"
Content-Type: application/json
X-Tags: x,y

{"a":"1"}
--B
Content-Disposition: form-data; name="extras"
Content-Type: application/json

{"a":"2"}
--B
Content-Disposition: form-data; name="plain"; filename="plain"
Content-Type: application/octet-stream

bytes
--B--
`
	if sent() != want {
		t.Errorf("%s\nwant\n%s", sent(), want)
	}
}

// closing is a file of a response, which the server has to close.
type closing struct {
	io.Reader
	closed *bool
}

func (c closing) Close() error { *c.closed = true; return nil }

func TestMediaPartsOfResponsesAreClosed(t *testing.T) {
	s, client, _ := newStore(t)
	closed := false
	s.closes = closing{strings.NewReader("x"), &closed}
	got, err := client.EchoParts(context.Background(), media.EchoPartsParams{Body: bundle()})
	if err != nil || content(t, &got.Scan.Body) != "x" || !closed {
		t.Errorf("%v, closed %v", err, closed)
	}
	s.closes = closing{broken{zeros(10)}, &closed}
	if _, err := client.EchoParts(context.Background(), media.EchoPartsParams{Body: bundle()}); err == nil {
		t.Error("a response that breaks off is one")
	}
}

func TestMediaStreamOfParts(t *testing.T) {
	_, client, server := newStore(t)
	ctx := context.Background()
	rows := []media.Row{{ID: 1}, {ID: 2, Note: media.Some("a\r\n--")}}
	if got, err := all(client.Batch(ctx, media.BatchParams{Body: each(rows...)})); err != nil || !reflect.DeepEqual(got, rows) {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := all(client.Batch(ctx, media.BatchParams{Body: each[media.Row]()})); err != nil || len(got) != 0 {
		t.Errorf("%v, %v", got, err)
	}
	failing := func(yield func(media.Row, error) bool) {
		_ = yield(media.Row{ID: 1}, nil) && yield(media.Row{}, errors.New("the table fell over"))
	}
	if _, err := all(client.Batch(ctx, media.BatchParams{Body: failing})); err == nil {
		t.Error("half a body is a body")
	}
	invalid := each(media.Row{Short: media.Some("long")})
	if _, err := all(client.Batch(ctx, media.BatchParams{Body: invalid})); err == nil {
		t.Error("an item that is not valid is sent")
	}
	const one = "preamble\r\n--B\r\nContent-Type: application/json\r\n\r\n{\"id\":1}\r\n--B\r\n\r\n{\"id\":2}\r\n--B--\r\nepilogue"
	status, reply, header := raw(t, server, http.MethodPost, "/batch", "multipart/mixed; boundary=B", one)
	_, params, _ := mime.ParseMediaType(header.Get("Content-Type"))
	want := "--B\nContent-Type: application/json\n\n{\"id\":1}\n--B\nContent-Type: application/json\n\n{\"id\":2}\n--B--\n"
	if got := strings.ReplaceAll(strings.ReplaceAll(reply, params["boundary"], "B"), "\r\n", "\n"); status != 200 || got != want {
		t.Errorf("%d %q", status, got)
	}
	for contentType, want := range map[string]int{"multipart/mixed": 400, "multipart/related; boundary=B": 415, "text/plain": 415} {
		if status, reply, _ := raw(t, server, http.MethodPost, "/batch", contentType, one); status != want {
			t.Errorf("%s: %d %s", contentType, status, reply)
		}
	}
}

func TestMediaStreamOfFiles(t *testing.T) {
	_, client, _ := newStore(t)
	ctx := context.Background()
	files := []media.FilePart{
		{Content: strings.NewReader(`{"a":"b"}`)},
		{Content: strings.NewReader("png"), Filename: "ü.png"},
		{Content: strings.NewReader("gif"), ContentType: "image/gif", Header: http.Header{"Content-Id": {"<1>"}}},
	}
	stream, err := client.BatchFiles(ctx, media.BatchFilesParams{Body: each(files...)})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for f, err := range stream {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s %s %s %s", f.Filename, f.ContentType, f.Header.Get("Content-Id"), content(t, &f)))
	}
	want := []string{` application/json  {"a":"b"}`, "ü.png image/png  png", " image/gif <1> gif"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
	for wrong, file := range map[string]media.FilePart{
		"no content":                 {},
		"a header with a line break": {Content: strings.NewReader(""), Header: http.Header{"X": {"a\r\nb"}}},
		"an undeclared content type": {Content: strings.NewReader("x"), ContentType: "text/plain"},
	} {
		if _, err := all(client.BatchFiles(ctx, media.BatchFilesParams{Body: each(file)})); err == nil {
			t.Errorf("%s is no error", wrong)
		}
	}
}

func TestMediaStreamOfPartsWithHeaders(t *testing.T) {
	_, client, _ := newStore(t)
	ctx := context.Background()
	jobs := []media.BatchHeadedPart{{XJob: 1, Body: "a"}, {XJob: -2, Body: "ü"}}
	got, err := all(client.BatchHeaded(ctx, media.BatchHeadedParams{Body: each(jobs...)}))
	if err != nil || len(got) != 2 || media.BatchHeadedPart(got[0]) != jobs[0] || media.BatchHeadedPart(got[1]) != jobs[1] {
		t.Errorf("%v, %v", got, err)
	}
	spied, sent := spy(t)
	_, _ = all(spied.BatchHeaded(ctx, media.BatchHeadedParams{Body: each(jobs[1])}))
	if want := "multipart/mixed; boundary=B\n--B\nContent-Type: text/plain; charset=utf-8\nX-Job: -2\n\nü\n--B--\n"; sent() != want {
		t.Errorf("%q", sent())
	}
	if _, err := all(client.BatchHeaded(ctx, media.BatchHeadedParams{Body: each(media.BatchHeadedPart{Body: "too long"})})); err == nil {
		t.Error("a part that is not valid is sent")
	}
}

// A stream of parts that is not read to its end leaks nothing.
func TestMediaStreamOfPartsEnds(t *testing.T) {
	_, client, _ := newStore(t)
	stopped := make(chan error, 1)
	endless := func(yield func(media.Row, error) bool) {
		defer func() { stopped <- nil }()
		for yield(media.Row{Note: media.Some(strings.Repeat("x", 10_000))}, nil) {
		}
	}
	stream, err := client.Batch(context.Background(), media.BatchParams{Body: endless})
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range stream {
		if err != nil {
			t.Error(err)
		}
		break
	}
	await(t, stopped)
}
