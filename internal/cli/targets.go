package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/peergen/peergen/generator"
	"github.com/peergen/peergen/internal/scaffold"
	"github.com/peergen/peergen/internal/shell"
)

// selection holds the flags of generate and check that select targets: those of
// a configuration, or one given on the command line.
type selection struct {
	config, spec, out, pkg string
	client, server         bool

	allow  []string
	strict bool
}

func (s *selection) configFlag(f *pflag.FlagSet) {
	f.StringVar(&s.config, "config", "", "path of the configuration (default gen.yaml, here or in openapi, api, spec or docs)")
}

// findingFlags are about findings, for all selected targets.
func (s *selection) findingFlags(r *run, f *pflag.FlagSet) {
	f.StringArrayVar(&s.allow, "allow", nil, "allow findings with a `CODE`, or CODE:POINTER at one place; peergen explain lists the codes")
	f.BoolVar(&s.strict, "strict", false, "fail on every finding that is not allowed")
	f.Var(formatFlag{r}, "format", "print findings as text, json, github or sarif; of all but text, nothing else is on standard output (default text)")
}

// withFindings sets the options of targets that are about findings.
func (s *selection) withFindings(targets []generator.Target) []generator.Target {
	for i := range targets {
		opt := &targets[i].Options
		opt.Allow, opt.Strict = append(slices.Clip(opt.Allow), s.allow...), s.strict
	}
	return targets
}

func (s *selection) specFlags(f *pflag.FlagSet) {
	f.StringVarP(&s.out, "out", "o", "", "with SPEC: folder to write")
	f.StringVarP(&s.pkg, "package", "p", "", "with SPEC: name of the package (default the name of the folder)")
	f.BoolVar(&s.client, "client", true, "with SPEC: write the client")
	f.BoolVar(&s.server, "server", true, "with SPEC: write the server")
}

// writeCommand returns the command that writes the selected targets.
func (s *selection) writeCommand() string {
	words := []string{"peergen"}
	if s.config != "" {
		words = append(words, "--config", s.config)
	}
	if s.spec != "" {
		words = append(append(append(words, "generate"), s.specWords()...), s.spec)
	}
	return shell.Join(words...)
}

// acceptCommand returns the command that accepts all changes of a target.
func acceptCommand(t generator.Target) string {
	return shell.Join(slices.Concat([]string{"peergen", "accept"}, t.Options.EditFlags, []string{"all"})...)
}

// editFlags returns the flags that select one of all targets in commands that edit its lock.
func (s *selection) editFlags(t generator.Target, all []generator.Target) (words []string) {
	switch {
	case s.spec != "":
		return append(s.specWords(), "--spec", s.spec)
	case s.config != "":
		words = append(words, "--config", s.config)
	}
	same := 0
	for _, other := range all {
		if other.Options.Package == t.Options.Package {
			same++
		}
	}
	switch {
	case same > 1:
		words = append(words, "--package", t.String())
	case len(all) > 1:
		words = append(words, "--package", t.Options.Package)
	}
	return words
}

// specWords returns the flags for one document.
func (s *selection) specWords() []string {
	words := []string{"-o", s.out}
	if s.pkg != "" {
		words = append(words, "-p", s.pkg)
	}
	if !s.client {
		words = append(words, "--client=false")
	}
	if !s.server {
		words = append(words, "--server=false")
	}
	return words
}

// suggestGenerate adds the command that generates from a document to an error about
// args without a subcommand, if a document is among them: a URL, or a file that is not the value
// of --config.
func suggestGenerate(err error, args []string) error {
	if err == nil {
		return nil
	}
	for i, arg := range args {
		isFile := slices.Contains([]string{".yaml", ".yml", ".json"}, filepath.Ext(arg)) || strings.Contains(arg, "://") || isRegular(arg)
		isDocument := isFile && !strings.HasPrefix(arg, "-")
		if isDocument && (i == 0 || args[i-1] != "--config") {
			return fmt.Errorf("%w; to generate from one document, run peergen generate -o DIR %s", err, arg)
		}
	}
	return err
}

func isRegular(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// targets returns the selected targets, or nil if it has reported why they
// cannot be used.
func (r *run) targets(s *selection, cmd *cobra.Command) ([]generator.Target, error) {
	for _, text := range s.allow {
		if err := generator.CheckAllowance(text); err != nil {
			return nil, err
		}
	}
	if s.spec == "" {
		for _, name := range []string{"out", "package", "client", "server"} {
			if cmd.Flags().Changed(name) {
				return nil, fmt.Errorf("--%s needs a SPEC: the targets of gen.yaml set it themselves", name)
			}
		}
		targets, err := r.configuredTargets(s.config)
		return s.withEditFlags(s.withFindings(targets)), err
	}
	switch {
	case s.config != "":
		return nil, errors.New("use SPEC or --config, not both")
	case s.out == "":
		return nil, fmt.Errorf("%s needs a folder to write: add -o DIR", s.spec)
	}
	in, err := r.input(s.spec)
	if err != nil {
		return nil, err
	}
	target, ds := generator.NewTarget(in, s.out, s.pkg, s.client, s.server)
	r.report(ds)
	if target == nil {
		return nil, nil
	}
	return s.withEditFlags(s.withFindings([]generator.Target{*target})), nil
}

// withEditFlags sets the flags that select each target.
func (s *selection) withEditFlags(targets []generator.Target) []generator.Target {
	locked := withLock(targets)
	for i, t := range targets {
		targets[i].Options.EditFlags = s.editFlags(t, locked)
	}
	return targets
}

func (r *run) configuredTargets(path string) ([]generator.Target, error) {
	if path == "" {
		if path = scaffold.FindConfig(); path == "" {
			return nil, errors.New("gen.yaml not found, neither here nor in openapi, api, spec or docs: run peergen init, write one, name it with --config FILE, or run peergen generate -o DIR SPEC")
		}
	}
	cfg, ds := generator.LoadConfig(path)
	r.report(ds)
	if cfg == nil {
		return nil, nil
	}
	return cfg.Targets, nil
}

// withLock returns the targets that have a lock.
func withLock(targets []generator.Target) []generator.Target {
	var found []generator.Target
	for _, t := range targets {
		if t.Options.LockFile != "" {
			found = append(found, t)
		}
	}
	return found
}

func (r *run) input(name string) (generator.Input, error) {
	if name != "-" {
		return generator.Input{Path: name}, nil
	}
	data, err := io.ReadAll(r.stdin)
	return generator.Input{Path: generator.Stdin, Data: data}, err
}

// fail reports an error. Errors other than [generator.Diagnostics] are wrong
// usage, or files that cannot be read or written.
func (r *run) fail(err error) {
	if ds := (generator.Diagnostics)(nil); errors.As(err, &ds) {
		r.report(ds)
		return
	}
	fmt.Fprintln(r.stderr, "peergen:", err)
	r.exit(exitUsage)
}
