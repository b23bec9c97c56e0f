package behaviour

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/paging"
)

// pager runs a server that responds to request n with the nth of the responses, and a client of it.
type pager struct {
	*paging.Client
	mu       sync.Mutex
	requests []string // path and query
}

// page is a response: the header is that of Link.
type page struct {
	status     int
	body, link string
}

func serveBodies(t *testing.T, bodies ...string) *pager {
	t.Helper()
	pages := make([]page, len(bodies))
	for i, body := range bodies {
		pages[i] = page{body: body}
	}
	return servePages(t, pages...)
}

func servePages(t *testing.T, pages ...page) *pager {
	t.Helper()
	p := &pager{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		n := len(p.requests)
		p.requests = append(p.requests, strings.TrimSuffix(r.URL.Path+"?"+r.URL.RawQuery, "?"))
		p.mu.Unlock()
		if n >= len(pages) {
			http.Error(w, "no such page", http.StatusGone)
			return
		}
		if pages[n].link != "" {
			w.Header().Set("Link", strings.ReplaceAll(pages[n].link, "HOST", "http://"+r.Host))
		}
		w.Header().Set("X-Page", strconv.Itoa(n+1))
		w.Header().Set("Content-Type", "application/json")
		if pages[n].status != 0 {
			w.WriteHeader(pages[n].status)
		}
		_, _ = w.Write([]byte(strings.ReplaceAll(pages[n].body, "HOST", "http://"+r.Host)))
	}))
	t.Cleanup(server.Close)
	client, err := paging.NewClient(paging.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	p.Client = client
	return p
}

// requested checks the requests that a server got.
func (p *pager) requested(t *testing.T, want ...string) {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if !slices.Equal(p.requests, want) {
		t.Errorf("requests\n got %q\nwant %q", p.requests, want)
	}
}

// drain collects a sequence, and checks that an error is the last element and comes once.
func drain[T any](t *testing.T, seq iter.Seq2[T, error]) (items []T, err error) {
	t.Helper()
	for item, e := range seq {
		switch {
		case err != nil:
			t.Fatalf("after an error: %v, %v", item, e)
		case e != nil:
			err = e
		default:
			items = append(items, item)
		}
	}
	return items, err
}

// expectItems checks the items of all pages.
func expectItems[T any](t *testing.T, seq iter.Seq2[T, error], want ...string) {
	t.Helper()
	items, err := drain(t, seq)
	if err != nil {
		t.Fatal(err)
	}
	got := make([]string, len(items))
	for i, item := range items {
		got[i] = fmt.Sprint(item)
	}
	if !slices.Equal(got, want) {
		t.Errorf("items %q, want %q", got, want)
	}
}

// A cursor ends the pages if it is absent, null or empty; an empty page does not.
func TestPagingCursor(t *testing.T) {
	for _, last := range []string{`{"pets":[{"name":"c"}]}`, `{"pets":[{"name":"c"}],"next_page_token":null}`, `{"pets":[{"name":"c"}],"next_page_token":""}`} {
		p := serveBodies(t, `{"pets":[{"name":"a"},{"name":"b"}],"next_page_token":"1 +&"}`, `{"pets":[],"next_page_token":"2"}`, last)
		expectItems(t, paging.ListPetsAll(t.Context(), p, paging.ListPetsParams{Limit: paging.Some(int64(2))}), "{a}", "{b}", "{c}")
		p.requested(t, "/pets?limit=2", "/pets?page_token=1%20%2B%26&limit=2", "/pets?page_token=2&limit=2")
	}
}

// A response without a body is a page without items, and the last one.
func TestPagingNoContent(t *testing.T) {
	p := servePages(t, page{body: `{"pets":[{"name":"a"}],"next_page_token":"x"}`}, page{status: http.StatusNoContent})
	expectItems(t, paging.ListPetsAll(t.Context(), p, paging.ListPetsParams{}), "{a}")
}

