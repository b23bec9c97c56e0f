package naming

import (
	"slices"
	"testing"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/lock"
)

// assign names an API with a small runtime, and returns the messages of the findings.
// Operations use all of its declarations.
func assign(api *ir.API) (*Names, []string) { return assignWith(api, nil) }

// assignWith is assign with a lock.
func assignWith(api *ir.API, earlier *lock.Lock) (*Names, []string) {
	ds := &diag.List{}
	var all []*ir.Media
	for _, d := range api.Decls {
		all = append(all, &ir.Media{Type: "application/json", Format: ir.JSON, Value: ir.Value{Type: ir.Ref{Decl: d}}})
	}
	user := &ir.Operation{ID: "use all", Method: "GET", Errors: []*ir.Response{{Contents: all}}}
	api = &ir.API{Taken: api.Taken, Fake: api.Fake, Decls: api.Decls, Operations: append(slices.Clip(api.Operations), user), Hooks: api.Hooks, Schemes: api.Schemes, Errors: api.Errors}
	names := Assign(api, Runtime{Package: []string{"Opt", "readItself", "pattern7", "getPetOperation"}, Members: []string{"serveError"}}, earlier, ds)
	var messages []string
	for _, d := range ds.All() {
		messages = append(messages, d.Message)
	}
	return names, messages
}

func component(name string, body ir.DeclBody) *ir.Decl {
	return &ir.Decl{Component: name, Path: label.Path{label.Name(name)}, Body: body}
}

// TestReservedNames checks that no schema has a name that the output has, or will
// have, by itself.
func TestReservedNames(t *testing.T) {
	api := &ir.API{Taken: []string{"Mine"}}
	for _, name := range slices.Concat(declared, []string{"Opt", "Mine"}) {
		if Exported(name) == name {
			api.Decls = append(api.Decls, component(name, &ir.Struct{}))
		}
	}
	names, messages := assign(api)
	for _, d := range api.Decls {
		if got := names.Type(d); got != d.Component+"Model" {
			t.Errorf("schema %s is %s", d.Component, got)
		}
	}
	if len(messages) != len(api.Decls) {
		t.Errorf("%d findings for %d schemas", len(messages), len(api.Decls))
	}
}

// TestRenamesAreReported has one conflict of each kind.
func TestRenamesAreReported(t *testing.T) {
	union := component("Shape", &ir.Union{})
	problem := component("Problem", &ir.Struct{})
	op := &ir.Operation{
		ID:      "getPet",
		Params:  []*ir.Param{{Name: "id", In: ir.InPath}, {Name: "id", In: ir.InQuery}, {Name: "body_text", In: ir.InQuery}},
		Body:    &ir.Body{Choices: []*ir.Choice{{Contents: []*ir.Media{{Type: "application/json"}}}, {Contents: []*ir.Media{{Type: "text/plain"}}}}},
		Headers: []*ir.Header{{Name: "Read"}},
		Bodies: []*ir.ResultBody{
			{Responses: []*ir.Response{{Status: ir.Status{Code: 200}, Contents: []*ir.Media{{Type: "text/csv"}}}}},
			{Responses: []*ir.Response{{Status: ir.Status{Code: 201}, Contents: []*ir.Media{{Type: "application/json"}}}}},
		},
	}
	api := &ir.API{
		Decls: []*ir.Decl{
			union, problem,
			component("shape", &ir.Struct{Fields: []*ir.Field{{Name: "no_one"}, {Name: "noOne"}, {Name: "AdditionalProperties"}}, Additional: &ir.Value{}}),
			component("Level", &ir.Enum{Values: []*ir.EnumValue{{Literal: `"no one"`}, {Literal: `"no-one"`}, {Literal: `"values"`}}}),
			component("Pair", &ir.Tuple{Items: []*ir.Field{{Name: "0", Doc: ir.Doc{Summary: "rest"}}}}),
			component("UnknownShape", &ir.Struct{}), component("ShapeString", &ir.Struct{}), component("ProblemError", &ir.Struct{}),
			component("GetPetParams", &ir.Struct{}), component("GetPetHeaders", &ir.Struct{}),
			component("GetPetResult", &ir.Struct{}), component("GetPet201", &ir.Struct{}), component("WithKey", &ir.Struct{}), component("AuthTokenURL", &ir.Struct{}),
			{Owner: union, Path: label.Path{label.Name("Shape"), label.Name("string")}, Body: &ir.Named{}},
		},
		Operations: []*ir.Operation{op, {ID: "get_pet"}},
		Errors:     []*ir.ErrorType{{Decl: problem}},
		Schemes: []*ir.SecurityScheme{
			{Key: "key", Credentials: ir.APIKey{In: ir.InHeader, Name: "key"}},
			{Key: "auth", Credentials: ir.OAuth2{Authority: ir.Authority{Endpoints: []*ir.Endpoint{{Member: "tokenUrl"}}}}},
		},
		Hooks: []*ir.Hook{{ID: "new_pet", Key: "new_pet"}, {ID: "newPet", Key: "newPet"}},
	}
	_, got := assign(api)
	want := []string{
		"schema shape is ShapeModel in Go: Shape is taken",
		"property noOne of ShapeModel is NoOneField in Go: NoOne is taken",
		"the map of additional properties of ShapeModel is AdditionalPropertiesMap in Go: AdditionalProperties is taken",
		`value "no-one" of Level is LevelNoOneValue in Go: LevelNoOne is taken`,
		`value "values" of Level is LevelValuesValue in Go: LevelValues is taken`,
		"item 0 of Pair is RestItem in Go: Rest is taken",
		"the variant of Shape for unknown values is UnknownShapeVariant in Go: UnknownShape is taken",
		"the variant string of Shape is ShapeStringVariant in Go: ShapeString is taken",
		"the error with the body Problem is ProblemErrorStatus in Go: ProblemError is taken",
		"operation get_pet is GetPetOperation in Go: GetPet is taken",
		"query parameter id of GetPet is IDQuery in Go: ID is taken",
		"header Read is ReadHeader in Go: Read is taken",
		"the type of the headers of GetPet is GetPetHeadersStruct in Go: GetPetHeaders is taken",
		"the type of the parameters of GetPet is GetPetParamsStruct in Go: GetPetParams is taken",
		"the text/plain request body of GetPet is BodyTextContent in Go: BodyText is taken",
		"the type of the results of GetPet is GetPetResultUnion in Go: GetPetResult is taken",
		"the type of the 201 result of GetPet is GetPet201Result in Go: GetPet201 is taken",
		"security scheme key is KeyScheme in Go: Key is taken",
		"tokenUrl of security scheme auth is AuthTokenURLEndpoint in Go: AuthTokenURL is taken",
		"the handler of newPet is NewPetWebhook in Go: NewPet is taken",
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		for _, message := range want {
			if !slices.Contains(got, message) {
				t.Errorf("missing: %s", message)
			}
		}
		for _, message := range got {
			if !slices.Contains(want, message) {
				t.Errorf("unexpected: %s", message)
			}
		}
	}
}
