package behaviour

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/styles"
)

// rawGet requests an address unchanged, as curl does.
func rawGet(t *testing.T, address string, header ...string) (status int, body string) {
	t.Helper()
	req, err := http.NewRequest("GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		if header[i] != "" {
			req.Header.Add(header[i], header[i+1])
		}
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

// withDefaults returns params as a server decodes them, with defaults for
// absent parameters.
func withDefaults(p styles.SearchParams) styles.SearchParams {
	if p.Lang.IsZero() {
		p.Lang = styles.Some(styles.LangEn)
	}
	if p.Limit.IsZero() {
		p.Limit = styles.Some[int32](20)
	}
	if p.Page.IsZero() {
		p.Page = styles.Some[int64](1)
	}
	if len(p.Sort) == 0 { // an empty array whose items repeat the name is not sent
		p.Sort = []string{"name", "-date"}
	}
	if p.Area == nil {
		p.Area = &styles.Area{X: 7}
	}
	return p
}

func TestSearchRoundTrip(t *testing.T) {
	p, client, _, last := newPalette(t)
	full := styles.Filter{
		Name: styles.Some("a]b[c]=d&e"), Active: styles.Some(false), Price: &styles.Range{From: styles.Some(1.5)},
		Tags: []string{"1", "true", "", "x"}, Any: []styles.Range{{To: styles.Some(2.0)}, {From: styles.Some(-1e30)}}, Kind: styles.Some(styles.KindA),
	}
	for _, params := range []styles.SearchParams{
		{},
		{Filter: &full, Where: &full, Labels: map[string]string{"a": "1", "b c": "%2F", "ü": "", "0": "+"}},
		{Filter: &styles.Filter{Tags: []string{"one"}, Any: []styles.Range{}}, Where: &styles.Filter{}, IDs: []int64{}, Terms: []string{"a,b", "", "c d"}},
		{Sort: []string{"only"}, Area: &styles.Area{X: -1}, Limit: styles.Some[int32](5), Lang: styles.Some(styles.LangDe)},
		{Near: styles.NearString("here, there"), URL: styles.Some("https://a.b/c?d=e&f=g#h+i[j] k"), Verbose: styles.Some(false)},
		{Near: styles.NearInteger(12), After: styles.Some("")},
		{Near: styles.NearArray{1, 2}, XTrace: styles.Some("a, b;c=\"d\" ü"), XPoint: &rgb, Seen: []int64{1, 2}},
		{Session: styles.Some("a b;c,d\"e\\f=ü%41\r\n"), Rest: map[string]string{"x": "1", "y[0]": "2", "": "z"}},
	} {
		if err := client.Search(context.Background(), params); err != nil {
			t.Errorf("%+v: %v (%s)", params, err, last.RequestURI)
		} else if want := withDefaults(params); !reflect.DeepEqual(p.seen, want) {
			t.Errorf("%s\nis seen as %+v\nwant       %+v", last.RequestURI, p.seen, want)
		}
	}
}

// Requests in the forms of other clients.
func TestSearchDialects(t *testing.T) {
	p, _, server, _ := newPalette(t)
	for query, want := range map[string]styles.SearchParams{
		"":                                      {},
		"filter[tags]=a":                        {Filter: &styles.Filter{Tags: []string{"a"}}},
		"filter[tags][]=a&filter[tags][]=b":     {Filter: &styles.Filter{Tags: []string{"a", "b"}}},
		"filter[price][from]=1&filter[name]=12": {Filter: &styles.Filter{Name: styles.Some("12"), Price: &styles.Range{From: styles.Some(1.0)}}},
		"filter%5Bany%5D%5B0%5D%5Bto%5D=2":      {Filter: &styles.Filter{Any: []styles.Range{{To: styles.Some(2.0)}}}},
		"filter=%7B%22active%22:true%7D":        {Filter: &styles.Filter{Active: styles.Some(true)}},
		"filter[unknown]=1":                     {Filter: &styles.Filter{}},
		"sort=a&sort=b":                         {Sort: []string{"a", "b"}},
		"ids=":                                  {IDs: []int64{}},
		"ids=1&ids=2,3%2C4":                     {IDs: []int64{1, 2, 3, 4}},
		"terms=a%2Cb,c+d,%2B":                   {Terms: []string{"a,b", "c d", "+"}},
		"near=7":                                {Near: styles.NearInteger(7)},
		"near=07":                               {Near: styles.NearString("07")},
		"near=1&near=2":                         {Near: styles.NearArray{1, 2}},
		"verbose":                               {Verbose: styles.Some(true)},
		"verbose=&page=":                        {Verbose: styles.Some(true)},
		"limit=7&limit=8":                       {Limit: styles.Some[int32](8)},
		"url=a+b%2Bc":                           {URL: styles.Some("a b+c")},
		"after=":                                {After: styles.Some("")},
		"labels[0]=a&labels[1]=b":               {Labels: map[string]string{"0": "a", "1": "b"}},
		"x=1&limit=9&y=%20&filter[kind]=b":      {Limit: styles.Some[int32](9), Rest: map[string]string{"x": "1", "y": " "}, Filter: &styles.Filter{Kind: styles.Some(styles.KindB)}},
		`where={"name":"ab"}`:                   {Where: &styles.Filter{Name: styles.Some("ab")}},
		"area[x]=3":                             {Area: &styles.Area{X: 3}},
	} {
		p.seen = nil
		if status, body := rawGet(t, server.URL+"/search?"+query); status != 204 {
			t.Errorf("%s: %d %s", query, status, body)
		} else if want := withDefaults(want); !reflect.DeepEqual(p.seen, want) {
			t.Errorf("%s\nis seen as %+v\nwant       %+v", query, p.seen, want)
		}
	}
}

func TestSearchViolations(t *testing.T) {
	_, client, server, _ := newPalette(t)
	for query, want := range map[string]string{
		"limit=x":                 `{"in":"query","name":"limit","keyword":"type","message":"must be an integer"}`,
		"limit=101":               `{"in":"query","name":"limit","keyword":"maximum","message":"must be at most 100"}`,
		"filter[name]=x":          `{"in":"query","name":"filter/name","keyword":"minLength","message":"must have at least 2 characters, not 1"}`,
		"filter[active]=yes":      `{"in":"query","name":"filter/active","keyword":"type","message":"must be a boolean"}`,
		"filter[kind]=c":          `{"in":"query","name":"filter/kind","keyword":"enum","message":"must be one of \"a\", \"b\""}`,
		"filter[price][size]=1":   `{"in":"query","name":"filter/price/size","keyword":"additionalProperties","message":"is not a known member"}`,
		"filter[price]=1":         `{"in":"query","name":"filter/price","keyword":"type","message":"must be an object, not a number"}`,
		"area[y]=1":               `{"in":"query","name":"area/x","keyword":"required","message":"is required"}`,
		"where={":                 `{"in":"query","name":"where","keyword":"format","message":"invalid JSON at byte 1, in \"\": expected a member name in double quotes, found the end"}`,
		"where=":                  `{"in":"query","name":"where","keyword":"format","message":"must be JSON, not empty"}`,
		`where={"active":"true"}`: `{"in":"query","name":"where/active","keyword":"type","message":"must be a boolean, not a string"}`,
		"filter[name]=%zz":        `{"in":"query","name":"filter","keyword":"format","message":"must be escaped as in a URL"}`,
		"lang=fr":                 `{"in":"query","name":"lang","keyword":"enum","message":"must be one of \"de\", \"en\""}`,
		"filter[name]=abc&filter[name][first]=ab": `{"in":"query","name":"filter","keyword":"type","message":"must not be both a value and an object"}`,
	} {
		status, body := rawGet(t, server.URL+"/search?"+query)
		if status != 400 || !strings.Contains(body, `"errors":[`+want+`]`) {
			t.Errorf("%s: %d %s, want %s", query, status, body, want)
		}
	}
	// The client checks it, too, if it can.
	err := client.Search(context.Background(), styles.SearchParams{Filter: &styles.Filter{Name: styles.Some("x")}})
	if want := "query filter/name: must have at least 2 characters, not 1"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// Strings of all formats are decoded from names and texts, including those that
// look like numbers.
func TestFormatsInStyles(t *testing.T) {
	p, client, _, last := newPalette(t)
	day := styles.CivilDate{Year: 2026, Month: 2, Day: 28}
	at := time.Date(2026, 2, 28, 23, 59, 60-1, 500, time.UTC)
	digits := []byte{0xd7, 0x6d, 0xf8} // "1234" in base64
	params := styles.FormatsParams{
		Day:   day,
		Times: []time.Time{at, at},
		Blob:  styles.Some(digits),
		Stay: &styles.Stay{
			From: styles.Some(at), Days: []styles.CivilDate{day}, Key: digits, Keys: [][]byte{digits}, Price: styles.Some(json.Number("12.340")),
			Ratio: styles.Some("12.30"), Floor: styles.Some(int8(-3)), Pair: styles.Some(styles.Pair{Item0: styles.Some(int64(1)), Item1: styles.Some("2")}),
		},
	}
	if err := client.Formats(context.Background(), params); err != nil || !reflect.DeepEqual(p.seen, params) {
		t.Errorf("%s\nis seen as %+v, %v\nwant       %+v", last.RequestURI, p.seen, err, params)
	}
}

// Values that cannot be serialized are an error of the client.
func TestUnspeakableValues(t *testing.T) {
	p, client, _, _ := newPalette(t)
	ctx := context.Background()
	for want, err := range map[string]error{
		`color: a value contains " ", which separates values in the style spaceDelimited`: client.SpaceDelimitedArray(ctx, styles.SpaceDelimitedArrayParams{Color: []string{"a b"}}),
		`color: a value contains "|", which separates values in the style pipeDelimited`:  client.PipeDelimitedArray(ctx, styles.PipeDelimitedArrayParams{Color: []string{"a|b"}}),
		`the header color has an element with a comma, or with leading or trailing space`: client.SimpleArrayInHeader(ctx, styles.SimpleArrayInHeaderParams{Color: []string{"a,b"}}),
		`the cookie color contains a character that is not allowed in a cookie`:           client.CookieStringInCookie(ctx, styles.CookieStringInCookieParams{Color: styles.Some("a;b")}),
		`the path parameter names is empty`:                                               client.GetFiles(ctx, styles.GetFilesParams{Area: rgb}),
		`net/http: invalid header field value for "X-Trace"`:                              client.Search(ctx, styles.SearchParams{XTrace: styles.Some("a\r\nX-Admin: yes")}),
		`the header X-Trace has leading or trailing space`:                                client.Search(ctx, styles.SearchParams{XTrace: styles.Some("a ")}),
		`labels: the member "a]" contains ], which ends names in the style deepObject`:    client.Search(ctx, styles.SearchParams{Labels: map[string]string{"a]": ""}}),
	} {
		if err == nil || !strings.Contains(err.Error(), want) || p.seen != nil {
			t.Errorf("%v (the server sees %v), want %s", err, p.seen, want)
		}
	}
}

func TestPathsAndQuerystrings(t *testing.T) {
	p, client, server, last := newPalette(t)
	ctx := context.Background()
	files := styles.GetFilesParams{Names: []string{"a/b", "c,d", "..", "e%2Ff", "ü ?#", "."}, Area: rgb}
	if err := client.GetFiles(ctx, files); err != nil || !reflect.DeepEqual(p.seen, files) {
		t.Errorf("%s is seen as %v, %v", last.RequestURI, p.seen, err)
	}
	if err := client.FormQuery(ctx, styles.FormQueryParams{All: rgb}); err != nil || last.URL.RawQuery != "R=100&G=200&B=150" || p.seen != any(rgb) {
		t.Errorf("%s is seen as %v, %v", last.RequestURI, p.seen, err)
	}
	all := []styles.Color{rgb, {}}
	if err := client.JSONQuery(ctx, styles.JSONQueryParams{All: all}); err != nil || !reflect.DeepEqual(p.seen, all) {
		t.Errorf("%s is seen as %v, %v", last.RequestURI, p.seen, err)
	}
	if err := client.JSONQuery(ctx, styles.JSONQueryParams{}); err != nil || last.RequestURI != "/json-query" {
		t.Errorf("%s: %v", last.RequestURI, err)
	}
	status, body := rawGet(t, server.URL+"/form-query?R=1&G=x")
	if want := `[{"in":"querystring","name":"all/G","keyword":"type","message":"must be an integer"},{"in":"querystring","name":"all/B","keyword":"required","message":"is required"}]`; status != 400 || !strings.Contains(body, want) {
		t.Errorf("%d %s, want %s", status, body, want)
	}
	if status, body := rawGet(t, server.URL+"/table/matrixObject/;R=1"); status != 400 || !strings.Contains(body, `{"in":"path","name":"color","keyword":"required"`) {
		t.Errorf("%d %s", status, body)
	}
}

// Any text is sent unchanged in any style that can represent it, or the client
// returns an error.
func TestAwkwardTexts(t *testing.T) {
	p, client, _, last := newPalette(t)
	ctx := context.Background()
	alphabet := []rune("ab1,;=.&+%/?#[]{}\"'\\|~ \té漢😀\u2028" + "2F")
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var texts []string
		for range 1 + random.IntN(3) {
			text := ""
			for range random.IntN(6) {
				text += string(alphabet[random.IntN(len(alphabet))])
			}
			texts = append(texts, text)
		}
		for _, call := range []func() error{
			func() error { return client.MatrixArray(ctx, styles.MatrixArrayParams{Color: texts}) },
			func() error { return client.MatrixExplodedArray(ctx, styles.MatrixExplodedArrayParams{Color: texts}) },
			func() error { return client.LabelArray(ctx, styles.LabelArrayParams{Color: texts}) },
			func() error { return client.LabelExplodedArray(ctx, styles.LabelExplodedArrayParams{Color: texts}) },
			func() error { return client.SimpleArray(ctx, styles.SimpleArrayParams{Color: texts}) },
			func() error { return client.FormArray(ctx, styles.FormArrayParams{Color: texts}) },
			func() error { return client.FormExplodedArray(ctx, styles.FormExplodedArrayParams{Color: texts}) },
			func() error { return client.PipeDelimitedArray(ctx, styles.PipeDelimitedArrayParams{Color: texts}) },
			func() error { return client.SimpleArrayInHeader(ctx, styles.SimpleArrayInHeaderParams{Color: texts}) },
			func() error { return client.FormArrayInCookie(ctx, styles.FormArrayInCookieParams{Color: texts}) },
			func() error {
				return client.FormExplodedArrayInCookie(ctx, styles.FormExplodedArrayInCookieParams{Color: texts})
			},
			func() error {
				return client.CookieExplodedArrayInCookie(ctx, styles.CookieExplodedArrayInCookieParams{Color: texts})
			},
		} {
			p.seen = nil
			err := call()
			if _, ok := errors.AsType[*styles.APIError](err); ok {
				t.Errorf("%q is refused by the server: %v (%s)", texts, err, last.RequestURI)
			} else if err == nil && !same(p.seen, texts) {
				t.Errorf("%q is seen as %q: %s %v", texts, p.seen, last.RequestURI, last.Header)
			}
		}
	}
}

// same reports whether lists are equal. An empty string equals an empty list in
// styles that serialize both alike.
func same(seen any, texts []string) bool {
	return reflect.DeepEqual(seen, texts) || len(texts) == 1 && texts[0] == "" && fmt.Sprint(seen) == "[]"
}