// The cursor is in objects that may be absent or null, and may be a number.
func TestPagingCursorPath(t *testing.T) {
	p := serveBodies(t, `{"items":[{"name":"a"},null],"meta":{"cursors":{"next":"x"}}}`, `{"items":null,"more":true,"meta":{"cursors":{"next":"y"}}}`, `{"items":[{"name":"b"}],"meta":null}`)
	expectItems(t, paging.ListOwnPetsAll(t.Context(), p, paging.ListOwnPetsParams{ID: "o", Cursor: "first"}), "{a}", "<null>", "{b}")
	p.requested(t, "/owners/o/pets?cursor=first", "/owners/o/pets?cursor=x", "/owners/o/pets?cursor=y")

	p = serveBodies(t, `{"items":[{"name":"a"}],"more":false,"meta":{"cursors":{"next":"x"}}}`)
	expectItems(t, paging.ListOwnPetsAll(t.Context(), p, paging.ListOwnPetsParams{ID: "o", Cursor: "first"}), "{a}")

	p = serveBodies(t, `{"events":["a"],"after":7}`, `{"events":["b"],"after":0}`)
	expectItems(t, paging.ListEventsAll(t.Context(), p, paging.ListEventsParams{}), "a", "b")
	p.requested(t, "/events", "/events?after=7")
}

func TestPagingLastItem(t *testing.T) {
	p := serveBodies(t, `{"data":[{"id":"a"},{"id":"b"}],"has_more":true}`, `{"data":[{"id":"c"}],"has_more":false}`)
	expectItems(t, paging.ListChargesAll(t.Context(), p, paging.ListChargesParams{}), "{a}", "{b}", "{c}")
	p.requested(t, "/charges", "/charges?starting_after=b")

	p = serveBodies(t, `{"data":[],"has_more":true}`)
	expectItems(t, paging.ListChargesAll(t.Context(), p, paging.ListChargesParams{}))
}

// Of a cursor that is a URL, the parameter is taken.
func TestPagingCursorOrURL(t *testing.T) {
	p := serveBodies(t, `{"jobs":["a"],"next":"x"}`, `{"jobs":["b"],"next":"https://elsewhere.example/jobs?cursor=y%2Bz"}`, `{"jobs":["c"],"next":"https://elsewhere.example/jobs"}`)
	expectItems(t, paging.ListJobsAll(t.Context(), p, paging.ListJobsParams{}), "a", "b", "c")
	p.requested(t, "/jobs", "/jobs?cursor=x", "/jobs?cursor=y%2Bz")
}

// A cursor that is that of the page before ends the pages with an error.
func TestPagingEqualCursor(t *testing.T) {
	p := serveBodies(t, `{"pets":[{"name":"a"}],"next_page_token":"x"}`, `{"pets":[{"name":"b"}],"next_page_token":"x"}`)
	items, err := drain(t, paging.ListPetsAll(t.Context(), p, paging.ListPetsParams{}))
	var found *paging.PagingError
	if len(items) != 2 || !errors.As(err, &found) || found.Operation != "ListPets" || found.Cursor != "x" {
		t.Errorf("items %v, error %v", items, err)
	}
	p.requested(t, "/pets", "/pets?page_token=x")

	p = serveBodies(t, `{"values":["a"],"links":{"next":"/repos?key=1"}}`, `{"values":["b"],"links":{"next":"HOST/repos?key=1"}}`)
	if items, err := drain(t, paging.ListReposAll(t.Context(), p, paging.ListReposParams{Sort: "name"})); len(items) != 2 || !errors.As(err, &found) {
		t.Errorf("items %v, error %v", items, err)
	}
}

