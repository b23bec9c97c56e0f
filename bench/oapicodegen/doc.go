// Package oapicodegen is the peer report as oapi-codegen v2.8.2 writes it: client,
// strict server on net/http and types. The version is that of the tool line in go.mod.
package oapicodegen

//go:generate go tool oapi-codegen --config oapi-codegen.yaml -o oapicodegen.gen.go ../../openapi/peer-report.yaml
