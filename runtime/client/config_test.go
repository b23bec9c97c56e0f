package client

import (
	"errors"
	"fmt"
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
	if err == nil || strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), "refused") {
		t.Error(err)
	}
	if err := Redacted(nil); err != nil {
		t.Error(err)
	}
}
