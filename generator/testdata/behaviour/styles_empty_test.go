package behaviour

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/styles"
)

// With allowEmptyValue an empty value is sent, and is decoded as an empty
// array, true, an absent value, or an empty string.
func TestAllowedEmptyValues(t *testing.T) {
	p, client, server, last := newPalette(t)
	for _, test := range []struct {
		params styles.EmptiesParams
		query  string
	}{
		{styles.EmptiesParams{IDs: []int64{}, Tags: []string{}}, "ids=&flag=false&page=&text=&turn=&tags="},
		{styles.EmptiesParams{IDs: []int64{0}, Flag: true, Page: styles.Some(int64(3)), Text: "a b", Turn: styles.Some(styles.TurnLeft), Tags: []string{"", ""}},
			"ids=0&flag=true&page=3&text=a%20b&turn=left&tags=&tags="},
	} {
		if err := client.Empties(context.Background(), test.params); err != nil || last.URL.RawQuery != test.query || !reflect.DeepEqual(p.seen, test.params) {
			t.Errorf("%s is seen as %+v, %v; want %s", last.RequestURI, p.seen, err, test.query)
		}
	}
	if status, body := rawGet(t, server.URL+"/empties?ids=&flag=&page=&text&turn="); status != 204 || !reflect.DeepEqual(p.seen, styles.EmptiesParams{IDs: []int64{}, Flag: true}) {
		t.Errorf("seen as %+v: %d %s", p.seen, status, body)
	}
	for query, want := range map[string]string{
		"ids=&flag=&page=&text=":             `[{"in":"query","name":"turn","keyword":"required","message":"is required"}]`,
		"flag=&page=&text=&turn=":            `[{"in":"query","name":"ids","keyword":"required","message":"is required"}]`,
		"ids=&page=&text=&turn=":             `[{"in":"query","name":"flag","keyword":"required","message":"is required"}]`,
		"ids=&flag=&page=0&text=&turn=":      `[{"in":"query","name":"page","keyword":"minimum","message":"must be at least 1"}]`,
		"ids=1&ids=&flag=&page=&text=&turn=": `[{"in":"query","name":"ids","keyword":"type","message":"must be an integer"}]`,
	} {
		if status, body := rawGet(t, server.URL+"/empties?"+query); status != 400 || !strings.Contains(body, `"errors":`+want) {
			t.Errorf("%s: %d %s, want %s", query, status, body, want)
		}
	}
}

// Without it, client and server require that a required array whose items
// repeat the name is not empty.
func TestRequiredArrayIsNotEmpty(t *testing.T) {
	p, client, server, _ := newPalette(t)
	if err := client.Listed(context.Background(), styles.ListedParams{IDs: []int64{}}); err == nil || err.Error() != "query ids: must have at least 1 element, not 0" || p.seen != nil {
		t.Errorf("got %v", err)
	}
	if status, body := rawGet(t, server.URL+"/listed"); status != 400 || !strings.Contains(body, `"errors":[{"in":"query","name":"ids","keyword":"required","message":"is required"}]`) {
		t.Errorf("%d %s", status, body)
	}
}

// An empty header is an empty array.
func TestEmptyArrayInHeader(t *testing.T) {
	p, client, _, last := newPalette(t)
	err := client.SimpleArrayInHeader(context.Background(), styles.SimpleArrayInHeaderParams{Color: []string{}})
	if err != nil || !reflect.DeepEqual(p.seen, []string{}) || len(last.Header["Color"]) != 1 {
		t.Errorf("%q is seen as %#v, %v", last.Header, p.seen, err)
	}
}

// Arrays in a path are split before they are unescaped.
func TestArraysInSegments(t *testing.T) {
	p, client, _, last := newPalette(t)
	params := styles.TwiceParams{A: []string{"x,y"}, B: []string{"x", "y"}, C: []string{"1-2", "3,4", "%2C"}, D: styles.CivilDate{Year: 2026, Month: 1, Day: 2}}
	if err := client.Twice(context.Background(), params); err != nil || !reflect.DeepEqual(p.seen, params) {
		t.Errorf("%s is seen as %+v, %v", last.RequestURI, p.seen, err)
	}
	if want := "/twice/x%2Cy/x,y/1%2D2,3%2C4,%252C-2026%2D01%2D02"; last.RequestURI != want {
		t.Errorf("sent %s, want %s", last.RequestURI, want)
	}
}

// The length of the body is that of HTTP; Host is sent as any other header, and a client without
// one sends the host of its base URL.
func TestHeadersOfTheTransport(t *testing.T) {
	p, client, _, _ := newPalette(t)
	for length, body := range map[int64]styles.Opt[string]{0: {}, 4: styles.Some("four")} {
		err := client.Own(context.Background(), styles.OwnParams{Length: length, ContentLength: 99, Host: "other.example:81", Body: body})
		if want := (styles.OwnParams{Length: length, ContentLength: length, Host: "other.example:81", Body: body}); err != nil || p.seen != want {
			t.Errorf("seen as %+v, %v, want %+v", p.seen, err, want)
		}
	}
}

// Cookies of a header parameter and cookie parameters are sent in one header.
func TestCookieHeader(t *testing.T) {
	p, client, _, _ := newPalette(t)
	params := styles.OwnCookiesParams{Cookie: styles.Some("a=b; c=d"), Upgrade: styles.Some("h2c")}
	if err := client.OwnCookies(t.Context(), params); err != nil || p.seen != params {
		t.Errorf("seen as %+v, %v", p.seen, err)
	}
	params.Color = styles.Some("red")
	want := params
	want.Cookie = styles.Some("a=b; c=d; color=red")
	if err := client.OwnCookies(t.Context(), params); err != nil || p.seen != want {
		t.Errorf("seen as %+v, %v", p.seen, err)
	}
	err := client.With(styles.WithHeader("Cookie", "e=f"), styles.WithHeader("Host", "other.example")).OwnCookies(t.Context(), styles.OwnCookiesParams{Color: styles.Some("red")})
	if want := (styles.OwnCookiesParams{Cookie: styles.Some("e=f; color=red"), Color: styles.Some("red")}); err != nil || p.seen != want {
		t.Errorf("seen as %+v, %v", p.seen, err)
	}
}
