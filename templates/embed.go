// Package templates holds the parts of the output that read as prose: Go with
// holes. A template ranges and chooses; it computes no name and no type.
package templates

import "embed"

// FS holds all templates, by file name.
//
//go:embed *.go.tmpl
var FS embed.FS
