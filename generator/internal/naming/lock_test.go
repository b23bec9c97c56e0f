package naming

import (
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
	"github.com/peergen/peergen/generator/internal/lock"
)

func parseLock(t *testing.T, text string) *lock.Lock {
	t.Helper()
	l, problems := lock.Parse([]byte("peergen lock 1\n" + text))
	if problems != nil {
		t.Fatal(problems)
	}
	return l
}

// A new part never gets a name of the lock, in use or not, nor one that is derived from
// it; parts of the lock keep their names whatever comes before them in the document.
func TestNamesOfTheLock(t *testing.T) {
	earlier := parseLock(t, `
operation GET /pets = GetPet
	body application/json = Body
	body text/csv = BodyCSV
	body text/json = Body
	header X-Rate = XRate
	headers = GetPetHeaders
	param query page_size = PageSize
	params = GetPetParams
	resultbody "200 application/json" = GetPetJSON
	resultbody "202 text/csv" = GetPet202
	results = GetPetResult
-schema Gone = Gone
scheme token = Token
schema Pet = Pet
	error = PetError
	member name = Name
	-member old_size = Size
	unknown = UnknownPet
schema Status = Status
	value "\"open\"" = StatusOpen
	values = StatusValues
type = Owner
	member name = Name
`)
	inline := func(earlier string, path ...string) *ir.Decl {
		d := &ir.Decl{Earlier: earlier, Body: &ir.Struct{}}
		for _, name := range path {
			d.Path = append(d.Path, label.Name(name))
		}
		return d
	}
	status := &ir.Enum{Base: ir.String{}, Values: []*ir.EnumValue{{Literal: `"OPEN"`}, {Literal: `"open"`}}}
	pet := &ir.Struct{Fields: []*ir.Field{{Name: "get_name"}, {Name: "Name"}, {Name: "size"}, {Name: "name"}}}
	known, rival, second := inline("Owner", "pet", "owner"), inline("", "cat", "owner"), inline("Owner", "dog", "owner")
	media := func(contentType string) *ir.Media { return &ir.Media{Type: contentType, Format: ir.Text} }
	op := &ir.Operation{
		ID: "findPets", Method: "GET", Segments: []ir.Segment{{{Literal: "pets"}}},
		Params:  []*ir.Param{{Name: "page-size", In: ir.InPath}, {Name: "page_size", In: ir.InQuery}},
		Headers: []*ir.Header{{Name: "xRate"}, {Name: "x-rate"}},
		Body:    &ir.Body{Choices: []*ir.Choice{{Contents: []*ir.Media{media("text/plain")}}, {Contents: []*ir.Media{media("text/json")}}, {Contents: []*ir.Media{media("text/csv")}}}},
		Bodies: []*ir.ResultBody{
			{Responses: []*ir.Response{{Status: ir.Status{Code: 200}, Contents: []*ir.Media{media("text/plain")}}}},
			{Responses: []*ir.Response{{Status: ir.Status{Code: 202}, Contents: []*ir.Media{media("text/csv")}}}},
			{Responses: []*ir.Response{{Status: ir.Status{Code: 200}, Contents: []*ir.Media{media("application/json")}}}},
		},
	}
	rivalOp := &ir.Operation{ID: "get_pet", Method: "GET", Segments: []ir.Segment{{{Literal: "zoo"}}}}
	token := &ir.SecurityScheme{Key: "token", Credentials: ir.OAuth2{}}
	components := map[string]*ir.Decl{}
	api := &ir.API{Operations: []*ir.Operation{rivalOp, op}, Schemes: []*ir.SecurityScheme{token}}
	for _, name := range []string{"pet", "Owner", "gone", "PetError", "unknownPet", "statusOpen", "StatusValues", "getPetParams", "getPetResult", "getPetJSON", "withToken", "withTokenSource"} {
		components[name] = component(name, &ir.Struct{})
		api.Decls = append(api.Decls, components[name])
	}
	petDecl, statusDecl := component("Pet", pet), component("Status", status)
	union := component("Union", &ir.Union{})
	api.Decls = append(api.Decls, petDecl, statusDecl, union, rival, known, second)
	errorType := &ir.ErrorType{Decl: petDecl}
	api.Errors = []*ir.ErrorType{errorType}

	names, _ := assignWith(api, earlier)
	for _, check := range []struct{ got, want string }{
		{names.Type(petDecl), "Pet"},
		{names.Field(pet.Fields[0]), "GetNameField"},
		{names.Field(pet.Fields[1]), "NameField2"}, // GetNameField is a field
		{names.Field(pet.Fields[2]), "SizeField"},
		{names.Field(pet.Fields[3]), "Name"},
		{names.ErrorAlias(errorType), "PetError"},
		{names.Type(known), "Owner"},
		{names.Type(rival), "CatOwner"},
		{names.Type(second), "DogOwner"},
		{names.Value(status.Values[0]), "StatusOpenValue"},
		{names.Value(status.Values[1]), "StatusOpen"},
		{names.ValueList(status), "StatusValues"},
		{names.Operation(op), "GetPet"},
		{names.Operation(rivalOp), "GetPetOperation"},
		{names.Params(op), "GetPetParams"},
		{names.Param(op.Params[0]), "PageSizePath"},
		{names.Param(op.Params[1]), "PageSize"},
		{names.Header(op.Headers[0]), "XRateHeader"},
		{names.Header(op.Headers[1]), "XRate"},
		{names.Body(op.Body.Choices[0]), "BodyText"},
		{names.Body(op.Body.Choices[1]), "Body"},
		{names.Body(op.Body.Choices[2]), "BodyCSV"},
		{names.Result(op), "GetPetResult"},
		{names.ResultBody(op.Bodies[0]), "GetPetText"},
		{names.ResultBody(op.Bodies[1]), "GetPet202"},
		{names.ResultBody(op.Bodies[2]), "GetPetJSON"},
		{names.Scheme(token), "Token"},
	} {
		if check.got != check.want {
			t.Errorf("got %s, want %s", check.got, check.want)
		}
	}
	for name, d := range components {
		if want := Exported(name) + "Model"; names.Type(d) != want {
			t.Errorf("schema %s is %s, want %s", name, names.Type(d), want)
		}
	}
}

