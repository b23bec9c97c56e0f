package driver

import "embed"

// Source is the source of this package, for the module that it is copied into.
//
//go:embed driver.go session.go params.go
var Source embed.FS
