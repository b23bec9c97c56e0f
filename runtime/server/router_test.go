package server

import (
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/peergen/peergen/runtime/client"
	"github.com/peergen/peergen/runtime/core"
)

func newTestRouter(paths ...string) *router {
	r := &router{}
	for _, path := range paths {
		method, path, _ := strings.Cut(path, " ")
		r.add(&Route{Endpoint: &core.Endpoint{Operation: core.Operation{ID: method + " " + path, Method: method, Path: path}}})
	}
	return r
}

func TestRouter(t *testing.T) {
	r := newTestRouter("GET /", "GET /pets", "POST /pets", "GET /pets/{id}", "GET /pets/mine", "DELETE /pets/{id}", "GET /pets/{id}.json",
		"GET /range/{a}-{b}", "GET /files/{name}:copy", "GET /pets/{id}/", "GET /{any}/x", "GET /pets/{id}/toys/{toy}",
		"GET /pets/{other}", "HEAD /pets/mine", "OPTIONS /range/{a}-{b}", "COPY /files/{name}:copy", "GET /pairs/{a}{b}", "GET /häuser/{id}ß", "GET /lists/{a},{b}",
		"GET /odata/Set({key})", "GET /odata/{any}", "GET /stars/{a}2{b}")
	for _, test := range []struct{ method, path, want, params string }{
		{"GET", "/", "GET /", ""},
		{"GET", "/pets", "GET /pets", ""},
		{"GET", "/pets/", "", ""},
		{"POST", "/pets", "POST /pets", ""},
		{"GET", "/pets/7", "GET /pets/{id}", "7"},
		{"GET", "/pets/mine", "GET /pets/mine", ""},
		{"DELETE", "/pets/mine", "DELETE /pets/{id}", "mine"},
		{"GET", "/pets/7/", "GET /pets/{id}/", "7"},
		{"GET", "/pets/a%2Fb", "GET /pets/{id}", "a/b"},
		{"GET", "/pets/%2E%2E", "GET /pets/{id}", ".."},
		{"GET", "/%70ets", "GET /pets", ""},
		{"GET", "/range/1-2", "GET /range/{a}-{b}", "1|2"},
		{"GET", "/range/1-2-3", "GET /range/{a}-{b}", "1|2-3"},
		{"GET", "/range/-2", "", ""},
		{"GET", "/files/a.txt:copy", "GET /files/{name}:copy", "a.txt"},
		{"GET", "/files/:copy", "", ""},
		{"GET", "/pets/x", "GET /pets/{id}", "x"},
		{"GET", "/pets/7.json", "GET /pets/{id}.json", "7"},
		{"HEAD", "/pets/7.json", "GET /pets/{id}.json", "7"},
		{"HEAD", "/pets/mine", "HEAD /pets/mine", ""},
		{"HEAD", "/files/a:copy", "GET /files/{name}:copy", "a"},
		{"COPY", "/files/a:copy", "COPY /files/{name}:copy", "a"},
		{"copy", "/files/a:copy", "", ""},
		{"GET", "/pairs/abc", "GET /pairs/{a}{b}", "a|bc"},
		{"GET", "/pairs/%C3%A4%C3%B6%C3%BC", "GET /pairs/{a}{b}", "ä|öü"},
		{"GET", "/pairs/%2F%2F", "GET /pairs/{a}{b}", "/|/"},
		{"GET", "/pairs/a", "", ""},
		{"GET", "/h%C3%A4user/7%C3%9F", "GET /häuser/{id}ß", "7"},
		{"GET", "/lists/a%2Cb,c", "GET /lists/{a},{b}", "a,b|c"},
		{"GET", "/lists/a%2Cb", "GET /lists/{a},{b}", "a|b"},
		{"GET", "/range/1%2D2-3", "GET /range/{a}-{b}", "1-2|3"},
		{"GET", "/range/--2", "GET /range/{a}-{b}", "-|2"},
		{"GET", "/range/1%2D2", "", ""},
		{"GET", "/odata/Set(7)", "GET /odata/Set({key})", "7"},
		{"GET", "/odata/Set(%28)", "GET /odata/Set({key})", "("},
		{"GET", "/odata/Set(%29)", "GET /odata/Set({key})", ")"},
		{"GET", "/odata/Set(a%2Fb)", "GET /odata/Set({key})", "a/b"},
		{"GET", "/odata/Set%287%29", "GET /odata/{any}", "Set(7)"},
		{"GET", "/stars/%20%32x2y", "GET /stars/{a}2{b}", " 2x|y"},
		{"GET", "/stars/%", "", ""},
		{"GET", "/stars/a%2", "", ""},
		{"GET", "/pets/.", "", ""},
		{"GET", "/pets/..", "", ""},
		{"GET", "/pets/...", "GET /pets/{id}", "..."},
		{"GET", "/pets//", "", ""},
		{"GET", "//pets", "", ""},
		{"GET", "/%zz", "", ""},
		{"GET", "/dogs/x", "GET /{any}/x", "dogs"},
		{"GET", "/pets/7/toys/8", "GET /pets/{id}/toys/{toy}", "7|8"},
		{"PUT", "/pets", "", ""},
		{"GET", "/nowhere", "", ""},
	} {
		found, params := r.match(test.method, test.path, nil)
		got := ""
		if found != nil {
			got = found.ID
		}
		if got != test.want || found != nil && strings.Join(unescaped(params), "|") != test.params {
			t.Errorf("%s %s: got %q %q, want %q %q", test.method, test.path, got, params, test.want, test.params)
		}
	}
	for path, want := range map[string]string{
		"/pets/mine": "DELETE, GET, HEAD, OPTIONS", "/pets": "GET, HEAD, OPTIONS, POST", "/range/1-2": "GET, HEAD, OPTIONS",
		"/files/a:copy": "COPY, GET, HEAD, OPTIONS", "/nowhere": "",
	} {
		if got := r.allowed(path); got != want {
			t.Errorf("%s allows %q, want %q", path, got, want)
		}
	}
}

