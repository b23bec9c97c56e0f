package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/peergen/peergen/generator"
)

func (r *run) generateCommand(use, short string, withSpec bool) *cobra.Command {
	var force bool
	cmd := r.targetCommand(use, short, withSpec, func(ctx context.Context, targets []generator.Target, s *selection) error {
		return r.writeAll(r.render(ctx, targets, force || s.strict), len(targets))
	})
	cmd.Flags().BoolVar(&force, "force", false, "generate targets that are up to date, too, and report their findings")
	return cmd
}

// writeAll writes targets, unless some of the selected ones have errors.
func (r *run) writeAll(all []rendered, selected int) error {
	if len(all) < selected {
		if len(all) > 0 {
			fmt.Fprintln(r.stderr, "peergen: nothing was written, because a target has errors")
		}
		return nil
	}
	outputs := make([]generator.FolderOutput, len(all))
	for i, t := range all {
		outputs[i] = generator.FolderOutput{Dir: t.Out, Output: t.output}
	}
	results, err := generator.WriteAll(outputs)
	if err != nil {
		return err
	}
	for _, t := range all {
		if h := r.written(); h != nil && t.current == nil {
			h.add(t.Target)
		}
	}
	r.printResults(all, results)
	r.printHeld(all)
	return nil
}

// printResults prints one line for each target, and one for the packages of the
// shared runtime together.
func (r *run) printResults(all []rendered, results []generator.Result) {
	sum := map[string]generator.Result{}
	for i, t := range all {
		s := sum[t.name()]
		s.Written += results[i].Written
		s.Unchanged += results[i].Unchanged
		s.Removed += results[i].Removed
		sum[t.name()] = s
	}
	for i, t := range all {
		if i > 0 && all[i-1].name() == t.name() {
			continue
		}
		if t.current != nil {
			fmt.Fprintf(r.info, "%s: up to date, %s (--force generates it and prints its findings)\n", t.name(), count(t.current.Files, "file"))
			continue
		}
		res, removed := sum[t.name()], ""
		if res.Removed > 0 {
			removed = fmt.Sprintf(", %d removed", res.Removed)
		}
		fmt.Fprintf(r.info, "%s: %s written, %d unchanged%s, ", t.name(), count(res.Written, "file"), res.Unchanged, removed)
		if t.Options.RuntimePackage != "" {
			fmt.Fprintln(r.info, "shared runtime")
			continue
		}
		fmt.Fprintf(r.info, "%s, %s, %.2fs\n", count(t.output.Operations, "operation"), count(t.output.Types, "type"), t.took.Seconds())
	}
}

// printHeld prints how many changes are held, and the command that applies them, for each
// target that has some.
func (r *run) printHeld(all []rendered) {
	for _, t := range all {
		if t.held > 0 {
			them := "them"
			if t.held == 1 {
				them = "it"
			}
			fmt.Fprintf(r.info, "%s held; %s applies %s\n", count(t.held, "change"), acceptCommand(t.Target), them)
		}
	}
}

func (r *run) checkCommand() *cobra.Command {
	return r.targetCommand("check [SPEC]", "Print a unified diff of what generate would change; the exit code is 1 unless it is empty", true,
		func(ctx context.Context, targets []generator.Target, s *selection) error {
			for _, t := range r.render(ctx, targets, true) {
				diff, err := t.output.Diff(t.Out)
				if err != nil {
					r.fail(err)
				}
				if diff != "" {
					r.printer.stale(stale{t.name(), diff, s.writeCommand()})
					r.exit(exitFindings)
				}
			}
			return nil
		})
}

// rendered is a target and its output in memory.
type rendered struct {
	generator.Target
	output  *generator.Output
	current *generator.Current // not nil for a target that is up to date, whose output has no files
	held    int                // number of changes that are held
	took    time.Duration
}

// name returns the path of the output. It is the same for all packages of the
// shared runtime, which follow one another.
func (t rendered) name() string {
	if t.Options.RuntimePackage != "" {
		return filepath.ToSlash(filepath.Dir(t.Out))
	}
	return t.String()
}

// render generates targets in memory and returns those without errors. Unless force is
// set, it does not generate what is up to date.
func (r *run) render(ctx context.Context, targets []generator.Target, force bool) []rendered {
	var all []rendered
	for _, t := range targets {
		if !force && r.canSkip(t) {
			if current := t.Current(); current != nil {
				all = append(all, rendered{Target: t, output: &generator.Output{}, current: current, held: current.Held})
				continue
			}
		}
		start := time.Now()
		ctx, done := r.withProgress(ctx, t.String())
		out, ds := t.Generate(ctx)
		done()
		r.report(ds)
		if out != nil {
			all = append(all, rendered{Target: t, output: out, held: generator.Held(ds), took: time.Since(start)})
		}
	}
	return all
}

// canSkip reports whether this program would write for a target what its PACKAGE.sum has.
func (r *run) canSkip(t generator.Target) bool {
	h := r.written()
	return r.release || h != nil && h.has(t)
}

// written returns the history of a program that is not a release, or nil.
func (r *run) written() *history {
	if r.release || r.history == nil {
		return nil
	}
	return r.history()
}

// targetCommand is a command that does something with the targets of a gen.yaml, or
// withSpec with a document on the command line, too.
func (r *run) targetCommand(name, short string, withSpec bool, use func(ctx context.Context, targets []generator.Target, s *selection) error) *cobra.Command {
	cmd := &cobra.Command{Use: name, Short: short, Args: cobra.MaximumNArgs(1)}
	var s selection
	s.configFlag(cmd.Flags())
	s.findingFlags(r, cmd.Flags())
	if withSpec {
		s.specFlags(cmd.Flags())
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			s.spec = args[0]
		}
		targets, err := r.targets(&s, cmd)
		if err != nil || targets == nil {
			return err
		}
		return use(cmd.Context(), targets, &s)
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
	cmd.Flags().StringVar(&document, "spec", "", "path of the document, relative to the folder of the gen.yaml that you write (default openapi.yaml)")
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
