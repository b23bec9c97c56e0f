package behaviour

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/styles"
)

// newPalette returns a client with its server, which records the last request.
func newPalette(t *testing.T) (*palette, *styles.Client, *httptest.Server, *http.Request) {
	t.Helper()
	p, last := &palette{}, &http.Request{}
	handler, err := styles.NewServer(p, styles.Security{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*last = *r
		handler.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	client, err := styles.NewClient(styles.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	return p, client, server, last
}

// palette records the last value that an operation received.
type palette struct {
	styles.UnimplementedAPI
	mu   sync.Mutex
	seen any
}

func (s *palette) see(v any) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen = v
	return nil
}

// take returns the last value and resets it. Tests with other programs use it,
// because the exit of a process does not synchronize with goroutines.
func (s *palette) take() any {
	s.mu.Lock()
	defer s.mu.Unlock()
	seen := s.seen
	s.seen = nil
	return seen
}

func (s *palette) Empties(_ context.Context, params styles.EmptiesParams) error { return s.see(params) }

func (s *palette) Own(_ context.Context, params styles.OwnParams) error { return s.see(params) }

func (s *palette) OwnCookies(_ context.Context, params styles.OwnCookiesParams) error {
	return s.see(params)
}

func (s *palette) Listed(_ context.Context, params styles.ListedParams) error { return s.see(params) }

func (s *palette) Twice(_ context.Context, params styles.TwiceParams) error { return s.see(params) }

func (s *palette) MatrixString(_ context.Context, params styles.MatrixStringParams) error {
	return s.see(params.Color)
}

func (s *palette) MatrixArray(_ context.Context, params styles.MatrixArrayParams) error {
	return s.see(params.Color)
}

func (s *palette) MatrixObject(_ context.Context, params styles.MatrixObjectParams) error {
	return s.see(params.Color)
}

func (s *palette) MatrixExplodedString(_ context.Context, params styles.MatrixExplodedStringParams) error {
	return s.see(params.Color)
}

func (s *palette) MatrixExplodedArray(_ context.Context, params styles.MatrixExplodedArrayParams) error {
	return s.see(params.Color)
}

func (s *palette) MatrixExplodedObject(_ context.Context, params styles.MatrixExplodedObjectParams) error {
	return s.see(params.Color)
}

func (s *palette) LabelString(_ context.Context, params styles.LabelStringParams) error {
	return s.see(params.Color)
}

func (s *palette) LabelArray(_ context.Context, params styles.LabelArrayParams) error {
	return s.see(params.Color)
}

func (s *palette) LabelObject(_ context.Context, params styles.LabelObjectParams) error {
	return s.see(params.Color)
}

func (s *palette) LabelExplodedString(_ context.Context, params styles.LabelExplodedStringParams) error {
	return s.see(params.Color)
}

func (s *palette) LabelExplodedArray(_ context.Context, params styles.LabelExplodedArrayParams) error {
	return s.see(params.Color)
}

func (s *palette) LabelExplodedObject(_ context.Context, params styles.LabelExplodedObjectParams) error {
	return s.see(params.Color)
}

func (s *palette) SimpleString(_ context.Context, params styles.SimpleStringParams) error {
	return s.see(params.Color)
}

func (s *palette) SimpleArray(_ context.Context, params styles.SimpleArrayParams) error {
	return s.see(params.Color)
}

func (s *palette) SimpleObject(_ context.Context, params styles.SimpleObjectParams) error {
	return s.see(params.Color)
}

func (s *palette) SimpleExplodedString(_ context.Context, params styles.SimpleExplodedStringParams) error {
	return s.see(params.Color)
}

func (s *palette) SimpleExplodedArray(_ context.Context, params styles.SimpleExplodedArrayParams) error {
	return s.see(params.Color)
}

func (s *palette) SimpleExplodedObject(_ context.Context, params styles.SimpleExplodedObjectParams) error {
	return s.see(params.Color)
}

func (s *palette) FormString(_ context.Context, params styles.FormStringParams) error {
	return s.see(params.Color)
}

func (s *palette) FormArray(_ context.Context, params styles.FormArrayParams) error {
	return s.see(params.Color)
}

func (s *palette) FormObject(_ context.Context, params styles.FormObjectParams) error {
	return s.see(params.Color)
}

func (s *palette) FormExplodedString(_ context.Context, params styles.FormExplodedStringParams) error {
	return s.see(params.Color)
}

func (s *palette) FormExplodedArray(_ context.Context, params styles.FormExplodedArrayParams) error {
	return s.see(params.Color)
}

func (s *palette) FormExplodedObject(_ context.Context, params styles.FormExplodedObjectParams) error {
	return s.see(params.Color)
}

func (s *palette) SpaceDelimitedArray(_ context.Context, params styles.SpaceDelimitedArrayParams) error {
	return s.see(params.Color)
}

func (s *palette) SpaceDelimitedObject(_ context.Context, params styles.SpaceDelimitedObjectParams) error {
	return s.see(params.Color)
}

func (s *palette) PipeDelimitedArray(_ context.Context, params styles.PipeDelimitedArrayParams) error {
	return s.see(params.Color)
}

func (s *palette) PipeDelimitedObject(_ context.Context, params styles.PipeDelimitedObjectParams) error {
	return s.see(params.Color)
}

func (s *palette) DeepObjectExplodedObject(_ context.Context, params styles.DeepObjectExplodedObjectParams) error {
	return s.see(params.Color)
}

func (s *palette) SimpleStringInHeader(_ context.Context, params styles.SimpleStringInHeaderParams) error {
	return s.see(params.Color)
}

func (s *palette) SimpleArrayInHeader(_ context.Context, params styles.SimpleArrayInHeaderParams) error {
	return s.see(params.Color)
}

func (s *palette) SimpleObjectInHeader(_ context.Context, params styles.SimpleObjectInHeaderParams) error {
	return s.see(params.Color)
}

func (s *palette) SimpleExplodedStringInHeader(_ context.Context, params styles.SimpleExplodedStringInHeaderParams) error {
	return s.see(params.Color)
}

func (s *palette) SimpleExplodedArrayInHeader(_ context.Context, params styles.SimpleExplodedArrayInHeaderParams) error {
	return s.see(params.Color)
}

func (s *palette) SimpleExplodedObjectInHeader(_ context.Context, params styles.SimpleExplodedObjectInHeaderParams) error {
	return s.see(params.Color)
}

func (s *palette) FormStringInCookie(_ context.Context, params styles.FormStringInCookieParams) error {
	return s.see(params.Color)
}

func (s *palette) FormArrayInCookie(_ context.Context, params styles.FormArrayInCookieParams) error {
	return s.see(params.Color)
}

func (s *palette) FormObjectInCookie(_ context.Context, params styles.FormObjectInCookieParams) error {
	return s.see(params.Color)
}

func (s *palette) FormExplodedStringInCookie(_ context.Context, params styles.FormExplodedStringInCookieParams) error {
	return s.see(params.Color)
}

func (s *palette) FormExplodedArrayInCookie(_ context.Context, params styles.FormExplodedArrayInCookieParams) error {
	return s.see(params.Color)
}

func (s *palette) FormExplodedObjectInCookie(_ context.Context, params styles.FormExplodedObjectInCookieParams) error {
	return s.see(params.Color)
}

func (s *palette) CookieStringInCookie(_ context.Context, params styles.CookieStringInCookieParams) error {
	return s.see(params.Color)
}

func (s *palette) CookieArrayInCookie(_ context.Context, params styles.CookieArrayInCookieParams) error {
	return s.see(params.Color)
}

func (s *palette) CookieObjectInCookie(_ context.Context, params styles.CookieObjectInCookieParams) error {
	return s.see(params.Color)
}

func (s *palette) CookieExplodedStringInCookie(_ context.Context, params styles.CookieExplodedStringInCookieParams) error {
	return s.see(params.Color)
}

func (s *palette) CookieExplodedArrayInCookie(_ context.Context, params styles.CookieExplodedArrayInCookieParams) error {
	return s.see(params.Color)
}

func (s *palette) CookieExplodedObjectInCookie(_ context.Context, params styles.CookieExplodedObjectInCookieParams) error {
	return s.see(params.Color)
}

func (s *palette) Search(_ context.Context, params styles.SearchParams) error { return s.see(params) }

func (s *palette) GetFiles(_ context.Context, params styles.GetFilesParams) error {
	return s.see(params)
}

func (s *palette) FormQuery(_ context.Context, params styles.FormQueryParams) error {
	return s.see(params.All)
}

func (s *palette) JSONQuery(_ context.Context, params styles.JSONQueryParams) error {
	return s.see(params.All)
}

func (s *palette) Formats(_ context.Context, params styles.FormatsParams) error { return s.see(params) }
