// Gen turns OpenAPI documents into Go packages. `gen help` says how.
//
// Exit codes: 0 fine; 1 drift, or errors in what a document says; 2 wrong usage,
// or an input or output that cannot be used at all.
package main

import (
	"context"
	"io"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/peergen/peergen/generator"
)

func main() {
	g := &gen{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		color: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(os.Stderr.Fd())),
	}
	os.Exit(g.run(context.Background(), os.Args[1:]))
}

// Exit codes.
const (
	fine = iota
	findings
	unusable
)

// gen is one run of the command.
type gen struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	color, verbose bool
	code           int // the worst so far
}

func (g *gen) run(ctx context.Context, args []string) (code int) {
	root := g.generateCommand("gen", "Turn OpenAPI documents into Go packages")
	root.Args = cobra.NoArgs
	root.Long = "Gen turns OpenAPI documents into Go packages: typed models, a client and a server.\nWithout a subcommand it is gen generate."
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.HiddenDefaultCmd = true
	root.PersistentFlags().BoolVarP(&g.verbose, "verbose", "v", false, "show every warning")
	root.AddCommand(
		g.generateCommand("generate [SPEC]", "Write the targets of gen.yaml, or one package from SPEC (- is standard input)"),
		g.checkCommand(),
		g.importCommand(),
		g.versionCommand(),
	)
	root.SetArgs(args)
	root.SetIn(g.stdin)
	root.SetOut(g.stdout)
	root.SetErr(g.stderr)
	if err := root.ExecuteContext(ctx); err != nil {
		g.fail(err)
	}
	return g.code
}

// report prints diagnostics and takes them into the exit code.
func (g *gen) report(ds []generator.Diagnostic) {
	generator.Print(g.stderr, ds, generator.PrintOptions{Color: g.color, Verbose: g.verbose})
	switch {
	case generator.Unusable(ds):
		g.worst(unusable)
	case generator.HasErrors(ds):
		g.worst(findings)
	}
}

func (g *gen) worst(code int) { g.code = max(g.code, code) }
