// Package cli is the command line of peergen: flags, subcommands and printing.
package cli

import (
	"context"
	"io"
	"os"
	"sync"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/peergen/peergen/generator"
)

// Exit codes of the command.
const (
	exitOK       = iota
	exitFindings // output is not up to date, or a document has errors
	exitUsage    // wrong usage, or a document, configuration or output folder that cannot be used
)

// Main runs the command with the arguments and streams of the process, and
// returns its exit code.
func Main() int {
	tuneCollector()
	r := &run{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		release: generator.IsRelease(), history: sync.OnceValue(openHistory),
		color: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(os.Stderr.Fd())),
	}
	if term.IsTerminal(int(os.Stderr.Fd())) && os.Getenv("TERM") != "dumb" {
		r.progress = os.Stderr
	}
	return r.execute(context.Background(), os.Args[1:])
}

// run is one run of the command.
type run struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	color, verbose bool
	quiet          bool            // print errors and results only
	progress       io.Writer       // a terminal for lines about what takes long, or nil
	printer        printer         // of findings; nil is text
	info           io.Writer       // for lines about what was done; nil is stdout
	release        bool            // whether output of this program with the same version is the same
	history        func() *history // if it is not; nil to skip no targets
	code           int             // the highest exit code so far
}

const description = `peergen turns OpenAPI documents into Go packages: typed models, a client and a server.
Without a subcommand it writes all targets of gen.yaml, here or in openapi, api, spec or docs.

If a target has an error, nothing is written.

Exit codes: 0 success, warnings included; 1 check found output that is not up to date,
a document has an error, --strict a finding, or --fail-on a verdict; 2 wrong usage, or a document,
a configuration or an output folder that cannot be used.`

// execute returns the exit code.
func (r *run) execute(ctx context.Context, args []string) int {
	root := r.rootCommand(args)
	root.SetArgs(args)
	root.SetIn(r.stdin)
	root.SetOut(r.stdout)
	root.SetErr(r.stderr)
	r.printer, r.info = formats["text"](r), r.stdout
	if err := root.ExecuteContext(ctx); err != nil {
		r.fail(err)
	}
	if err := r.printer.end(); err != nil {
		r.fail(err)
	}
	return r.code
}

// rootCommand returns the command with its subcommands.
func (r *run) rootCommand(args []string) *cobra.Command {
	root := r.generateCommand("peergen", "Turn OpenAPI documents into Go packages", false)
	root.Args = func(cmd *cobra.Command, args []string) error { return suggestGenerate(cobra.NoArgs(cmd, args), args) }
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if cmd == root {
			return suggestGenerate(err, args)
		}
		return err
	})
	root.Version = generator.Version
	root.SetVersionTemplate("{{.Name}} {{.Version}}\n")
	root.Long = description
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.HiddenDefaultCmd = true
	root.PersistentFlags().BoolVarP(&r.verbose, "verbose", "v", false, "show every warning")
	root.PersistentFlags().BoolVarP(&r.quiet, "quiet", "q", false, "show errors only, and diffs of check")
	root.MarkFlagsMutuallyExclusive("verbose", "quiet")
	root.PersistentPreRun = func(*cobra.Command, []string) {
		if r.quiet {
			r.info, r.progress = io.Discard, nil
		}
	}
	root.AddCommand(
		r.generateCommand("generate [SPEC]", "Write the targets of gen.yaml, or one package from SPEC (- is standard input)", true),
		r.checkCommand(),
		r.initCommand(),
		r.diffCommand(),
		r.watchCommand(),
		r.mockCommand(),
		r.acceptCommand(),
		r.forgetCommand(),
		r.renameCommand(),
		r.importCommand(),
		r.explainCommand(),
		r.versionCommand(),
	)
	return root
}

// report prints diagnostics and raises the exit code accordingly.
func (r *run) report(ds []generator.Diagnostic) {
	r.printer.findings(ds)
	switch {
	case generator.Unusable(ds):
		r.exit(exitUsage)
	case generator.HasErrors(ds):
		r.exit(exitFindings)
	}
}

// exit raises the exit code to at least code.
func (r *run) exit(code int) { r.code = max(r.code, code) }
