package lower

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// lowerText lowers a document that starts after its info.
func lowerText(t *testing.T, text string) (*ir.API, []string) {
	t.Helper()
	var ds diag.List
	doc := spec.Load(t.Context(), spec.Input{Path: "a.yaml", Data: []byte("openapi: 3.1.0\ninfo: {title: T, version: '1'}\n" + text)}, &ds)
	if doc == nil {
		t.Fatal(ds.All())
	}
	api := API(doc, Options{}, &ds)
	var findings []string
	for _, d := range ds.All() {
		findings = append(findings, fmt.Sprintf("%s %s", d.Code, d.Pointer))
	}
	return api, findings
}

func equal(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s\ngot  %q\nwant %q", what, got, want)
	}
}

// Operations are in declared order, those of webhooks and callbacks after those of paths.
// An id that is missing, or that an earlier operation has, is derived.
func TestOperationIDs(t *testing.T) {
	api, findings := lowerText(t, `
paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    put:
      operationId: pet
      responses: {"204": {description: d}}
      callbacks:
        saved:
          "{$request.query.url}": {post: {responses: {"204": {description: d}}}}
    get: {operationId: pet, responses: {"204": {description: d}}}
    delete: {responses: {"204": {description: d}}}
webhooks:
  added: {post: {responses: {"204": {description: d}}}}
`)
	var got []string
	for _, op := range api.Operations {
		got = append(got, op.Method+" "+op.ID)
	}
	equal(t, "operations", got, []string{"PUT pet", "GET get pets by id", "DELETE delete pets by id", "POST added", "POST pet saved"})
	equal(t, "findings", findings, []string{
		"duplicate-operation-id /paths/~1pets~1{id}/get/operationId", "missing-operation-id /paths/~1pets~1{id}/delete",
	})
}

// The parameters of an operation override those of its path item, by location and name;
// names of headers ignore case.
func TestParameters(t *testing.T) {
	api, _ := lowerText(t, `
paths:
  /pets:
    parameters:
    - {name: limit, in: query, schema: {type: integer}}
    - {name: X-Trace, in: header, schema: {type: string}}
    - {name: limit, in: cookie, schema: {type: string}}
    get:
      operationId: pets
      parameters:
      - {name: x-trace, in: header, schema: {type: string}}
      - {name: after, in: query, schema: {type: string}}
      responses: {"204": {description: d}}
`)
	var got []string
	for _, p := range api.Operations[0].Params {
		got = append(got, string(p.In)+" "+p.Name+" "+string(p.Style))
	}
	equal(t, "parameters", got, []string{"query limit form", "cookie limit form", "header x-trace simple", "query after form"})
}

// Results are the 2xx responses, or else redirects. A default response is a result if it is the
// only one.
func TestResults(t *testing.T) {
	for responses, want := range map[string][]string{
		`"201": , "200": , "404": , default: `: {"201 200", "404 0"},
		`"2XX": , "302": `:                     {"2xx", "302"},
		`"302": , "304": , "404": `:            {"302", "304 404"},
		`"404": , default: `:                   {"", "404 0"},
		`default: `:                            {"0", "0"},
		`"304": , default: `:                   {"", "304 0"},
		`"100": , "204": `:                     {"204", ""},
	} {
		text := strings.ReplaceAll(responses, ": ", ": {description: d}")
		api, _ := lowerText(t, "paths: {/a: {get: {operationId: a, responses: {"+text+"}}}}\n")
		op := api.Operations[0]
		equal(t, responses, []string{statuses(op.Results), statuses(op.Errors)}, want)
	}
}

func statuses(responses []*ir.Response) string {
	var out []string
	for _, r := range responses {
		if r.Status.Class > 0 {
			out = append(out, fmt.Sprintf("%dxx", r.Status.Class))
			continue
		}
		out = append(out, fmt.Sprint(r.Status.Code))
	}
	return strings.Join(out, " ")
}

func TestParseStatus(t *testing.T) {
	for key, want := range map[string]ir.Status{"404": {Code: 404}, "4XX": {Class: 4}, "4xx": {Class: 4}, "default": {}} {
		if got, ok := parseStatus(key); !ok || got != want {
			t.Errorf("%s: %v, %v", key, got, ok)
		}
	}
	for _, key := range []string{"", "4", "600", "40X", "ok", "4040"} {
		if got, ok := parseStatus(key); ok {
			t.Errorf("%q is %v", key, got)
		}
	}
}

// Contents of one Go type are one choice. Choices, and the contents of one, are in declared order.
func TestBodyChoices(t *testing.T) {
	api, _ := lowerText(t, `
paths:
  /a:
    post:
      operationId: a
      requestBody:
        content:
          text/plain: {schema: {type: string}}
          application/x-www-form-urlencoded: {schema: {$ref: "#/components/schemas/A"}}
          application/octet-stream: {}
          application/json: {schema: {$ref: "#/components/schemas/A"}}
      responses: {"204": {description: d}}
components: {schemas: {A: {type: object, properties: {b: {type: string}}}}}
`)
	var got []string
	for _, choice := range api.Operations[0].Body.Choices {
		var types []string
		for _, m := range choice.Contents {
			types = append(types, m.Type)
		}
		got = append(got, strings.Join(types, " "))
	}
	equal(t, "choices", got, []string{"text/plain", "application/x-www-form-urlencoded application/json", "application/octet-stream"})
}

