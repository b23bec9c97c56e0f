package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/peergen/peergen/generator"
	"github.com/peergen/peergen/internal/scaffold"
	"github.com/peergen/peergen/internal/shell"
)

func (r *run) initCommand() *cobra.Command {
	var ci bool
	cmd := &cobra.Command{
		Use: "init [SPEC]", Short: "Write a gen.yaml for a document, a go:generate line and .gitattributes", Args: cobra.MaximumNArgs(1),
		Long: "Init writes a gen.yaml next to the document, generate.go with a go:generate line, and .gitattributes.\n" +
			"It asks nothing and overwrites nothing. Without SPEC it takes openapi.yaml and similar names, also in openapi, api, spec and docs.",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return r.init(cmd.Context(), args[0], ci)
			}
			spec, err := scaffold.FindSpec()
			if err != nil {
				return err
			}
			return r.init(cmd.Context(), spec, ci)
		},
	}
	cmd.Flags().BoolVar(&ci, "ci", false, "also write a workflow for GitHub Actions that runs peergen check")
	return cmd
}

func (r *run) init(ctx context.Context, spec string, ci bool) error {
	project, err := scaffold.New(spec, generator.Version, ci)
	if err != nil {
		return err
	}
	target, ds := generator.NewTarget(generator.Input{Path: spec}, project.Out(), project.Package(), true, true)
	if target == nil {
		return generator.Diagnostics(ds)
	}
	if out, ds := generator.Generate(ctx, target.Input, generator.Options{Package: project.Package()}); out == nil && generator.Unusable(ds) {
		return generator.Diagnostics(ds) // not a document
	}
	files, err := project.Files()
	if err != nil {
		return err
	}
	made, kept, err := scaffold.Write(files)
	for _, f := range made {
		fmt.Fprintf(r.stdout, "%s: written\n", filepath.ToSlash(f.Path))
	}
	if err != nil {
		return err
	}
	if len(made) == 0 {
		return errors.New("nothing was written, because there is a gen.yaml: add a target to it")
	}
	for _, f := range kept {
		fmt.Fprintf(r.stdout, "%s: exists, unchanged; add what it lacks of:\n%s", filepath.ToSlash(f.Path), f.Text)
	}
	config := files[0].Path
	words := []string{"peergen"}
	if scaffold.FindConfig() != filepath.Clean(config) {
		words = append(words, "--config", filepath.ToSlash(config))
	}
	fmt.Fprintf(r.stdout, "next: %s, or go generate ./...; commit what they write, the lock included\n", shell.Join(words...))
	return nil
}
