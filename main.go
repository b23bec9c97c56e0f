// Peergen turns OpenAPI documents into Go packages. Run `peergen help` for its
// usage.
package main

import (
	"os"

	"github.com/peergen/peergen/internal/cli"
)

func main() { os.Exit(cli.Main()) }