// The requirements of an operation replace those of the document. The one without schemes
// comes last, and a scheme that is not defined is unknown.
func TestSecurity(t *testing.T) {
	api, findings := lowerText(t, `
security: [{key: []}]
paths:
  /a: {get: {operationId: a, responses: {"204": {description: d}}}}
  /b: {get: {operationId: b, security: [], responses: {"204": {description: d}}}}
  /c: {get: {operationId: c, security: [{}, {lost: []}, {key: [], user: []}], responses: {"204": {description: d}}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    user: {type: http, scheme: BASIC}
`)
	var got []string
	for _, op := range api.Operations {
		text := op.ID
		for _, alternative := range op.Security {
			text += " ("
			for _, use := range alternative {
				text += use.Scheme.Key + " " + use.Scheme.Kind() + ";"
			}
			text += ")"
		}
		got = append(got, text)
	}
	equal(t, "security", got, []string{"a (key apiKey header;)", "b", "c (lost unknown;) (key apiKey header;user basic;) ()"})
	equal(t, "findings", findings, []string{"unsupported-security /paths/~1c/get/security/1/lost"})
}

func TestSplitAddress(t *testing.T) {
	for address, want := range map[string][2]string{
		"{$request.body#/url}":           {"{$request.body#/url}", ""},
		"{$request.body#/url}/events":    {"{$request.body#/url}", "/events"},
		"{$request.body#/url}?a=b":       {"{$request.body#/url}", "?a=b"},
		"{$request.body#/url}?id={$url}": {"{$request.body#/url}?id={$url}", ""},
		"{$url}events":                   {"{$url}events", ""},
		"https://example.com/{$url}":     {"https://example.com/{$url}", ""},
	} {
		if base, path := splitAddress(address); base != want[0] || path != want[1] {
			t.Errorf("%s: %q and %q", address, base, path)
		}
	}
}

func TestSplitQueryExpansion(t *testing.T) {
	for path, want := range map[string][]string{
		"/pets":                  {"/pets"},
		"/pets/{id}":             {"/pets/{id}"},
		"/pets{?limit,tags*}":    {"/pets", "limit", "tags"},
		"/pets?all=1{&limit:3}":  {"/pets?all=1", "limit"},
		"/pets{?a}{&b, c}":       {"/pets", "a", "b", "c"},
		"/pets{?a}/{id}":         {"/pets{?a}/{id}"},
		"/pets{?}":               {"/pets"},
		"/pets/{id}/tags{?name}": {"/pets/{id}/tags", "name"},
	} {
		template, names := splitQueryExpansion(path)
		equal(t, path, append([]string{template}, names...), want)
	}
}

// A path template names declared parameters, also in another spelling; what it does not
// name is dropped, what is not declared is a string.
func TestPathTemplate(t *testing.T) {
	api, findings := lowerText(t, `
paths:
  /a/{user-id}/{other}:
    get:
      operationId: a
      parameters:
      - {name: userId, in: path, required: true, schema: {type: integer}}
      - {name: unused, in: path, required: true, schema: {type: integer}}
      responses: {"204": {description: d}}
`)
	op := api.Operations[0]
	var got []string
	for _, segment := range op.Segments {
		for _, piece := range segment {
			if piece.Param == nil {
				got = append(got, piece.Literal)
				continue
			}
			got = append(got, fmt.Sprintf("{%s %T}", piece.Param.Name, piece.Param.Value.Type))
		}
	}
	equal(t, "segments", got, []string{"a", "{userId ir.Integer}", "{other ir.String}"})
	if len(op.Params) != 2 {
		t.Errorf("%d parameters, want 2", len(op.Params))
	}
	equal(t, "findings", findings, []string{
		"undeclared-path-parameter /paths/~1a~1{user-id}~1{other}/get",
		"undeclared-path-parameter /paths/~1a~1{user-id}~1{other}/get",
		"unused-path-parameter /paths/~1a~1{user-id}~1{other}/get/parameters/1",
	})
}

func TestIsToken(t *testing.T) {
	for text, want := range map[string]bool{"X-Key": true, "a!#$%&'*+.^_`|~": true, "": false, "a b": false, "a:b": false, "ä": false} {
		if got := isToken(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// The first server is the base of relative ones of operations.
func TestServers(t *testing.T) {
	api, _ := lowerText(t, `
servers:
- {url: "https://{region}.example.com/v1/", variables: {region: {default: eu, enum: [eu, us]}}}
- {url: /v2}
paths:
  /a: {get: {operationId: a, responses: {"204": {description: d}}}}
  /b: {servers: [{url: /files/}], get: {operationId: b, responses: {"204": {description: d}}}}
  /c: {get: {operationId: c, servers: [{url: "https://eu.example.com/v1"}], responses: {"204": {description: d}}}}
`)
	got := []string{api.BaseURL, api.BasePath}
	for _, s := range api.Servers {
		got = append(got, s.URL+" "+s.Path+" "+s.Template)
	}
	for _, op := range api.Operations {
		if op.Server != nil {
			got = append(got, op.ID+" "+op.Server.URL+" "+op.Server.Path)
		}
	}
	equal(t, "servers", got, []string{
		"https://eu.example.com/v1", "/v1",
		"https://eu.example.com/v1 /v1 https://{region}.example.com/v1/", "/v2 /v2 ",
		"b https://eu.example.com/files /files",
	})
}
