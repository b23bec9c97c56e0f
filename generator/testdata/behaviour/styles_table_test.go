package behaviour

import (
	"context"
	"net/http"
	"net/http/httptest"
	"reflect"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/styles"
)

// palette keeps the last value that an operation was given.
type palette struct {
	styles.UnimplementedAPI
	seen any
}

func (s *palette) see(v any) error {
	s.seen = v
	return nil
}

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

var (
	colors = []string{"blue", "black", "brown"}
	rgb    = styles.Color{R: 100, G: 200, B: 150}
)

// styleExamples is the table "Style Examples" of OpenAPI 3.2, but for the cells
// that are n/a: the URL and a header as they travel, and the call that says so.
var styleExamples = []struct {
	url, header, value string
	call               func(*styles.Client) error
	want               any
}{
	{"/table/matrixString/;color=blue", "", "", func(c *styles.Client) error {
		return c.MatrixString(context.Background(), styles.MatrixStringParams{Color: "blue"})
	}, "blue"},
	{"/table/matrixString/;color", "", "", func(c *styles.Client) error {
		return c.MatrixString(context.Background(), styles.MatrixStringParams{Color: ""})
	}, ""},
	{"/table/matrixArray/;color=blue,black,brown", "", "", func(c *styles.Client) error {
		return c.MatrixArray(context.Background(), styles.MatrixArrayParams{Color: colors})
	}, colors},
	{"/table/matrixObject/;color=R,100,G,200,B,150", "", "", func(c *styles.Client) error {
		return c.MatrixObject(context.Background(), styles.MatrixObjectParams{Color: rgb})
	}, rgb},
	{"/table/matrixExplodedString/;color=blue", "", "", func(c *styles.Client) error {
		return c.MatrixExplodedString(context.Background(), styles.MatrixExplodedStringParams{Color: "blue"})
	}, "blue"},
	{"/table/matrixExplodedString/;color", "", "", func(c *styles.Client) error {
		return c.MatrixExplodedString(context.Background(), styles.MatrixExplodedStringParams{Color: ""})
	}, ""},
	{"/table/matrixExplodedArray/;color=blue;color=black;color=brown", "", "", func(c *styles.Client) error {
		return c.MatrixExplodedArray(context.Background(), styles.MatrixExplodedArrayParams{Color: colors})
	}, colors},
	{"/table/matrixExplodedObject/;R=100;G=200;B=150", "", "", func(c *styles.Client) error {
		return c.MatrixExplodedObject(context.Background(), styles.MatrixExplodedObjectParams{Color: rgb})
	}, rgb},
	{"/table/labelString/.blue", "", "", func(c *styles.Client) error {
		return c.LabelString(context.Background(), styles.LabelStringParams{Color: "blue"})
	}, "blue"},
	{"/table/labelString/%2E", "", "", func(c *styles.Client) error {
		return c.LabelString(context.Background(), styles.LabelStringParams{Color: ""})
	}, ""},
	{"/table/labelArray/.blue,black,brown", "", "", func(c *styles.Client) error {
		return c.LabelArray(context.Background(), styles.LabelArrayParams{Color: colors})
	}, colors},
	{"/table/labelObject/.R,100,G,200,B,150", "", "", func(c *styles.Client) error {
		return c.LabelObject(context.Background(), styles.LabelObjectParams{Color: rgb})
	}, rgb},
	{"/table/labelExplodedString/.blue", "", "", func(c *styles.Client) error {
		return c.LabelExplodedString(context.Background(), styles.LabelExplodedStringParams{Color: "blue"})
	}, "blue"},
	{"/table/labelExplodedString/%2E", "", "", func(c *styles.Client) error {
		return c.LabelExplodedString(context.Background(), styles.LabelExplodedStringParams{Color: ""})
	}, ""},
	{"/table/labelExplodedArray/.blue.black.brown", "", "", func(c *styles.Client) error {
		return c.LabelExplodedArray(context.Background(), styles.LabelExplodedArrayParams{Color: colors})
	}, colors},
	{"/table/labelExplodedObject/.R=100.G=200.B=150", "", "", func(c *styles.Client) error {
		return c.LabelExplodedObject(context.Background(), styles.LabelExplodedObjectParams{Color: rgb})
	}, rgb},
	{"/table/simpleString/blue", "", "", func(c *styles.Client) error {
		return c.SimpleString(context.Background(), styles.SimpleStringParams{Color: "blue"})
	}, "blue"},
	{"/table/simpleArray/blue,black,brown", "", "", func(c *styles.Client) error {
		return c.SimpleArray(context.Background(), styles.SimpleArrayParams{Color: colors})
	}, colors},
	{"/table/simpleObject/R,100,G,200,B,150", "", "", func(c *styles.Client) error {
		return c.SimpleObject(context.Background(), styles.SimpleObjectParams{Color: rgb})
	}, rgb},
	{"/table/simpleExplodedString/blue", "", "", func(c *styles.Client) error {
		return c.SimpleExplodedString(context.Background(), styles.SimpleExplodedStringParams{Color: "blue"})
	}, "blue"},
	{"/table/simpleExplodedArray/blue,black,brown", "", "", func(c *styles.Client) error {
		return c.SimpleExplodedArray(context.Background(), styles.SimpleExplodedArrayParams{Color: colors})
	}, colors},
	{"/table/simpleExplodedObject/R=100,G=200,B=150", "", "", func(c *styles.Client) error {
		return c.SimpleExplodedObject(context.Background(), styles.SimpleExplodedObjectParams{Color: rgb})
	}, rgb},
	{"/table/formString?color=blue", "", "", func(c *styles.Client) error {
		return c.FormString(context.Background(), styles.FormStringParams{Color: styles.Some("blue")})
	}, styles.Some("blue")},
	{"/table/formString?color=", "", "", func(c *styles.Client) error {
		return c.FormString(context.Background(), styles.FormStringParams{Color: styles.Some("")})
	}, styles.Some("")},
	{"/table/formArray?color=blue,black,brown", "", "", func(c *styles.Client) error {
		return c.FormArray(context.Background(), styles.FormArrayParams{Color: colors})
	}, colors},
	{"/table/formObject?color=R,100,G,200,B,150", "", "", func(c *styles.Client) error {
		return c.FormObject(context.Background(), styles.FormObjectParams{Color: &rgb})
	}, &rgb},
	{"/table/formExplodedString?color=blue", "", "", func(c *styles.Client) error {
		return c.FormExplodedString(context.Background(), styles.FormExplodedStringParams{Color: styles.Some("blue")})
	}, styles.Some("blue")},
	{"/table/formExplodedString?color=", "", "", func(c *styles.Client) error {
		return c.FormExplodedString(context.Background(), styles.FormExplodedStringParams{Color: styles.Some("")})
	}, styles.Some("")},
	{"/table/formExplodedArray?color=blue&color=black&color=brown", "", "", func(c *styles.Client) error {
		return c.FormExplodedArray(context.Background(), styles.FormExplodedArrayParams{Color: colors})
	}, colors},
	{"/table/formExplodedObject?R=100&G=200&B=150", "", "", func(c *styles.Client) error {
		return c.FormExplodedObject(context.Background(), styles.FormExplodedObjectParams{Color: &rgb})
	}, &rgb},
	{"/table/spaceDelimitedArray?color=blue%20black%20brown", "", "", func(c *styles.Client) error {
		return c.SpaceDelimitedArray(context.Background(), styles.SpaceDelimitedArrayParams{Color: colors})
	}, colors},
	{"/table/spaceDelimitedObject?color=R%20100%20G%20200%20B%20150", "", "", func(c *styles.Client) error {
		return c.SpaceDelimitedObject(context.Background(), styles.SpaceDelimitedObjectParams{Color: &rgb})
	}, &rgb},
	{"/table/pipeDelimitedArray?color=blue%7Cblack%7Cbrown", "", "", func(c *styles.Client) error {
		return c.PipeDelimitedArray(context.Background(), styles.PipeDelimitedArrayParams{Color: colors})
	}, colors},
	{"/table/pipeDelimitedObject?color=R%7C100%7CG%7C200%7CB%7C150", "", "", func(c *styles.Client) error {
		return c.PipeDelimitedObject(context.Background(), styles.PipeDelimitedObjectParams{Color: &rgb})
	}, &rgb},
	{"/table/deepObjectExplodedObject?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150", "", "", func(c *styles.Client) error {
		return c.DeepObjectExplodedObject(context.Background(), styles.DeepObjectExplodedObjectParams{Color: &rgb})
	}, &rgb},
	{"/table/simpleStringInHeader", "Color", "blue", func(c *styles.Client) error {
		return c.SimpleStringInHeader(context.Background(), styles.SimpleStringInHeaderParams{Color: styles.Some("blue")})
	}, styles.Some("blue")},
	{"/table/simpleStringInHeader", "Color", "", func(c *styles.Client) error {
		return c.SimpleStringInHeader(context.Background(), styles.SimpleStringInHeaderParams{Color: styles.Some("")})
	}, styles.Some("")},
	{"/table/simpleArrayInHeader", "Color", "blue,black,brown", func(c *styles.Client) error {
		return c.SimpleArrayInHeader(context.Background(), styles.SimpleArrayInHeaderParams{Color: colors})
	}, colors},
	{"/table/simpleObjectInHeader", "Color", "R,100,G,200,B,150", func(c *styles.Client) error {
		return c.SimpleObjectInHeader(context.Background(), styles.SimpleObjectInHeaderParams{Color: &rgb})
	}, &rgb},
	{"/table/simpleExplodedStringInHeader", "Color", "blue", func(c *styles.Client) error {
		return c.SimpleExplodedStringInHeader(context.Background(), styles.SimpleExplodedStringInHeaderParams{Color: styles.Some("blue")})
	}, styles.Some("blue")},
	{"/table/simpleExplodedStringInHeader", "Color", "", func(c *styles.Client) error {
		return c.SimpleExplodedStringInHeader(context.Background(), styles.SimpleExplodedStringInHeaderParams{Color: styles.Some("")})
	}, styles.Some("")},
	{"/table/simpleExplodedArrayInHeader", "Color", "blue,black,brown", func(c *styles.Client) error {
		return c.SimpleExplodedArrayInHeader(context.Background(), styles.SimpleExplodedArrayInHeaderParams{Color: colors})
	}, colors},
	{"/table/simpleExplodedObjectInHeader", "Color", "R=100,G=200,B=150", func(c *styles.Client) error {
		return c.SimpleExplodedObjectInHeader(context.Background(), styles.SimpleExplodedObjectInHeaderParams{Color: &rgb})
	}, &rgb},
	{"/table/formStringInCookie", "Cookie", "color=blue", func(c *styles.Client) error {
		return c.FormStringInCookie(context.Background(), styles.FormStringInCookieParams{Color: styles.Some("blue")})
	}, styles.Some("blue")},
	{"/table/formStringInCookie", "Cookie", "color=", func(c *styles.Client) error {
		return c.FormStringInCookie(context.Background(), styles.FormStringInCookieParams{Color: styles.Some("")})
	}, styles.Some("")},
	{"/table/formArrayInCookie", "Cookie", "color=blue,black,brown", func(c *styles.Client) error {
		return c.FormArrayInCookie(context.Background(), styles.FormArrayInCookieParams{Color: colors})
	}, colors},
	{"/table/formObjectInCookie", "Cookie", "color=R,100,G,200,B,150", func(c *styles.Client) error {
		return c.FormObjectInCookie(context.Background(), styles.FormObjectInCookieParams{Color: &rgb})
	}, &rgb},
	{"/table/formExplodedStringInCookie", "Cookie", "color=blue", func(c *styles.Client) error {
		return c.FormExplodedStringInCookie(context.Background(), styles.FormExplodedStringInCookieParams{Color: styles.Some("blue")})
	}, styles.Some("blue")},
	{"/table/formExplodedStringInCookie", "Cookie", "color=", func(c *styles.Client) error {
		return c.FormExplodedStringInCookie(context.Background(), styles.FormExplodedStringInCookieParams{Color: styles.Some("")})
	}, styles.Some("")},
	{"/table/formExplodedArrayInCookie", "Cookie", "color=blue; color=black; color=brown", func(c *styles.Client) error {
		return c.FormExplodedArrayInCookie(context.Background(), styles.FormExplodedArrayInCookieParams{Color: colors})
	}, colors},
	{"/table/formExplodedObjectInCookie", "Cookie", "R=100; G=200; B=150", func(c *styles.Client) error {
		return c.FormExplodedObjectInCookie(context.Background(), styles.FormExplodedObjectInCookieParams{Color: &rgb})
	}, &rgb},
	{"/table/cookieStringInCookie", "Cookie", "color=blue", func(c *styles.Client) error {
		return c.CookieStringInCookie(context.Background(), styles.CookieStringInCookieParams{Color: styles.Some("blue")})
	}, styles.Some("blue")},
	{"/table/cookieStringInCookie", "Cookie", "color=", func(c *styles.Client) error {
		return c.CookieStringInCookie(context.Background(), styles.CookieStringInCookieParams{Color: styles.Some("")})
	}, styles.Some("")},
	{"/table/cookieArrayInCookie", "Cookie", "color=blue,black,brown", func(c *styles.Client) error {
		return c.CookieArrayInCookie(context.Background(), styles.CookieArrayInCookieParams{Color: colors})
	}, colors},
	{"/table/cookieObjectInCookie", "Cookie", "color=R,100,G,200,B,150", func(c *styles.Client) error {
		return c.CookieObjectInCookie(context.Background(), styles.CookieObjectInCookieParams{Color: &rgb})
	}, &rgb},
	{"/table/cookieExplodedStringInCookie", "Cookie", "color=blue", func(c *styles.Client) error {
		return c.CookieExplodedStringInCookie(context.Background(), styles.CookieExplodedStringInCookieParams{Color: styles.Some("blue")})
	}, styles.Some("blue")},
	{"/table/cookieExplodedStringInCookie", "Cookie", "color=", func(c *styles.Client) error {
		return c.CookieExplodedStringInCookie(context.Background(), styles.CookieExplodedStringInCookieParams{Color: styles.Some("")})
	}, styles.Some("")},
	{"/table/cookieExplodedArrayInCookie", "Cookie", "color=blue; color=black; color=brown", func(c *styles.Client) error {
		return c.CookieExplodedArrayInCookie(context.Background(), styles.CookieExplodedArrayInCookieParams{Color: colors})
	}, colors},
	{"/table/cookieExplodedObjectInCookie", "Cookie", "R=100; G=200; B=150", func(c *styles.Client) error {
		return c.CookieExplodedObjectInCookie(context.Background(), styles.CookieExplodedObjectInCookieParams{Color: &rgb})
	}, &rgb},
}

// newPalette is a client with its server, which keeps the last request too.
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

func TestStyleExamples(t *testing.T) {
	p, client, server, last := newPalette(t)
	for _, cell := range styleExamples {
		p.seen = nil
		if err := cell.call(client); err != nil {
			t.Errorf("%s %s: %v", cell.url, cell.value, err)
		}
		if last.RequestURI != cell.url || cell.header != "" && last.Header.Get(cell.header) != cell.value {
			t.Errorf("the client sends %s, %s: %q; want %s, %q", last.RequestURI, cell.header, last.Header.Get(cell.header), cell.url, cell.value)
		}
		if !reflect.DeepEqual(p.seen, cell.want) {
			t.Errorf("%s %s: the server sees %v of its client, want %v", cell.url, cell.value, p.seen, cell.want)
		}
		p.seen = nil
		if status, body := rawGet(t, server.URL+cell.url, cell.header, cell.value); status != 204 {
			t.Errorf("%s %s answers %d %s", cell.url, cell.value, status, body)
		}
		if !reflect.DeepEqual(p.seen, cell.want) {
			t.Errorf("%s %s: the server sees %v, want %v", cell.url, cell.value, p.seen, cell.want)
		}
	}
}