// Of the URL of the next page, only the query is used: parameters that have a field set it, and
// others are sent as they are.
func TestPagingURL(t *testing.T) {
	p := serveBodies(t,
		`{"values":["a"],"links":{"next":"https://elsewhere.example/other?page=2&sort=age&key=%20x&labels=l&filter%5Bowner%5D=o&page=9"}}`,
		`{"values":["b"],"links":{"next":"?page=3&key=y"}}`,
		`{"values":["c"],"links":{"next":"?page=oops"}}`,
		`{"values":["d"]}`)
	params := paging.ListReposParams{Sort: paging.SortName, Labels: []string{"l", "m"}, Filter: &paging.Filter{Owner: paging.Some("o")}}
	expectItems(t, paging.ListReposAll(t.Context(), p, params), "a", "b", "c", "d")
	p.requested(t,
		"/repos?sort=name&labels=l&labels=m&filter%5Bowner%5D=o",
		"/repos?page=2&sort=age&labels=l&labels=m&filter%5Bowner%5D=o&key=%20x",
		"/repos?page=3&sort=age&labels=l&labels=m&filter%5Bowner%5D=o&key=y",
		"/repos?page=3&sort=age&labels=l&labels=m&filter%5Bowner%5D=o")

	next, more := paging.ListReposNext(params, &paging.ListReposResponse{Links: &paging.Links{Next: paging.Some("/repos?page=2")}})
	if !more || next.Page.Or(0) != 2 || next.Sort != paging.SortName || params.Page.Or(0) != 0 {
		t.Errorf("next %+v, %t, after %+v", next, more, params)
	}
	for _, last := range []*paging.ListReposResponse{nil, {}, {Links: &paging.Links{}}, {Links: &paging.Links{Next: paging.Null[string]()}}, {Links: &paging.Links{Next: paging.Some("")}}, {Links: &paging.Links{Next: paging.Some("http://[")}}} {
		if next, more := paging.ListReposNext(params, last); more || next.Page != params.Page {
			t.Errorf("there is a page after %+v", last)
		}
	}
}

func TestPagingLinkHeader(t *testing.T) {
	p := servePages(t,
		page{body: `["a","b"]`, link: `<HOST/elsewhere?page=1>; rel="prev", <HOST/elsewhere?page=2&after=x>; rel="next"`},
		page{body: `["c"]`, link: `<?page=3>; title="a, <b>; rel=prev"; rel="last next"`},
		page{body: `["d"]`, link: `<?page=1>; rel=first`})
	expectItems(t, paging.ListIssuesAll(t.Context(), p, paging.ListIssuesParams{PerPage: paging.Some(int64(2))}), "a", "b", "c", "d")
	p.requested(t, "/issues?per_page=2", "/issues?page=2&per_page=2&after=x", "/issues?page=3&per_page=2")
}

// fakeIssues is an implementation without HTTP, which sets Link.
type fakeIssues struct{ paging.UnimplementedAPI }

func (fakeIssues) ListIssues(ctx context.Context, params paging.ListIssuesParams) ([]string, error) {
	page := params.Page.Or(1)
	if page < 3 {
		paging.CallFrom(ctx).Header.Set("Link", fmt.Sprintf("<?page=%d>; rel=next", page+1))
	}
	return []string{fmt.Sprint(page)}, nil
}

