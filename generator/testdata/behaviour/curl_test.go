package behaviour

import (
	"context"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/media"
	"github.com/peergen/peergen/generator/testdata/behaviour/styles"
)

// curl returns the output of the command; if it is not installed, the test is
// skipped.
func curl(t *testing.T, args ...string) (string, error) {
	t.Helper()
	path, err := exec.LookPath("curl")
	if err != nil {
		t.Skip("curl is not installed")
	}
	out, err := exec.CommandContext(t.Context(), path, append([]string{"-sS", "--max-time", "20"}, args...)...).CombinedOutput()
	return string(out), err
}

// TestMediaCurl sends files and receives streams with a client that is not
// ours.
func TestMediaCurl(t *testing.T) {
	s, _, server := newStore(t)
	s.sent = describe
	s.takes = func(r io.Reader) (int64, error) { return io.Copy(io.Discard, r) }
	s.file = func() (io.ReadCloser, error) { return broken{zeros(10_000)}, nil }
	s.texts = []media.ServerEvent[string]{{Data: "hello"}, {Event: "more", ID: "7", Data: "two\nlines"}}
	s.rows = func(context.Context) iter.Seq2[media.Row, error] {
		return each(media.Row{ID: 1}, media.Row{ID: 2, Note: media.Some("é")})
	}
	s.counts = func(rows iter.Seq2[media.Row, error]) (int64, error) {
		got, err := all(rows, nil)
		return int64(len(got)), err
	}
	name := filepath.Join(t.TempDir(), "pic.png")
	if err := os.WriteFile(name, []byte("png"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{
			[]string{"-F", "title=a", "-F", "count=2", "-F", "tags=x", "-F", "tags=y", "-F", `meta={"a":"b"};type=application/json`, "-F", "file=@" + name, "-F", "thumb=@" + name, server.URL + "/upload"},
			"a 2 [x y] {b []} pic.png(image/png)=png pic.png(image/png)=png",
		},
		{[]string{"-T", name, "-H", "Content-Type: application/octet-stream", server.URL + "/files/a"}, "3"},
		{[]string{"-T", "-", "-H", "Content-Type: application/octet-stream", server.URL + "/files/a"}, "0"},
		{[]string{"-d", "name=a b", "-d", "meta[a]=m", server.URL + "/form"}, `{"name":"a b","meta":{"a":"m"}}`},
		{[]string{"-N", server.URL + "/events/text"}, "data: hello\n\nid: 7\nevent: more\ndata: two\ndata: lines\n\n"},
		{[]string{"-N", server.URL + "/lines"}, `{"id":1}` + "\n" + `{"id":2,"note":"é"}` + "\n"},
		{[]string{"--data-binary", "{\"id\":1}\n\n{\"id\":2}", "-H", "Content-Type: application/jsonl", server.URL + "/lines"}, "2"},
		{[]string{"--data-binary", "\x1e\"a\"\n\x1enull\n", "-H", "Content-Type: application/json-seq", server.URL + "/sequence"}, "\x1e\"a\"\n\x1enull\n"},
		{[]string{"-w", "%{http_code}", "-o", os.DevNull, "-F", "title=a", server.URL + "/upload"}, "400"},
	} {
		if out, err := curl(t, c.args...); out != c.want || err != nil {
			t.Errorf("curl %q: %q, %v", c.args, out, err)
		}
	}
	if _, err := curl(t, "-o", os.DevNull, server.URL+"/files/a"); err == nil {
		t.Error("curl takes a broken stream for a whole one")
	}
}

// TestStylesCurl escapes parameters with curl, as forms do: a space is a plus.
func TestStylesCurl(t *testing.T) {
	p, _, server, _ := newPalette(t)
	for _, c := range []struct {
		args []string
		want styles.SearchParams
	}{
		{nil, styles.SearchParams{}},
		{[]string{"-G", "--data-urlencode", "filter[name]=a b&c=%2F+é", "-g"}, styles.SearchParams{Filter: &styles.Filter{Name: styles.Some("a b&c=%2F+é")}}},
		{[]string{"-G", "-d", "ids=1,2", "-d", "sort=x", "-d", "sort=y"}, styles.SearchParams{IDs: []int64{1, 2}, Sort: []string{"x", "y"}}},
		{[]string{"-G", "--data-urlencode", `where={"active":true}`}, styles.SearchParams{Where: &styles.Filter{Active: styles.Some(true)}}},
		{[]string{"-H", "x-trace:  a, b ", "-H", `X-Point: {"R":1,"G":2,"B":3}`}, styles.SearchParams{XTrace: styles.Some("a, b"), XPoint: &styles.Color{R: 1, G: 2, B: 3}}},
		{[]string{"-b", "other=1; session=a%20b", "-b", "seen=[1]"}, styles.SearchParams{Session: styles.Some("a b"), Seen: []int64{1}}},
	} {
		out, err := curl(t, append(c.args, "-w", "%{http_code}", server.URL+"/search")...)
		if seen, want := p.take(), withDefaults(c.want); out != "204" || err != nil || !reflect.DeepEqual(seen, want) {
			t.Errorf("curl %q: %s, %v\nseen %+v\nwant %+v", c.args, out, err, seen, want)
		}
	}
}
