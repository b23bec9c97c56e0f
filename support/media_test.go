package support

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"
)

func TestInMediaRange(t *testing.T) {
	for _, c := range []struct {
		declared, contentType string
		want                  bool
	}{
		{"image/png", "image/png", true},
		{"image/png", "IMAGE/PNG; q=1", true},
		{"image/png; q=1", "image/png", true},
		{"image/*", "image/png", true},
		{"image/*", "imagery/png", false},
		{"*/*", "a/b", true},
		{"image/png", "image/jpeg", false},
		{"image/png", "", false},
		{"what is this", "what is this", true},
		{"what is this", "image/png", false},
	} {
		if got := inMediaRange(c.declared, c.contentType); got != c.want {
			t.Errorf("%q in %q: %v", c.contentType, c.declared, got)
		}
	}
}

func TestStreamSize(t *testing.T) {
	file, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	_, _ = file.WriteString("12345")
	_, _ = file.Seek(2, io.SeekStart)
	pipe, _ := io.Pipe()
	for name, c := range map[string]struct {
		body io.Reader
		want int64
	}{
		"reader":  {strings.NewReader("123"), 3},
		"buffer":  {bytes.NewBufferString("123"), 3},
		"file":    {file, 3},
		"told":    {&MediaStream{Reader: pipe, Size: 7}, 7},
		"wrapped": {&MediaStream{Reader: strings.NewReader("1")}, 1},
		"pipe":    {pipe, -1},
	} {
		if got := streamSize(c.body); got != c.want {
			t.Errorf("%s: %d", name, got)
		}
	}
}

func TestStreamType(t *testing.T) {
	for _, c := range []struct{ declared, own, want string }{
		{"application/pdf", "", "application/pdf"},
		{"application/pdf", "image/png", "application/pdf"},
		{"image/*", "image/png", "image/png"},
		{"image/*", "text/plain", "application/octet-stream"},
		{"*/*", "", "application/octet-stream"},
	} {
		if got := streamType(&MediaStream{ContentType: c.own}, c.declared); got != c.want {
			t.Errorf("%q as %q: %q", c.own, c.declared, got)
		}
	}
}

// TestItemsOfOneByteReads finds the same items however little comes at a time.
func TestItemsOfOneByteReads(t *testing.T) {
	for _, c := range []struct {
		next func(*itemReader) ([]byte, error)
		text string
	}{
		{nextLine, "1\n\n 22 \r\n333"},
		{nextRecord, "\x1e1\n\x1e22\x1e\x1e333\n"},
		{nextRecord, "\x1e1\n\x1e22\n333"},
	} {
		r := &itemReader{Reader: bufio.NewReader(iotest.OneByteReader(strings.NewReader(c.text))), limit: 8}
		var got []string
		for item, err := c.next(r); err != io.EOF; item, err = c.next(r) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, string(item))
		}
		if strings.Join(got, ",") != "1,22,333" {
			t.Errorf("%q: %q", c.text, got)
		}
	}
	r := &itemReader{Reader: bufio.NewReader(strings.NewReader(strings.Repeat("x", 10_000))), limit: 9_999}
	if _, err := nextLine(r); err == nil {
		t.Error("the limit of an item does not hold")
	}
}