// Fakes page, too, also in an operation of a server, and behind a server and a client.
func TestPagingFakes(t *testing.T) {
	expectItems(t, paging.ListIssuesAll(t.Context(), fakeIssues{}, paging.ListIssuesParams{}), "1", "2", "3")
	handler, err := paging.NewServer(fakeIssues{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	client, err := paging.NewClient(paging.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	expectItems(t, paging.ListIssuesAll(t.Context(), client, paging.ListIssuesParams{}), "1", "2", "3")

	outer, err := paging.NewServer(collecting{})
	if err != nil {
		t.Fatal(err)
	}
	server = httptest.NewServer(outer)
	defer server.Close()
	if client, err = paging.NewClient(paging.WithBaseURL(server.URL)); err != nil {
		t.Fatal(err)
	}
	ctx, call := paging.WithCall(t.Context())
	words, err := client.ListWords(ctx, paging.ListWordsParams{})
	if err != nil || !slices.Equal(words, []string{"1", "2", "3"}) || call.Header.Get("Link") != "" {
		t.Errorf("words %q, error %v, header %v", words, err, call.Header)
	}
}

// collecting has an operation that pages over another one.
type collecting struct{ fakeIssues }

func (c collecting) ListWords(ctx context.Context, _ paging.ListWordsParams) ([]string, error) {
	var words []string
	for word, err := range paging.ListIssuesAll(ctx, c, paging.ListIssuesParams{}) {
		if err != nil {
			return nil, err
		}
		words = append(words, word)
	}
	return words, nil
}

// What ends pages by number: more is false, the number of pages, the number of items, a short page, or an empty page.
func TestPagingPageNumber(t *testing.T) {
	p := serveBodies(t, `["a"]`, `["b"]`, `[]`)
	expectItems(t, paging.ListWordsAll(t.Context(), p, paging.ListWordsParams{}), "a", "b")
	p.requested(t, "/words", "/words?page=1", "/words?page=2")

	p = serveBodies(t, `["a"]`, `[]`)
	expectItems(t, paging.ListWordsAll(t.Context(), p, paging.ListWordsParams{Page: paging.Some(int32(5))}), "a")
	p.requested(t, "/words?page=5", "/words?page=6")

	p = serveBodies(t, `{"page":0,"names":["a"]}`, `{"page":1,"names":["b"]}`, `{"page":2,"names":[]}`)
	expectItems(t, paging.ListNamesAll(t.Context(), p, paging.ListNamesParams{}), "a", "b")
	p.requested(t, "/names", "/names?page=1", "/names?page=2")

	p = serveBodies(t, `{"books":["a"],"has_more":true}`, `{"books":["b"],"has_more":false}`)
	expectItems(t, paging.ListBooksAll(t.Context(), p, paging.ListBooksParams{}), "a", "b")
	p.requested(t, "/books", "/books?page=2")

	p = serveBodies(t, `{"films":["a"],"total_pages":2}`, `{"films":["b"],"total_pages":2}`)
	expectItems(t, paging.ListFilmsAll(t.Context(), p, paging.ListFilmsParams{}), "a", "b")
	p.requested(t, "/films", "/films?page=2")

	p = serveBodies(t, `{"songs":["a","b"],"per_page":2,"total":3}`, `{"songs":["c"],"per_page":2,"total":3}`)
	expectItems(t, paging.ListSongsAll(t.Context(), p, paging.ListSongsParams{}), "a", "b", "c")
	p.requested(t, "/songs", "/songs?page=2")

	p = serveBodies(t, `{"plays":["a","b"],"per_page":2}`, `{"plays":["c"],"per_page":2}`)
	expectItems(t, paging.ListPlaysAll(t.Context(), p, paging.ListPlaysParams{}), "a", "b", "c")
	p.requested(t, "/plays", "/plays?page=2")

	p = serveBodies(t, `{"plays":["a"]}`, `{"plays":[]}`) // the server does not repeat the limit
	expectItems(t, paging.ListPlaysAll(t.Context(), p, paging.ListPlaysParams{}), "a")
}

// gen.yaml and extensions have what is not found by names.
func TestPagingConfigured(t *testing.T) {
	p := serveBodies(t, `{"lines":["a","b"],"total":3}`, `{"lines":["c"],"total":3}`)
	expectItems(t, paging.ListLinesAll(t.Context(), p, paging.ListLinesParams{}), "a", "b", "c")
	p.requested(t, "/lines", "/lines?offset=2")

	p = serveBodies(t, `{"lines":["a"],"total":9}`, `{"lines":[],"total":9}`)
	expectItems(t, paging.ListLinesAll(t.Context(), p, paging.ListLinesParams{Offset: paging.Some(int64(4))}), "a")
	p.requested(t, "/lines?offset=4", "/lines?offset=5")

	p = serveBodies(t, `{"charges":[{"number":9},{"number":8}],"notes":[]}`, `{"charges":[{"number":7}],"notes":["x"]}`, `{"charges":[],"notes":[]}`)
	expectItems(t, paging.ListOldChargesAll(t.Context(), p, paging.ListOldChargesParams{}), "{9}", "{8}", "{7}")
	p.requested(t, "/charges/old", "/charges/old?before=8", "/charges/old?before=7")

	p = serveBodies(t, `{"found":[{"key":"a"},{"key":"b"}]}`, `{"found":[{"key":null}]}`)
	items, err := drain(t, paging.ListExtendedAll(t.Context(), p, paging.ListExtendedParams{}))
	if err != nil || len(items) != 3 {
		t.Errorf("items %v, error %v", items, err)
	}
	p.requested(t, "/extended", "/extended?from_id=b")
}

// An error is the last element. A loop that ends early requests nothing else.
func TestPagingErrors(t *testing.T) {
	p := servePages(t, page{body: `{"pets":[{"name":"a"}],"next_page_token":"x"}`}, page{status: http.StatusTeapot})
	items, err := drain(t, paging.ListPetsAll(t.Context(), p, paging.ListPetsParams{}))
	var found *paging.APIError
	if len(items) != 1 || !errors.As(err, &found) || found.StatusCode != http.StatusTeapot {
		t.Errorf("items %v, error %v", items, err)
	}

	p = serveBodies(t, `{"pets":[{"name":"a"},{"name":"b"}],"next_page_token":"x"}`)
	for pet, err := range paging.ListPetsAll(t.Context(), p, paging.ListPetsParams{}) {
		if err != nil {
			t.Fatal(err)
		}
		if pet.Name == "b" {
			break
		}
	}
	for range paging.ListPetsPages(t.Context(), serveBodies(t), paging.ListPetsParams{}) {
		break
	}
	p.requested(t, "/pets")

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	p = serveBodies(t, `{"pets":[{"name":"a"}],"next_page_token":"x"}`, `{}`)
	for _, err := range paging.ListPetsPages(ctx, p, paging.ListPetsParams{}) {
		if cancel(); err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
	p.requested(t, "/pets")
}

// Pages can be changed by the loop, and a sequence begins anew with each loop.
func TestPagingPages(t *testing.T) {
	const first, second = `{"pets":[{"name":"a"}],"next_page_token":"x"}`, `{"pets":[{"name":"b"}]}`
	p := serveBodies(t, first, second, first, second)
	pages := paging.ListPetsPages(t.Context(), p, paging.ListPetsParams{})
	for range 2 {
		count := 0
		for page, err := range pages {
			if err != nil {
				t.Fatal(err)
			}
			count += len(page.Pets)
			*page = paging.PetList{}
		}
		if count != 2 {
			t.Errorf("%d items", count)
		}
	}
	p.requested(t, "/pets", "/pets?page_token=x", "/pets", "/pets?page_token=x")
}

// The Call of the context has the response with the last page.
func TestPagingCall(t *testing.T) {
	p := servePages(t, page{body: `["a"]`, link: `<?page=2>; rel=next`}, page{body: `["b"]`})
	ctx, call := paging.WithCall(t.Context())
	call.KeepBody = true
	var seen []string
	for _, err := range paging.ListIssuesPages(ctx, p, paging.ListIssuesParams{}) {
		if err != nil {
			t.Fatal(err)
		}
		seen = append(seen, call.Header.Get("X-Page")+string(call.Body))
	}
	if want := []string{`1["a"]`, `2["b"]`}; !slices.Equal(seen, want) || call.StatusCode != http.StatusOK {
		t.Errorf("the call has had %q, want %q; status %d", seen, want, call.StatusCode)
	}
	before := maps.Clone(call.Header)
	_, _ = p.ListIssues(ctx, paging.ListIssuesParams{})
	if !maps.EqualFunc(before, call.Header, slices.Equal) {
		t.Error("a later call has filled the Call")
	}
}
