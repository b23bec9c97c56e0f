package behaviour

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/media"
)

// store is an implementation of the API that records what it receives.
type store struct {
	media.UnimplementedAPI
	file    func() (io.ReadCloser, error)
	takes   func(io.Reader) (int64, error)
	sent    func(media.SendParams) (string, error)
	rows    func(context.Context) iter.Seq2[media.Row, error]
	counts  func(iter.Seq2[media.Row, error]) (int64, error)
	events  func(context.Context) iter.Seq2[media.ServerEvent[media.Data], error]
	texts   []media.ServerEvent[string]
	heard   []media.ServerEvent[media.Row]
	closes  io.Reader // instead of a file in the response
	ordered media.Order
	note    string
}

func (s *store) Download(context.Context, media.DownloadParams) (io.ReadCloser, error) {
	return s.file()
}

func (s *store) Upload(_ context.Context, params media.UploadParams) (int64, error) {
	return s.takes(params.Body)
}

func (s *store) SetNote(_ context.Context, params media.SetNoteParams) (string, error) {
	old := s.note
	s.note = params.Body
	return old, nil
}

func (s *store) ColourNote(_ context.Context, params media.ColourNoteParams) (media.Colour, error) {
	return params.Body.Or("blue"), nil
}

// Convert responds with the received picture, with its content type.
func (s *store) Convert(_ context.Context, params media.ConvertParams) (media.ConvertResult, error) {
	if params.Body == nil {
		return &media.Convert202{Body: media.Problem{Detail: "no picture"}}, nil
	}
	data, err := io.ReadAll(params.Body)
	stream := &media.MediaStream{Reader: bytes.NewReader(data), ContentType: params.Body.(*media.MediaStream).ContentType}
	return &media.ConvertBytes{Body: stream}, err
}

func newStore(t *testing.T, options ...media.ServerOption) (*store, *media.Client, *httptest.Server) {
	t.Helper()
	s := &store{}
	handler, err := media.NewServer(s, append(options, media.WithLogger(slog.New(slog.DiscardHandler)))...)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := media.NewClient(media.WithBaseURL(server.URL), media.WithHTTPClient(server.Client()))
	if err != nil {
		t.Fatal(err)
	}
	return s, client, server
}

// zeros is a file of n bytes that is not in memory.
func zeros(n int64) io.Reader { return io.LimitReader(zeroReader{}, n) }

type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// peak runs f and returns the maximum growth of the heap in the meantime, in
// bytes.
func peak(f func()) uint64 {
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	most := before.HeapAlloc
	done := make(chan struct{})
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-done:
				return
			case <-time.After(5 * time.Millisecond):
				runtime.ReadMemStats(&now)
				most = max(most, now.HeapAlloc)
			}
		}
	}()
	f()
	close(done)
	<-stopped
	return most - before.HeapAlloc
}

func TestMediaLargeFiles(t *testing.T) {
	const size = 64 << 20
	s, client, _ := newStore(t, media.WithMaxRequestBytes(1<<30))
	s.takes = func(r io.Reader) (int64, error) { return io.Copy(io.Discard, r) }
	s.file = func() (io.ReadCloser, error) { return io.NopCloser(zeros(size)), nil }
	s.sent = func(p media.SendParams) (string, error) {
		n, err := io.Copy(io.Discard, p.Body.File.Content)
		if n != size {
			t.Errorf("the file has %d bytes", n)
		}
		return "", err
	}
	ctx := context.Background()
	for name, call := range map[string]func() (int64, error){
		"upload": func() (int64, error) {
			return client.Upload(ctx, media.UploadParams{ID: "a", Body: zeros(size)})
		},
		"download": func() (int64, error) {
			body, err := client.With(media.WithMaxResponseBytes(1)).Download(ctx, media.DownloadParams{ID: "a"})
			if err != nil {
				return 0, err
			}
			defer body.Close()
			return io.Copy(io.Discard, body)
		},
		"multipart": func() (int64, error) {
			_, err := client.Send(ctx, media.SendParams{Body: media.SendBody{Title: "zeros", File: media.FilePart{Content: zeros(size)}}})
			return size, err
		},
	} {
		grown := peak(func() {
			if n, err := call(); n != size || err != nil {
				t.Errorf("%s: %d bytes, %v", name, n, err)
			}
		})
		if grown > 16<<20 {
			t.Errorf("%s: the heap grew by %d bytes", name, grown)
		}
	}
}

