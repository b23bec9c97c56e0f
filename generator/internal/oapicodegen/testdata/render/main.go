// Command render writes what Render gives for a configuration and a document.
// A test builds it, because only a real program carries the build information
// that the header of the output is made from.
package main

import (
	"fmt"
	"os"

	"github.com/peergen/peergen/generator/internal/oapicodegen"
)

func main() {
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(config, spec string) error {
	data, err := os.ReadFile(config)
	if err != nil {
		return err
	}
	cfg, err := oapicodegen.ParseConfig(data)
	if err != nil {
		return err
	}
	code, _, err := oapicodegen.Render(oapicodegen.Load(spec, cfg), cfg)
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(code)
	return err
}
