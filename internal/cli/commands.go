package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/peergen/peergen/generator"
)

func (r *run) generateCommand(use, short string) *cobra.Command {
	return r.targetCommand(use, short, func(t generator.Target, out *generator.Output, start time.Time) error {
		res, err := out.Write(t.Out)
		if err != nil {
			return err
		}
		removed := ""
		if res.Removed > 0 {
			removed = fmt.Sprintf(", %d removed", res.Removed)
		}
		fmt.Fprintf(r.stdout, "%s: %s written, %d unchanged%s, %s, %s, %.2fs\n", t, count(res.Written, "file"), res.Unchanged, removed,
			count(out.Operations, "operation"), count(out.Types, "type"), time.Since(start).Seconds())
		return nil
	})
}

func (r *run) checkCommand() *cobra.Command {
	return r.targetCommand("check [SPEC]", "Print a unified diff of what generate would change; the exit code is 1 unless it is empty",
		func(t generator.Target, out *generator.Output, _ time.Time) error {
			diff, err := out.Diff(t.Out)
			if err != nil {
				return err
			}
			if diff != "" {
				fmt.Fprint(r.stdout, diff)
				fmt.Fprintf(r.stderr, "%s is not up to date: run peergen\n", t)
				r.exit(exitFindings)
			}
			return nil
		})
}

// targetCommand is a command that generates each target in memory and passes
// it to use. It continues with the next target if one fails.
func (r *run) targetCommand(name, short string, use func(generator.Target, *generator.Output, time.Time) error) *cobra.Command {
	cmd := &cobra.Command{Use: name, Short: short, Args: cobra.MaximumNArgs(1)}
	var s selection
	s.configFlag(cmd.Flags())
	if strings.HasSuffix(name, " [SPEC]") {
		s.specFlags(cmd.Flags())
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		targets, err := r.targets(&s, cmd, args)
		if err != nil {
			return err
		}
		for _, t := range targets {
			start := time.Now()
			out, ds := generator.Generate(cmd.Context(), t.Input, t.Options)
			r.report(ds)
			if out == nil {
				continue
			}
			if err := use(t, out, start); err != nil {
				r.fail(err)
			}
		}
		return nil
	}
	return cmd
}

func (r *run) importCommand() *cobra.Command {
	var document string
	cmd := &cobra.Command{
		Use: "import FILE", Short: "Turn an oapi-codegen configuration into a gen.yaml", Args: cobra.ExactArgs(1),
		Long: "Import prints a gen.yaml for a configuration file of oapi-codegen, and reports each key without an equivalent.",
		Run: func(_ *cobra.Command, args []string) {
			text, ds := generator.Import(args[0], document)
			r.verbose = true // the command is run for its findings
			r.report(ds)
			fmt.Fprintf(r.stdout, "%s", text)
		},
	}
	cmd.Flags().StringVar(&document, "spec", "", "path of the document, which FILE does not contain")
	return cmd
}

func (r *run) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version", Args: cobra.NoArgs,
		Run: func(*cobra.Command, []string) { fmt.Fprintln(r.stdout, "peergen", generator.Version) },
	}
}

// count returns "1 file" or "2 files".
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprint(n, " ", noun)
}
