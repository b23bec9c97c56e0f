// Package oapicodegen is the peer report as oapi-codegen v2.8.2 writes it: client,
// strict server on net/http and types. peergen renders it, see ../gen.yaml; a test
// holds it to the bytes of their own command, which the tool line in go.mod pins.
package oapicodegen

//go:generate go -C ../.. run ./cmd/gen --config bench/gen.yaml
