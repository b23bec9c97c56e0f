package support

import "embed"

// FS holds the files of this package, tests and this file included: the
// generator takes from it what travels.
//
//go:embed *.go
var FS embed.FS
