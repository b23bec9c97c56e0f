package naming

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
)

func TestExported(t *testing.T) {
	for name, want := range map[string]string{
		"getParticipantDataFromPeerId": "GetParticipantDataFromPeerID",
		"10_or_greater_event_fraction": "N10OrGreaterEventFraction",
		"100ms_or_greater":             "N100msOrGreater",
		"r_t_t":                        "RTT",
		"backend_r_t_t":                "BackendRTT",
		"rtt":                          "RTT",
		"ssrc":                         "SSRC",
		"cpus":                         "CPUs",
		"peer_ids":                     "PeerIDs",
		"userIDs":                      "UserIDs",
		"HTTPServer":                   "HTTPServer",
		"ipv4":                         "IPv4",
		"p50":                          "P50",
		"os_version":                   "OSVersion",
		"pc_metadata":                  "PcMetadata",
		"PetId":                        "PetID",
		"MCPTool":                      "MCPTool",
		"OpenAIAPIKey":                 "OpenAIAPIKey",
		"openAIKey":                    "OpenAIKey",
		"SBOMUrl":                      "SBOMURL",
		"CVE":                          "CVE",
		"CVEs":                         "CVEs",
		"JWKS":                         "JWKS",
		"NUMBER":                       "Number",
		"LIGHT_BLUE":                   "LightBlue",
		"Content-MD5":                  "ContentMD5",
		"CREATE_company":               "CreateCompany",
		"GET_company":                  "GetCompany",
		"usingGET":                     "UsingGET",
		"GraphQL":                      "GraphQL",
		"threeDS2Token":                "ThreeDS2Token",
		"x-rate-limit":                 "XRateLimit",
		"$ref":                         "Ref",
		"@type":                        "Type",
		"+1":                           "Plus1",
		"-1":                           "Minus1",
		">=":                           "GreaterEqual",
		"1.10":                         "N1_10",
		"11.0":                         "N11_0",
		"ünïcode name":                 "ÜnïcodeName",
		"人":                            "X人",
		"type":                         "Type",
		"":                             "",
		"\U0001F600":                   "",
		"\u2b05\ufe0f":                 "",
		"a\u0301b":                     "Ab", // the mark is no part of an identifier
	} {
		if got := Exported(name); got != want {
			t.Errorf("Exported(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestUnexported(t *testing.T) {
	for ident, want := range map[string]string{
		"GetPeer": "getPeer", "IDToken": "idToken", "API": "api", "N10": "n10", "X人": "x人",
	} {
		if got := Unexported(ident); got != want {
			t.Errorf("Unexported(%q) = %q, want %q", ident, got, want)
		}
	}
}

func TestConstantName(t *testing.T) {
	for value, want := range map[string]string{
		"": "KindEmpty", "ASC": "KindAsc", "OPEN": "KindOpen", "GPU": "KindGPU", "gpu-large": "KindGPULarge", "MCPTool": "KindMCPTool", "\U0001F600": "KindValue", "2": "Kind2",
	} {
		if got := constantName("Kind", value); got != want {
			t.Errorf("constantName(Kind, %q) = %q, want %q", value, got, want)
		}
	}
	if got := constantName("Version2", "0"); got != "Version2_0" {
		t.Errorf("constantName(Version2, 0) = %q, want Version2_0", got)
	}
}

func TestSingularName(t *testing.T) {
	for plural, want := range map[string]string{
		"ProducingTransports": "ProducingTransport", "PeerIDs": "PeerID", "CVEs": "CVE", "CVE": "CVE", "GPS": "GPS", "Data": "Data", "OpenAIKeys": "OpenAIKey", "": "",
	} {
		if got := singularName(plural); got != want {
			t.Errorf("singularName(%q) = %q, want %q", plural, got, want)
		}
	}
}

func TestSingular(t *testing.T) {
	for plural, want := range map[string]string{
		"events": "event", "categories": "category", "addresses": "address", "boxes": "box", "status": "status", "statuses": "status",
		"analysis": "analysis", "metadata": "metadata", "series": "series", "filters": "filter", "responses": "response", "as": "as",
	} {
		if got := singular(word(plural)); got != word(want) {
			t.Errorf("singular(%q) = %q, want %q", plural, got, want)
		}
	}
}

// Names follow from what is in a document, never from its order.
func TestNamesDoNotDependOnOrder(t *testing.T) {
	op, other := label.Response{Of: "op"}, label.Response{Of: "other"}
	paths := []label.Path{
		{op},
		{op, label.Name("metadata")},
		{op, label.Name("metadata"), label.Name("device_info")},
		{op, label.Name("stats"), label.Name("device_info")},
		{op, label.Name("events"), label.Item{}},
		{op, label.Name("stats"), label.Name("events"), label.Item{}},
		{op, label.Name("rows"), label.Item{}, label.Item{}},
		{op, label.Name("labels"), label.Value{}},
		{op, label.Name("client")},
		{op, label.Name("pet")},
		{other, label.Name("pet")},
		{op, label.Name("payload"), label.Alternative("with email")},
		{op, label.Name("payload"), label.Alternative("with email"), label.Name("domain")},
		{op, label.Name("payload"), label.Alternative("array"), label.Item{}},
		{op, label.Name("payload"), label.Alternative("map"), label.Value{}},
		{op, label.Name("payload"), label.Variant(2)},
		{other, label.Name("payload"), label.Variant(2)},
	}
	components := []string{"Pet", "pet-owner", "PetOwner", "Client", "日本"}
	want := map[string]string{
		"[op response]":                                       "OpResponse",
		"[op response metadata]":                              "Metadata",
		"[op response metadata device_info]":                  "MetadataDeviceInfo",
		"[op response stats device_info]":                     "StatsDeviceInfo",
		"[op response events []]":                             "OpResponseEvent",
		"[op response stats events []]":                       "StatsEvent",
		"[op response rows [] []]":                            "Item",
		"[op response labels {}]":                             "Label",
		"[op response client]":                                "OpResponseClient",
		"[op response pet]":                                   "OpResponsePet",
		"[other response pet]":                                "OtherResponsePet",
		"[op response payload alternative with email]":        "PayloadWithEmail",
		"[op response payload alternative with email domain]": "Domain",
		"[op response payload alternative array []]":          "PayloadItem",
		"[op response payload alternative map {}]":            "PayloadValue",
		"[op response payload variant 2]":                     "OpResponsePayloadVariant2",
		"[other response payload variant 2]":                  "OtherResponsePayloadVariant2",
		"Pet":                                                 "Pet",
		"pet-owner":                                           "PetOwnerModel",
		"PetOwner":                                            "PetOwner",
		"Client":                                              "ClientModel",
		"日本":                                                  "X日本",
	}
	for seed := range uint64(50) {
		api := &ir.API{}
		for _, path := range paths {
			api.Decls = append(api.Decls, &ir.Decl{Path: path, Body: &ir.Struct{}})
		}
		for _, name := range components {
			api.Decls = append(api.Decls, &ir.Decl{Component: name, Path: label.Path{label.Name(name)}, Body: &ir.Struct{}})
		}
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(api.Decls), func(i, j int) { api.Decls[i], api.Decls[j] = api.Decls[j], api.Decls[i] })
		names := Assign(api, Runtime{}, &diag.List{})
		for _, d := range api.Decls {
			key := d.Component
			if key == "" {
				key = fmt.Sprint(d.Path.Words())
			}
			if got := names.Type(d); got != want[key] {
				t.Fatalf("seed %d: %s is %s, want %s", seed, key, got, want[key])
			}
		}
	}
}

func TestFieldsAndConstantsThatMeet(t *testing.T) {
	fields := []*ir.Field{{Name: "foo_bar"}, {Name: "foo-bar"}, {Name: "fooBar"}, {Name: "validate"}, {Name: "get_foo_bar"}, {Name: "🙂"}}
	values := []*ir.EnumValue{{Literal: `""`}, {Literal: `"1.10"`}, {Literal: `"11.0"`}, {Literal: `"light blue"`}, {Literal: `"light-blue"`}, {Literal: `"-1"`}}
	api := &ir.API{Decls: []*ir.Decl{
		{Component: "Thing", Path: label.Path{label.Name("Thing")}, Body: &ir.Struct{Fields: fields}},
		{Component: "Kind", Path: label.Path{label.Name("Kind")}, Body: &ir.Enum{Base: ir.String{}, Values: values}},
	}}
	names := Assign(api, Runtime{}, &diag.List{})
	var got []string
	for _, f := range fields {
		got = append(got, names.Field(f))
	}
	if want := []string{"FooBarField2", "FooBar", "FooBarField", "ValidateField", "GetFooBarField3", "Field"}; !slices.Equal(got, want) {
		t.Errorf("fields are %v, want %v", got, want)
	}
	got = nil
	for _, v := range values {
		got = append(got, names.Value(v))
	}
	if want := []string{"KindEmpty", "Kind1_10", "Kind11_0", "KindLightBlue", "KindLightBlueValue", "KindMinus1"}; !slices.Equal(got, want) {
		t.Errorf("constants are %v, want %v", got, want)
	}
}

// A webhook that is called like an operation of the API leaves it its name,
// wherever it stands.
func TestHooksGiveWay(t *testing.T) {
	hook := &ir.Hook{ID: "newPet", Key: "newPet"}
	callback := &ir.Hook{ID: "newPet", Key: "newPet", Callback: &ir.Callback{}}
	ops := []*ir.Operation{{ID: "newPet", Hook: callback}, {ID: "newPet", Hook: hook}, {ID: "new_pet"}}
	hook.Operations, callback.Operations = ops[1:2], ops[:1]
	for range 2 {
		slices.Reverse(ops)
		api := &ir.API{Operations: ops, Hooks: []*ir.Hook{callback, hook}}
		assigned := Assign(api, Runtime{}, &diag.List{})
		names := map[*ir.Hook]string{}
		for _, op := range ops {
			names[op.Hook] = assigned.Operation(op) + " " + assigned.Params(op)
		}
		if names[nil] != "NewPet NewPetParams" || names[hook] != "NewPetWebhook NewPetWebhookParams" || names[callback] != "NewPetCallback NewPetCallbackParams" {
			t.Errorf("%v", names)
		}
		if assigned.Hook(hook) != "NewPet" || assigned.Hook(callback) != "NewPet" {
			t.Errorf("handlers %s and %s", assigned.Hook(hook), assigned.Hook(callback))
		}
	}
}
