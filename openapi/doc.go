// Package openapi embeds the OpenAPI document of the peer report, from which
// generated/peerreport is made.
package openapi

import _ "embed"

//go:generate go run ..

// PeerReport describes the RealtimeKit peer report operation: OpenAPI 3.0.3, in YAML.
//
//go:embed peer-report.yaml
var PeerReport []byte
