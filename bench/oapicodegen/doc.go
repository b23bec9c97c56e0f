// Package oapicodegen is the output of oapi-codegen v2.8.2 for the peer report:
// client, strict server on net/http and types. peergen renders it, see
// ../gen.yaml. A test compares it with the output of the command of
// oapi-codegen, which the tool line in go.mod pins.
package oapicodegen

//go:generate go -C ../.. run ./cmd/gen --config bench/gen.yaml
