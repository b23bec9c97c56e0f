// Package oapicodegen is the bridge to oapi-codegen, the neighbour: its engine,
// its configuration file, and the way from that file to ours.
//
//	cfg, err := oapicodegen.ParseConfig(data)                    // their file, strictly
//	code, warnings, err := oapicodegen.Render(oapicodegen.Load("openapi.yaml", cfg), cfg)
//	imported, err := oapicodegen.Import("cfg.yaml", data, "openapi.yaml") // their file -> gen.yaml
//
// Render writes what their own command writes. The command meant is the one
// built from the module versions of the running program (`go run
// github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen` inside this
// module). `go run ...@v2.8.2` builds the same source with the older
// kin-openapi its own go.mod names; that changes the output only where
// kin-openapi reads a document differently.
package oapicodegen