// A name of the lock that the output cannot have is an error with the command that
// decides: it belongs to the runtime, or to another part of the lock.
func TestImpossibleNamesOfTheLock(t *testing.T) {
	earlier := parseLock(t, "schema Box = Opt\nschema Level = Level\n\tvalue \"\\\"a\\\"\" = Size\nschema Size = Size\n\tmember a = Foo\n\tmember b = GetFoo\n")
	_, got := assignWith(&ir.API{Decls: []*ir.Decl{
		component("Box", &ir.Struct{}), component("Size", &ir.Struct{Fields: []*ir.Field{{Name: "a"}, {Name: "b"}}}),
		component("Level", &ir.Enum{Base: ir.String{}, Values: []*ir.EnumValue{{Literal: `"a"`}}}),
	}}, earlier)
	for i, want := range []string{"schema Box is Opt in the lock, ", "property a of SizeModel is Foo in the lock, ", "schema Size is Size in the lock, "} {
		if !slices.ContainsFunc(got, func(message string) bool { return strings.HasPrefix(message, want) }) {
			t.Errorf("%d: no finding begins with %q: %q", i, want, got)
		}
	}
}

// Components that nothing refers to change no other name.
func TestUnusedComponents(t *testing.T) {
	used := &ir.Decl{Path: label.Path{label.Name("pet"), label.Name("owner")}, Body: &ir.Struct{}}
	unused := component("Owner", &ir.Struct{})
	unused.Unused = true
	op := &ir.Operation{ID: "owner", Method: "GET", Errors: []*ir.Response{{Contents: []*ir.Media{{Value: ir.Value{Type: ir.Ref{Decl: used}}}}}}}
	names := Assign(&ir.API{Decls: []*ir.Decl{unused, used}, Operations: []*ir.Operation{op}}, Runtime{}, nil, &diag.List{})
	if got := names.Type(used) + " " + names.Type(unused); got != "Owner OwnerModel" {
		t.Error(got)
	}
}

// Of two security schemes that are spelled alike, the one of the lock keeps its name;
// the other one is an error until it has a name.
func TestSchemesAlike(t *testing.T) {
	api := &ir.API{Schemes: []*ir.SecurityScheme{
		{Key: "api-key", Credentials: ir.APIKey{In: ir.InQuery, Name: "key"}}, {Key: "api_key", Credentials: ir.APIKey{In: ir.InHeader, Name: "X-Key"}},
	}}
	for text, want := range map[string]string{
		"":                                "APIKey APIKeyScheme error",
		"scheme api_key = APIKey\n":       "APIKeyScheme APIKey error",
		"scheme api_key = APIKeyHeader\n": "APIKey APIKeyHeader",
		"scheme api-key = APIKeyQuery\nscheme api_key = APIKey\n": "APIKeyQuery APIKey",
	} {
		names, messages := assignWith(api, parseLock(t, text))
		got := names.Scheme(api.Schemes[0]) + " " + names.Scheme(api.Schemes[1])
		if len(messages) > 0 {
			got += " error"
		}
		if got != want {
			t.Errorf("with the lock %q: %s %q, want %s", text, got, messages, want)
		}
	}
}
