package client

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"
)

// A negative limit allows empty bodies only.
func TestNegativeLimit(t *testing.T) {
	for _, n := range []int64{-1, -1 << 63} {
		c := Config{}.With([]Option{WithMaxResponseBytes(n)})
		if c.MaxBody != 0 {
			t.Errorf("%d: %d", n, c.MaxBody)
		}
	}
}

func TestErrorsOfBaseURLsHideIt(t *testing.T) {
	for _, base := range []string{"https://me:secret", "https://me:secret@example.com/%zz", "me:secret@example.com", "https://example.com?key=secret", "https://example.com#secret"} {
		err := (&Config{BaseURL: base}).Check()
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", base, err)
		}
	}
}

func TestRedactedWithin(t *testing.T) {
	inner := &url.Error{Op: "Get", URL: "https://a.example/token?key=secret", Err: errors.New("refused")}
	err := Redacted(&url.Error{Op: "Get", URL: "https://b.example/pets?key=secret", Err: fmt.Errorf("signing in: %w", inner)})
	if want := `Get "https://b.example/pets": signing in: Get "https://a.example/token": refused`; err.Error() != want {
		t.Errorf("%s, want %s", err, want)
	}
	if err := Redacted(nil); err != nil {
		t.Error(err)
	}
}

// tokenError is an error of a transport.
type tokenError struct{ error }

func (e *tokenError) Unwrap() error { return e.error }

// What wraps the error of a URL, and what is joined with it, can still be found.
func TestRedactedKeepsErrors(t *testing.T) {
	other := errors.New("another reason")
	failed := func(address string) error { return &url.Error{Op: "Get", URL: address, Err: io.EOF} }
	err := Redacted(&tokenError{errors.Join(failed("https://a.example/%2F?key=secret"), other, failed("https://me:secret@b.example/x"), failed("https://me:secret@c.example/%zz"))})
	want := "Get \"https://a.example/%2F\": EOF\nanother reason\nGet \"https://b.example/x\": EOF\nGet \"an invalid URL\": EOF"
	if err.Error() != want {
		t.Errorf("got %s, want %s", err, want)
	}
	if !errors.As(err, new(*tokenError)) || !errors.As(err, new(*url.Error)) || !errors.Is(err, other) || !errors.Is(err, io.EOF) {
		t.Errorf("%#v has lost what it wraps", err)
	}
}
