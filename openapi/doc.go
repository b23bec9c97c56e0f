// Package openapi carries the documents that this repository generates from.
package openapi

import _ "embed"

//go:generate go run ../cmd/gen

// PeerReport is the RealtimeKit peer report operation, OpenAPI 3.0.3 in YAML.
//
//go:embed peer-report.yaml
var PeerReport []byte
