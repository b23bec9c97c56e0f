package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/peergen/peergen/generator"
)

// selection is what the flags of generate and check say: the targets of a
// configuration, or the one of the command line.
type selection struct {
	config, out, pkg string
	client, server   bool
}

func (s *selection) configFlag(f *pflag.FlagSet) {
	f.StringVar(&s.config, "config", "", "the configuration (default gen.yaml, or openapi/gen.yaml)")
}

func (s *selection) specFlags(f *pflag.FlagSet) {
	f.StringVarP(&s.out, "out", "o", "", "with SPEC: the folder to write")
	f.StringVarP(&s.pkg, "package", "p", "", "with SPEC: the name of the package (default that of the folder)")
	f.BoolVar(&s.client, "client", true, "with SPEC: write the client")
	f.BoolVar(&s.server, "server", true, "with SPEC: write the server")
}

// targets answers nil when it has reported why there are none.
func (g *gen) targets(s *selection, cmd *cobra.Command, args []string) ([]generator.Target, error) {
	if len(args) == 0 {
		for _, name := range []string{"out", "package", "client", "server"} {
			if cmd.Flags().Changed(name) {
				return nil, fmt.Errorf("--%s needs a SPEC: targets of a configuration have their own", name)
			}
		}
		return g.configured(s.config)
	}
	switch {
	case s.config != "":
		return nil, errors.New("give a SPEC or --config, not both")
	case s.out == "":
		return nil, errors.New("a SPEC needs a folder to write into: add -o DIR")
	}
	in, err := g.input(args[0])
	if err != nil {
		return nil, err
	}
	target, ds := generator.NewTarget(in, s.out, s.pkg, s.client, s.server)
	g.report(ds)
	if target == nil {
		return nil, nil
	}
	return []generator.Target{*target}, nil
}

func (g *gen) configured(path string) ([]generator.Target, error) {
	if path == "" {
		path = "gen.yaml"
		if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
			path = filepath.Join("openapi", "gen.yaml")
		}
		if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
			return nil, errors.New("there is no gen.yaml, neither here nor in openapi: write one, or say gen generate -o DIR -p PACKAGE SPEC")
		}
	}
	cfg, ds := generator.LoadConfig(path)
	g.report(ds)
	if cfg == nil {
		return nil, nil
	}
	return cfg.Targets, nil
}

func (g *gen) input(name string) (generator.Input, error) {
	if name != "-" {
		return generator.Input{Path: name}, nil
	}
	data, err := io.ReadAll(g.stdin)
	return generator.Input{Path: "<stdin>", Data: data}, err
}

// fail reports an error that is not about a document.
func (g *gen) fail(err error) {
	if ds := (generator.Diagnostics)(nil); errors.As(err, &ds) {
		g.report(ds)
		return
	}
	fmt.Fprintln(g.stderr, "gen:", err)
	g.worst(unusable)
}
