package naming

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/label"
)

// TestInlineNamesDoNotDependOnOrder shuffles the declarations of a document.
func TestInlineNamesDoNotDependOnOrder(t *testing.T) {
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
	components := []string{"Pet", "PetOwner", "Client", "日本"}
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
		names, _ := assign(api)
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

// TestGivenNames checks names from extensions: they come before all others, also
// those of components, and the second of two with one name gets another one.
func TestGivenNames(t *testing.T) {
	first := &ir.Decl{Given: "Shared", Path: label.Path{label.Name("a")}, Body: &ir.Struct{}}
	second := &ir.Decl{Given: "Shared", Path: label.Path{label.Name("b")}, Body: &ir.Struct{}}
	inline := &ir.Decl{Path: label.Path{label.Name("c"), label.Name("shared")}, Body: &ir.Struct{}}
	given, plain := component("z", &ir.Struct{}), component("Pet", &ir.Struct{})
	given.Given = "Pet"
	names, _ := assign(&ir.API{Decls: []*ir.Decl{inline, first, second, plain, given}})
	for d, want := range map[*ir.Decl]string{first: "Shared", second: "SharedModel", inline: "CShared", given: "Pet", plain: "PetModel"} {
		if got := names.Type(d); got != want {
			t.Errorf("%v %s is %s, want %s", d.Path, d.Component, got, want)
		}
	}
}
