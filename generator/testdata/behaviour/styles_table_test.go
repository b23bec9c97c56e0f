package behaviour

import (
	"context"
	"reflect"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/styles"
)

var (
	colors = []string{"blue", "black", "brown"}
	rgb    = styles.Color{R: 100, G: 200, B: 150}
)

// styleExamples is the table "Style Examples" of OpenAPI 3.2 without the cells
// that are n/a: the URL and a header as sent, and the call that sends them.
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
			t.Errorf("%s %s: %d %s", cell.url, cell.value, status, body)
		}
		if !reflect.DeepEqual(p.seen, cell.want) {
			t.Errorf("%s %s: the server sees %v, want %v", cell.url, cell.value, p.seen, cell.want)
		}
	}
}
