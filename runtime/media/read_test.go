package media

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"
)

// ReadAll reads a body whatever its announced length, which middleware that decodes it
// may have left as it was.
func TestReadAll(t *testing.T) {
	for _, size := range []int{0, 1, 511, 512, 513, 70_000, 300_000} {
		want := bytes.Repeat([]byte("x"), size)
		for _, length := range []int64{-1, 0, 1, int64(size), int64(size) + 100, 1 << 40} {
			for name, wrap := range map[string]func(io.Reader) io.Reader{
				"all": func(r io.Reader) io.Reader { return r }, "halves": iotest.HalfReader, "with EOF": iotest.DataErrReader,
			} {
				got, err := ReadAll(wrap(bytes.NewReader(want)), length, 1<<20)
				if err != nil || !bytes.Equal(got, want) {
					t.Errorf("%d bytes announced as %d, %s: got %d, %v", size, length, name, len(got), err)
				}
			}
		}
	}
	if got, err := ReadAll(bytes.NewReader(make([]byte, 9000)), -1, 1000); err != nil || len(got) <= 1000 || len(got) == 9000 {
		t.Errorf("beyond the limit: %d bytes, %v", len(got), err)
	}
	if _, err := ReadAll(iotest.ErrReader(io.ErrUnexpectedEOF), 10, 1000); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
}

// A body with a known length is read into memory of its size.
func TestReadAllAllocatesOnce(t *testing.T) {
	body := make([]byte, 50_000)
	n := testing.AllocsPerRun(10, func() {
		if got, err := ReadAll(bytes.NewReader(body), int64(len(body)), 1<<20); err != nil || cap(got) > 60_000 {
			t.Error(cap(got), err)
		}
	})
	if n > 2 { // with the reader
		t.Errorf("%v allocations", n)
	}
}
