package paging

import (
	"reflect"
	"testing"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// A name that is not spelled as it is compared finds nothing.
func TestNamesAreSpelled(t *testing.T) {
	for _, list := range [][]string{
		cursorParams, cursors, nextPages, lastItems, lastIDs, itemIDs, urls, links, linkParents, hrefs, pageParams, currents,
		offsets, mores, totals, pages, sizes, limits, notItems,
	} {
		seen := map[string]bool{}
		for _, name := range list {
			if spelling(name) != name || seen[name] {
				t.Errorf("%q is not spelled so, or is a duplicate", name)
			}
			seen[name] = true
		}
	}
	for name, want := range map[string]string{"next_page_token": "nextpagetoken", "page[After]": "pageafter", "@odata.nextLink": "odatanextlink", "_links": "links"} {
		if got := spelling(name); got != want {
			t.Errorf("%s is spelled %s, want %s", name, got, want)
		}
	}
}

func TestGlob(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"listPets", "listPets", true},
		{"listPets", "listPetsAll", false},
		{"list*", "listPets", true},
		{"list*", "list", true},
		{"*", "", true},
		{"", "", true},
		{"*Pets", "listPets", true},
		{"*Pets", "listPetsAll", false},
		{"l*P*s", "listPets", true},
		{"l*P*s", "lPs", true},
		{"l*P*s", "lPx", false},
		{"GET /pets/*", "GET /pets/{id}/visits", true},
		{"GET *", "POST /pets", false},
	} {
		if got := glob(c.pattern, c.text); got != c.want {
			t.Errorf("%q matches %q: %t", c.pattern, c.text, got)
		}
	}
}

func TestJSONPath(t *testing.T) {
	for text, want := range map[string]*place{
		"$":                        {},
		"$.data":                   {tokens: []string{"data"}},
		"$response.page.next":      {tokens: []string{"page", "next"}},
		"$.data[-1].id":            {last: true, tokens: []string{"id"}},
		"$.a.data[(@.length-1)].b": {last: true, tokens: []string{"b"}},
		"$.data[-1:].id":           {last: true, tokens: []string{"id"}},
		"":                         nil,
		"data":                     nil,
		"$request.cursor":          nil,
		"$..data":                  nil,
		"$.data[0].id":             nil,
		"$.data[*]":                nil,
		"$.data[-1]":               nil,
		"$.a[-1].b[-1].c":          nil,
	} {
		if got := jsonPath(text); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

// What the lock has is read as it was decided.
func TestParseChoice(t *testing.T) {
	id, list := &ir.Field{Name: "id"}, &ir.Field{Name: "a/b"}
	for _, p := range []*ir.Paging{
		{Style: ir.ByCursor, Param: &ir.Param{Name: "after"}, Next: ir.Path{list, id}, Items: ir.Path{list}},
		{Style: ir.ByCursor, Param: &ir.Param{Name: "after"}, ItemID: id},
		{Style: ir.ByLink},
		{Style: ir.ByPage, Param: &ir.Param{Name: "page"}, Items: ir.Path{list}},
	} {
		c, ok := parseChoice(identity.Paging(p).ID)
		name := ""
		if p.Param != nil {
			name = p.Param.Name
		}
		var next *place
		switch {
		case p.ItemID != nil:
			next = &place{tokens: []string{"id"}, last: true}
		case p.Next != nil:
			next = &place{tokens: []string{"a/b", "id"}}
		}
		items := &place{}
		if p.Items != nil {
			items.tokens = []string{"a/b"}
		}
		if want := (choice{style: p.Style, param: name, next: next, items: items}); !ok || !reflect.DeepEqual(c, want) {
			t.Errorf("%s: %+v, %t, want %+v", identity.Paging(p).ID, c, ok, want)
		}
	}
	for _, text := range []string{"", "cursor", "cursor, a, b, -", "cursor, a, -/, -", "cursor, a, /b, c"} {
		if c, ok := parseChoice(text); ok {
			t.Errorf("%q: %+v", text, c)
		}
	}
}

func TestExtensions(t *testing.T) {
	at := func(tokens ...string) *place { return &place{tokens: tokens} }
	for _, c := range []struct {
		text    string
		want    choice
		problem bool
	}{
		{"x-speakeasy-pagination: {type: cursor, inputs: [{name: c, in: parameters, type: cursor}], outputs: {results: $.d, nextCursor: $.m.n}}",
			choice{style: ir.ByCursor, param: "c", next: at("m", "n"), items: at("d")}, false},
		{"x-speakeasy-pagination: {type: offsetLimit, inputs: [{name: p, in: parameters, type: page}, {name: l, in: requestBody, type: limit}], outputs: {results: $.d}}",
			choice{style: ir.ByPage, param: "p", items: at("d")}, false},
		{"x-speakeasy-pagination: {type: offsetLimit, inputs: [{name: o, in: parameters, type: offset}], outputs: {}}", choice{style: ir.ByOffset, param: "o"}, false},
		{"x-speakeasy-pagination: {type: url, outputs: {nextUrl: $.n}}", choice{style: ir.ByLink, next: at("n")}, false},
		{"x-speakeasy-pagination: {type: url}", choice{}, true},
		{"x-speakeasy-pagination: {type: cursor, inputs: [{name: c, in: requestBody, type: cursor}], outputs: {nextCursor: $.n}}", choice{}, true},
		{"x-speakeasy-pagination: {type: cursor, inputs: [{name: c, type: cursor}]}", choice{}, true},
		{"x-speakeasy-pagination: {type: offsetLimit}", choice{}, true},
		{"x-speakeasy-pagination: true", choice{}, true},
		{"x-fern-pagination: {cursor: $request.c, next_cursor: $response.m.n, results: $response.d}", choice{style: ir.ByCursor, param: "c", next: at("m", "n"), items: at("d")}, false},
		{"x-fern-pagination: {offset: $request.query.p, results: $response.d}", choice{style: ir.ByPage, param: "p", items: at("d")}, false},
		{"x-fern-pagination: {offset: $request.o, step: $request.limit, results: $response.d}", choice{style: ir.ByOffset, param: "o", items: at("d")}, false},
		{"x-fern-pagination: {next_uri: $response.n, results: $response.d}", choice{style: ir.ByLink, next: at("n"), items: at("d")}, false},
		{"x-fern-pagination: {cursor: c}", choice{}, true},
		{"x-fern-pagination: {next_uri: n}", choice{}, true},
		{"x-fern-pagination: {offset: p}", choice{}, true},
		{"x-fern-pagination: true", choice{}, true},
		{"x-ms-pageable: {}", choice{style: ir.ByLink, next: at("nextLink"), items: at("value")}, false},
		{"x-ms-pageable: {nextLinkName: a.n, itemName: d}", choice{style: ir.ByLink, next: at("a", "n"), items: at("d")}, false},
		{"x-ms-pageable: {nextLinkName: null}", choice{style: none}, false},
		{"x-dropshot-pagination: {required: []}", choice{style: ir.ByCursor, param: "page_token", next: at("next_page"), items: at("items")}, false},
	} {
		ds := &diag.List{}
		doc := spec.Load(t.Context(), spec.Input{Path: "a.yaml", Data: []byte("openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\n" + c.text)}, ds)
		if doc == nil {
			t.Fatal(ds.All())
		}
		got, name, problem := byExtension(doc.Cursor())
		if name == "" || (problem != "") != c.problem || !c.problem && !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, problem %q, want %+v", c.text, got, problem, c.want)
		}
	}
}
