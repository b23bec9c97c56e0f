// Command indexgen writes the index of package bundle. go generate runs it in the
// folder of that package.
package main

import (
	"fmt"
	"os"

	"github.com/peergen/peergen/generator/internal/bundle/indexer"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "indexgen:", err)
		os.Exit(1)
	}
}

func run() error {
	index, err := indexer.Make(".")
	if err != nil {
		return err
	}
	content, err := index.Print()
	if err != nil {
		return err
	}
	return os.WriteFile("index_gen.go", content, 0o644)
}
