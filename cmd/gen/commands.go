package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/peergen/peergen/generator"
)

func (g *gen) generateCommand(use, short string) *cobra.Command {
	return g.targetCommand(use, short, func(t generator.Target, out *generator.Output, start time.Time) error {
		res, err := out.Write(t.Out)
		if err != nil {
			return err
		}
		removed := ""
		if res.Removed > 0 {
			removed = fmt.Sprintf(", %d removed", res.Removed)
		}
		fmt.Fprintf(g.stdout, "%s: %s written, %d unchanged%s, %s, %s, %.2fs\n", t, count(res.Written, "file"), res.Unchanged, removed,
			count(out.Operations, "operation"), count(out.Types, "type"), time.Since(start).Seconds())
		return nil
	})
}

func (g *gen) checkCommand() *cobra.Command {
	return g.targetCommand("check [SPEC]", "Show what generate would change, and fail if it would change anything",
		func(t generator.Target, out *generator.Output, _ time.Time) error {
			diff, err := out.Diff(t.Out)
			if err != nil {
				return err
			}
			if diff != "" {
				fmt.Fprint(g.stdout, diff)
				fmt.Fprintf(g.stderr, "%s is not up to date: run gen\n", t)
				g.worst(findings)
			}
			return nil
		})
}

// targetCommand renders each target and hands it to use; a target that fails
// does not keep the others from being attempted.
func (g *gen) targetCommand(name, short string, use func(generator.Target, *generator.Output, time.Time) error) *cobra.Command {
	cmd := &cobra.Command{Use: name, Short: short, Args: cobra.MaximumNArgs(1)}
	var s selection
	s.configFlag(cmd.Flags())
	if strings.Contains(name, "SPEC") {
		s.specFlags(cmd.Flags())
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		targets, err := g.targets(&s, cmd, args)
		if err != nil {
			return err
		}
		for _, t := range targets {
			start := time.Now()
			out, ds := generator.Generate(cmd.Context(), t.Input, t.Options)
			g.report(ds)
			if out == nil {
				continue
			}
			if err := use(t, out, start); err != nil {
				g.fail(err)
			}
		}
		return nil
	}
	return cmd
}

func (g *gen) importCommand() *cobra.Command {
	var document string
	cmd := &cobra.Command{
		Use: "import FILE", Short: "Turn a configuration of oapi-codegen into a gen.yaml", Args: cobra.ExactArgs(1),
		Long: "Import prints a gen.yaml for a configuration file of oapi-codegen, and names each key without an equivalent.",
		Run: func(_ *cobra.Command, args []string) {
			text, ds := generator.Import(args[0], document)
			g.verbose = true // its findings are what it is run for
			g.report(ds)
			fmt.Fprintf(g.stdout, "%s", text)
		},
	}
	cmd.Flags().StringVar(&document, "spec", "", "the document, which FILE does not name")
	return cmd
}

func (g *gen) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version", Args: cobra.NoArgs,
		Run: func(*cobra.Command, []string) { fmt.Fprintln(g.stdout, "peergen", generator.Version) },
	}
}

// count is "1 file", "2 files".
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprint(n, " ", noun)
}