func unescaped(params []string) []string {
	out := make([]string, len(params))
	for i, text := range params {
		out[i], _ = url.PathUnescape(text)
	}
	return out
}

// segmentPattern is what a naive matcher makes of a segment of a template: the
// first of several parameters are as short as can be, escapes are one letter.
func segmentPattern(segment string) string {
	letter := `(?:%[C-Fc-f][0-9A-Fa-f](?:%[89ABab][0-9A-Fa-f])*|%[0-7][0-9A-Fa-f]|[^%/])`
	names := regexp.MustCompile(`\{[a-z]\}`)
	count := len(names.FindAllString(segment, -1))
	for i := range count {
		at := names.FindStringIndex(segment)
		group := "\x00"
		if i < count-1 {
			group = "\x01"
		}
		segment = segment[:at[0]] + group + segment[at[1]:]
	}
	text := strings.NewReplacer("\x00", "("+letter+"+)", "\x01", "("+letter+"+?)").Replace(regexp.QuoteMeta(segment))
	return text
}

// naiveRoute finds the route by trying all templates in the order of how
// literal their segments are, the leftmost segment first.
func naiveRoute(paths []string, path string) (string, []string) {
	weigh := func(p string) (weights []int) {
		for segment := range strings.SplitSeq(p[1:], "/") {
			texts := templateTexts(segment, EscapeLiteral)
			if len(texts) == 1 {
				weights = append(weights, -1000)
			} else {
				weights = append(weights, -len(strings.Join(texts, "")))
			}
		}
		return weights
	}
	sorted := slices.Clone(paths)
	slices.SortStableFunc(sorted, func(a, b string) int { return slices.Compare(weigh(a), weigh(b)) })
	for _, p := range sorted {
		pattern := ""
		for segment := range strings.SplitSeq(p[1:], "/") {
			pattern += "/" + segmentPattern(segment)
		}
		values := regexp.MustCompile("^" + pattern + "$").FindStringSubmatch(path)
		if values == nil || slices.ContainsFunc(strings.Split(path, "/"), func(s string) bool { return s == "." || s == ".." }) {
			continue
		}
		for i, v := range values[1:] {
			values[i+1], _ = url.PathUnescape(v)
		}
		return p, values[1:]
	}
	return "", nil
}