func TestMediaStreams(t *testing.T) {
	s, client, server := newStore(t)
	ctx := context.Background()
	s.takes = func(r io.Reader) (int64, error) { return io.Copy(io.Discard, r) }

	if n, err := client.Upload(ctx, media.UploadParams{ID: "a", Body: strings.NewReader("hello")}); n != 5 || err != nil {
		t.Errorf("uploaded %d, %v", n, err)
	}
	if n, err := client.Upload(ctx, media.UploadParams{ID: "a", Body: strings.NewReader("")}); n != 0 || err != nil {
		t.Errorf("uploaded %d, %v", n, err)
	}
	result, err := client.Convert(ctx, media.ConvertParams{ID: "a", Body: &media.MediaStream{Reader: strings.NewReader("png"), ContentType: "image/png"}})
	if err != nil {
		t.Fatal(err)
	}
	picture := result.(*media.ConvertBytes).Body.(*media.MediaStream)
	if data, err := io.ReadAll(picture); string(data) != "png" || err != nil || picture.ContentType != "image/png" || picture.Size != 3 {
		t.Errorf("%s, %v, %+v", data, err, picture)
	}
	if result, err := client.Convert(ctx, media.ConvertParams{ID: "a"}); err != nil || result.(*media.Convert202).Body.Detail != "no picture" {
		t.Errorf("without a body: %v, %v", result, err)
	}
	s.file = func() (io.ReadCloser, error) {
		return nil, &media.ProblemError{StatusCode: 404, Body: media.Problem{Detail: "gone"}}
	}
	var gone *media.ProblemError
	if _, err := client.Download(ctx, media.DownloadParams{ID: "a"}); !errors.As(err, &gone) || gone.Body.Detail != "gone" {
		t.Errorf("an error in the place of a stream: %v", err)
	}
	for contentType, want := range map[string]int{"image/png": 200, "IMAGE/gif; q=1": 200, "text/plain": 415, "application/octet-stream": 415} {
		if status, body, _ := raw(t, server, http.MethodPost, "/files/a", contentType, "x"); status != want {
			t.Errorf("%s: %d %s", contentType, status, body)
		}
	}
}

func TestMediaStreamLimitIsAnErrorOfTheReader(t *testing.T) {
	s, client, _ := newStore(t, media.WithMaxRequestBytes(10))
	s.takes = func(r io.Reader) (int64, error) { return io.Copy(io.Discard, r) }
	for _, body := range []io.Reader{strings.NewReader("0123456789a"), zeros(11)} {
		var e *media.APIError
		if _, err := client.Upload(context.Background(), media.UploadParams{ID: "a", Body: body}); !errors.As(err, &e) || e.StatusCode != 413 {
			t.Errorf("%T: %v", body, err)
		}
	}
}

// broken is a stream that fails in the middle.
type broken struct{ io.Reader }

func (b broken) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if errors.Is(err, io.EOF) {
		err = errors.New("the disk fell off")
	}
	return n, err
}

func (broken) Close() error { return nil }

