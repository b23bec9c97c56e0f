// Package oapicodegen integrates oapi-codegen: its engine, its configuration
// file, and the conversion of that file to gen.yaml.
//
//	cfg, err := oapicodegen.ParseConfig(data)                    // their file, strictly
//	code, warnings, err := oapicodegen.Render(oapicodegen.Load("openapi.yaml", cfg), cfg)
//	imported, err := oapicodegen.Import("cfg.yaml", data, "openapi.yaml") // their file -> gen.yaml
//
// Render returns what the command of oapi-codegen writes if it is built from
// the module versions of the running program (`go run
// github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen` inside this
// module). `go run ...@v2.8.2` builds the same source with the older
// kin-openapi of its go.mod. The output differs only if kin-openapi reads the
// document differently.
//
// In this package, "their" refers to oapi-codegen.
package oapicodegen
