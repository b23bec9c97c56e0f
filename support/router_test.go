package support

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func newTestRouter(paths ...string) *router {
	r := &router{}
	for _, path := range paths {
		method, path, _ := strings.Cut(path, " ")
		r.add(&route{operation: &operation{id: method + " " + path, method: method, path: path}})
	}
	return r
}

func TestRouter(t *testing.T) {
	r := newTestRouter("GET /", "GET /pets", "POST /pets", "GET /pets/{id}", "GET /pets/mine", "DELETE /pets/{id}", "GET /pets/{id}.json",
		"GET /range/{a}-{b}", "GET /files/{name}:copy", "GET /pets/{id}/", "GET /{any}/x", "GET /pets/{id}/toys/{toy}")
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
		{"GET", "/dogs/x", "GET /{any}/x", "dogs"},
		{"GET", "/pets/7/toys/8", "GET /pets/{id}/toys/{toy}", "7|8"},
		{"PUT", "/pets", "", ""},
		{"GET", "/nowhere", "", ""},
	} {
		found, params := r.match(test.method, test.path, nil)
		got := ""
		if found != nil {
			got = found.id
		}
		if got != test.want || found != nil && strings.Join(params, "|") != test.params {
			t.Errorf("%s %s: got %q %q, want %q %q", test.method, test.path, got, params, test.want, test.params)
		}
	}
	if got := r.allowed("/pets/mine"); !slices.Equal(got, []string{"DELETE", "GET"}) {
		t.Errorf("allowed are %v", got)
	}
	if got := r.allowed("/nowhere"); len(got) > 0 {
		t.Errorf("allowed are %v", got)
	}
}

// FuzzRouter compares with a matcher that tries every route in turn: what one
// finds the other finds, and the parameters are what the template says.
func FuzzRouter(f *testing.F) {
	paths := []string{"/a", "/a/{x}", "/a/b", "/{x}/b", "/{x}/{y}", "/a/{x}/c", "/a/b/{y}", "/a/{x}.json", "/a/{x}-{y}", "/"}
	var routes []string
	naive := map[string]*regexp.Regexp{}
	braces := regexp.MustCompile(`\\\{[a-z]\\\}`)
	for _, p := range paths {
		routes = append(routes, "GET "+p)
		naive[p] = regexp.MustCompile("^" + braces.ReplaceAllString(regexp.QuoteMeta(p), "([^/]+?)") + "$")
	}
	r := newTestRouter(routes...)
	for _, seed := range []string{"/a/b", "/a/b/c", "/x/y", "/a/1-2", "/a/%2F", "/a/b.json", "/a//c", "/"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, path string) {
		u, err := url.Parse("http://h" + path)
		if err != nil || u.Host != "h" || !strings.HasPrefix(u.EscapedPath(), "/") {
			t.Skip()
		}
		path = u.EscapedPath()
		if strings.Contains(path, "%") {
			t.Skip() // the naive matcher cannot tell an escaped slash
		}
		found, params := r.match("GET", path, nil)
		any := false
		for _, re := range naive {
			any = any || re.MatchString(path)
		}
		if any != (found != nil) {
			t.Fatalf("%q: found %v, a naive matcher says %v", path, found, any)
		}
		if found == nil {
			return
		}
		want := naive[found.path].FindStringSubmatch(path)
		if want == nil || !slices.Equal(params, want[1:]) && len(params) > 0 {
			t.Fatalf("%q: %s with %q, a naive matcher says %q", path, found.path, params, want)
		}
	})
}