func TestMediaBrokenStreamIsNotShort(t *testing.T) {
	for name, stream := range map[string]io.ReadCloser{
		"fails":             broken{zeros(100_000)},
		"fails at once":     broken{zeros(0)},
		"short of its size": &media.MediaStream{Reader: zeros(10), Size: 20},
	} {
		s, client, _ := newStore(t)
		s.file = func() (io.ReadCloser, error) { return stream, nil }
		body, err := client.Download(context.Background(), media.DownloadParams{ID: "a"})
		if err == nil {
			_, err = io.Copy(io.Discard, body)
			body.Close()
		}
		if err == nil {
			t.Errorf("%s: it looks whole", name)
		}
	}
	s, client, _ := newStore(t)
	s.takes = func(r io.Reader) (int64, error) { return io.Copy(io.Discard, r) }
	if _, err := client.Upload(context.Background(), media.UploadParams{ID: "a", Body: broken{zeros(100_000)}}); err == nil || !strings.Contains(err.Error(), "the disk fell off") {
		t.Errorf("uploading: %v", err)
	}
}

func TestMediaUploadFollowsRedirect(t *testing.T) {
	s, client, server := newStore(t)
	s.takes = func(r io.Reader) (int64, error) { return io.Copy(io.Discard, r) }
	away := httptest.NewServer(http.RedirectHandler(server.URL+"/files/b", http.StatusTemporaryRedirect))
	defer away.Close()
	client = client.With(media.WithBaseURL(away.URL))
	body := strings.NewReader("__hello")
	_, _ = io.CopyN(io.Discard, body, 2)
	if n, err := client.Upload(context.Background(), media.UploadParams{ID: "a", Body: body}); n != 5 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

func TestMediaTexts(t *testing.T) {
	s, client, server := newStore(t)
	ctx := context.Background()
	if old, err := client.SetNote(ctx, media.SetNoteParams{Body: "grüße"}); old != "" || err != nil || s.note != "grüße" {
		t.Errorf("%q, %v, %q", old, err, s.note)
	}
	if old, err := client.SetNote(ctx, media.SetNoteParams{}); old != "grüße" || err != nil || s.note != "" {
		t.Errorf("%q, %v, %q", old, err, s.note)
	}
	if _, err := client.SetNote(ctx, media.SetNoteParams{Body: strings.Repeat("x", 21)}); err == nil {
		t.Error("maxLength is not checked")
	}
	for body, want := range map[media.Opt[media.Colour]]media.Colour{{}: "blue", media.Some(media.ColourRed): media.ColourRed} {
		if got, err := client.ColourNote(ctx, media.ColourNoteParams{Body: body}); got != want || err != nil {
			t.Errorf("%v: %q, %v", body, got, err)
		}
	}
	for _, c := range []struct {
		method, contentType, body string
		status                    int
		note                      string
	}{
		{"PUT", "text/plain", "plain", 200, "plain"},
		{"PUT", "", "untyped", 200, "untyped"},
		{"PUT", "text/plain; charset=ISO-8859-1", "gr\xfc\xdfe", 200, "grüße"},
		{"PUT", "text/plain; charset=utf-16", "\xfe\xff\x00h\x00i", 200, "hi"},
		{"PUT", "text/plain; charset=utf-16le", "h\x00i\x00", 200, "hi"},
		{"PUT", "text/plain", "gr\xfc\xdfe", 400, ""},
		{"PUT", "text/plain; charset=koi8-r", "x", 400, ""},
		{"PUT", "application/json", `"x"`, 415, ""},
		{"PATCH", "text/plain", "pink", 400, ""},
	} {
		s.note = ""
		if status, reply, _ := raw(t, server, c.method, "/note", c.contentType, c.body); status != c.status || s.note != c.note {
			t.Errorf("%s %q: %d %q %s", c.contentType, c.body, status, s.note, reply)
		}
	}
	if _, _, header := raw(t, server, "PUT", "/note", "text/plain", "x"); header.Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Error(header)
	}
}

// raw sends a request unchanged.
func raw(t *testing.T, server *httptest.Server, method, path, contentType, body string) (int, string, http.Header) {
	t.Helper()
	req, err := http.NewRequest(method, server.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	resp, err := server.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	reply, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(reply), resp.Header
}

func (s *store) Send(_ context.Context, params media.SendParams) (string, error) {
	return s.sent(params)
}