// FuzzRouter compares with a matcher that tries every route in turn: both find
// the same, and the same parameters.
func FuzzRouter(f *testing.F) {
	paths := []string{
		"/a", "/a/{x}", "/a/b", "/{x}/b", "/{x}/{y}", "/a/{x}/c", "/a/b/{y}", "/a/{x}.json", "/a/{x}-{y}", "/", "/a/{x}:copy", "/p/{x}{y}", "/a/{x}/", "/a/v{x}", "/a/{x}-{y}.json", "/o/{x}--{y}",
	}
	var routes []string
	for _, p := range paths {
		routes = append(routes, "GET "+p)
	}
	r := newTestRouter(routes...)
	for _, seed := range []string{
		"/a/b", "/a/b/c", "/x/y", "/a/1-2", "/a/%2F", "/a/b.json", "/a//c", "/", "/p/%C3%A4b", "/p/%2Fb", "/a/../b", "/a/v1:copy", "/a/x/", "//", "/a/%2E%2E", "/*", "/a/1-2.json", "/p/%FF%80a", "/a/1%202-3-.json", "/o/---", "/o/%20--%20", "/o/a-%2D--b",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, path string) {
		u, err := url.Parse("http://h" + path)
		if err != nil || u.Host != "h" || !strings.HasPrefix(u.EscapedPath(), "/") {
			t.Skip()
		}
		path = u.EscapedPath()
		if unescaped, err := url.PathUnescape(path); err != nil || !utf8.ValidString(unescaped) || strings.ContainsAny(path, "\n") {
			t.Skip() // the naive matcher takes bytes for letters
		}
		if text := literalEscape.FindString(path); text != "" {
			t.Skip() // and escaped letters of a template for others
		}
		found, params := r.match("GET", path, nil)
		want, values := naiveRoute(paths, path)
		got := ""
		if found != nil {
			got = found.Path
		}
		if got != want || found != nil && !slices.Equal(unescaped(params), values) {
			t.Fatalf("%q: %s with %q, a naive matcher returns %s with %q", path, got, params, want, values)
		}
	})
}

// literalEscape are escapes of letters that the templates of FuzzRouter have.
var literalEscape = regexp.MustCompile(`(?i)%(61|62|63|70|6a|73|6f|6e|79|76|3a|2e)`)

// FuzzSharedSegment has pairs of values travel in one segment: what a client of
// such a path writes is what the router reads.
func FuzzSharedSegment(f *testing.F) {
	for _, seed := range [][2]string{{"1", "2"}, {"1-2", "3-4"}, {"-", "--"}, {"a%2Db", "%"}, {".json", "x.json"}, {"a--b", "-"}, {"(", ")"}, {".", ".."}, {" 2", "22"}, {"ä", "ß/?#"}, {"\xff", "\x00"}} {
		f.Add(seed[0], seed[1])
	}
	routes := []struct {
		template      string
		before, after string // what the segment has around the values
		between       string
	}{
		{"/r/{a}-{b}", "", "", "-"}, {"/j/{a}-{b}.json", "", ".json", "-"}, {"/d/{a}--{b}", "", "", "--"}, {"/o/Set({a},{b})", "Set(", ")", ","},
		{"/two/{a}2{b}", "", "", "2"}, {"/dots/{a}..{b}", "", "", ".."}, {"/words/{a}to{b}", "", "", "to"},
	}
	r := newTestRouter("GET /{any}/{other}")
	for _, test := range routes {
		r.add(&Route{Endpoint: &core.Endpoint{Operation: core.Operation{ID: test.template, Method: "GET", Path: test.template}}})
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if a == "" || b == "" {
			t.Skip() // no request is made
		}
		for _, test := range routes {
			first := test.between[:1]
			path := test.template[:strings.LastIndex(test.template, "/")+1] +
				test.before + client.EscapeApart(a, first) + test.between + client.EscapeApart(b, first) + test.after
			found, params := r.match("GET", path, nil)
			if found == nil || found.ID != test.template || !slices.Equal(unescaped(params), []string{a, b}) {
				t.Errorf("%s with %q and %q travels as %s, and is read as %q", test.template, a, b, path, unescaped(params))
			}
		}
	})
}

// TestValuesThatCannotShareASegment: a value that no escape distinguishes from the
// text behind it is not sent.
func TestValuesThatCannotShareASegment(t *testing.T) {
	for _, test := range []struct{ value, text, want string }{
		{"x", "", ""}, {"ä", "", ""}, {"xy", "", "maxLength"}, {"x", "ß", ""}, {"xßy", "ß", "pattern"}, {"a b", " ", "pattern"},
	} {
		r := &client.Request{}
		r.UntilText("a", test.value, test.text)
		got := ""
		if wrong, ok := errors.AsType[*core.TextError](r.Err); ok {
			got = wrong.Keyword
		}
		if got != test.want {
			t.Errorf("%q before %q: %v, want %q", test.value, test.text, r.Err, test.want)
		}
	}
}
