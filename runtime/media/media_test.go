package media

import (
	"bufio"
	"bytes"
	"fmt"
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
		if got := InRange(c.declared, c.contentType); got != c.want {
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
		"sized":   {&MediaStream{Reader: pipe, Size: 7}, 7},
		"wrapped": {&MediaStream{Reader: strings.NewReader("1")}, 1},
		"pipe":    {pipe, -1},
	} {
		if got := StreamSize(c.body); got != c.want {
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
		if got := StreamType(&MediaStream{ContentType: c.own}, c.declared); got != c.want {
			t.Errorf("%q as %q: %q", c.own, c.declared, got)
		}
	}
}

// Blanks around a record take time in proportion to their number: this would take minutes
// if all were read again for each.
func TestRecordAmongBlanks(t *testing.T) {
	blanks := strings.Repeat(" \n", 1<<20)
	for text, want := range map[string]string{
		blanks + "\x1e" + blanks + "1" + blanks:            "1",
		"\x1e\"a" + strings.Repeat(" ", 1<<20) + "\"\x1e2": `"a` + strings.Repeat(" ", 1<<20) + `"`,
		"\x1ex" + blanks + "\x1e2":                         "x",
	} {
		r := &ItemReader{Reader: bufio.NewReader(strings.NewReader(text)), limit: 1 << 22}
		if got, err := NextRecord(r); err != nil || string(got) != want {
			t.Errorf("%d bytes, %v, want %d bytes", len(got), err, len(want))
		}
	}
	r := &ItemReader{Reader: bufio.NewReader(strings.NewReader(blanks)), limit: 1 << 10}
	if got, err := NextRecord(r); err == nil || err == io.EOF {
		t.Errorf("more blanks than the limit: %q, %v", got, err)
	}
}

// TestItemsOfOneByteReads finds the same items however little comes at a time.
func TestItemsOfOneByteReads(t *testing.T) {
	for _, c := range []struct {
		next func(*ItemReader) ([]byte, error)
		text string
	}{
		{NextLine, "1\n\n 22 \r\n333"},
		{NextRecord, "\x1e1\n\x1e22\x1e\x1e333\n"},
		{NextRecord, "\x1e1\n\x1e22\n333"},
	} {
		r := &ItemReader{Reader: bufio.NewReader(iotest.OneByteReader(strings.NewReader(c.text))), limit: 8}
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
	r := &ItemReader{Reader: bufio.NewReader(strings.NewReader(strings.Repeat("x", 10_000))), limit: 9_999}
	if _, err := NextLine(r); err == nil {
		t.Error("the limit of an item is not enforced")
	}
}

func TestPartsHaveBoundaries(t *testing.T) {
	for declared, want := range map[string]string{
		"multipart/form-data":                  "multipart/form-data; boundary=B",
		"multipart/related; type=\"text/xml\"": "multipart/related; boundary=B; type=\"text/xml\"",
		"multipart/mixed; boundary=other":      "multipart/mixed; boundary=B",
		"multipart/*":                          "multipart/mixed; boundary=B",
	} {
		got := WithBoundary(declared, "B")
		if got != want || BoundaryOf(got) != "B" {
			t.Errorf("%s: %s", declared, got)
		}
	}
	for _, contentType := range []string{"", "multipart/mixed", "text/plain; boundary=B", "nonsense; boundary"} {
		if got := BoundaryOf(contentType); got != "" {
			t.Errorf("%q: %q", contentType, got)
		}
	}
}

func TestContentTypesOfParts(t *testing.T) {
	for _, c := range []struct {
		types, contentType string
		want               bool
	}{
		{"", "a/b", true},
		{"image/png, image/gif", "image/gif", true},
		{"image/png, image/gif", "image/jpeg", false},
		{"image/*", "", true},
		{"image/*", "application/octet-stream", true},
		{"image/*", "text/plain", false},
	} {
		if got := allowsType(c.types, c.contentType); got != c.want {
			t.Errorf("%q of %q: %v", c.contentType, c.types, got)
		}
	}
}

// TestMultipartBodyIsBounded keeps what is beyond the memory in one file, which it
// removes, and takes a thousand parts.
func TestMultipartBodyIsBounded(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var body strings.Builder
	for _, text := range []string{"12", "1234567", "89", "0123456789"} {
		body.WriteString("--B\r\nContent-Disposition: form-data; name=x\r\n\r\n" + text + "\r\n")
	}
	b := &MultipartBody{Memory: 5}
	if err := b.Read(strings.NewReader(body.String()+"--B--"), "B"); err != nil {
		t.Fatal(err)
	}
	texts, err := b.texts(declares(nil, nil))
	if got := fmt.Sprint(texts); err != nil || got != "[{x 12} {x 1234567} {x 89} {x 0123456789}]" || b.size != 17 {
		t.Errorf("%s, %v, %d bytes", got, err, b.size)
	}
	if files, _ := os.ReadDir(os.TempDir()); len(files) != 1 {
		t.Errorf("%d files", len(files))
	}
	b.Remove()
	if files, _ := os.ReadDir(os.TempDir()); len(files) != 0 {
		t.Errorf("left over: %v", files)
	}
	many := strings.Repeat("--B\r\n\r\n\r\n", maxParts+1) + "--B--"
	if err := new(MultipartBody).Read(strings.NewReader(many), "B"); err == nil {
		t.Error("there is no end of parts")
	}
	if err := new(MultipartBody).Read(strings.NewReader(body.String()), "B"); err == nil {
		t.Error("a body without an end is whole")
	}
}
