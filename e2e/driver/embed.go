package driver

import "embed"

// Source is this package, for the module that it is copied into.
//
//go:embed driver.go session.go params.go
var Source embed.FS
