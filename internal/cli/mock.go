package cli

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/peergen/peergen/generator"
)

func (r *run) mockCommand() *cobra.Command {
	var s selection
	listen := ""
	cmd := &cobra.Command{
		Use: "mock SPEC", Short: "Serve the examples of a document over HTTP, until it is interrupted (- is standard input)", Args: cobra.ExactArgs(1),
		Long: "Mock generates the package of a document into a temporary folder, compiles it with the go command, and serves its Fake.\n" +
			"Requests are validated, and need credentials if the document requires them; any are accepted. Responses are valid examples\n" +
			"of the document, else samples made from schemas, else 501. The header Prefer of a request selects another one, by code=404 and example=name.",
	}
	s.findingFlags(r, cmd.Flags())
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:4010", "`ADDR` to listen on; port 0 is any free one")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
		defer stop()
		in, err := r.input(args[0])
		if err != nil {
			return err
		}
		return r.mock(ctx, in, &s, listen)
	}
	return cmd
}

//go:embed mock_main.go.txt
var mockMain []byte

// mock serves the fake of a document until ctx ends.
func (r *run) mock(ctx context.Context, in generator.Input, s *selection, listen string) (err error) {
	if _, err := exec.LookPath("go"); err != nil {
		return errors.New("mock needs the go command, which compiles the server: install it from https://go.dev/dl")
	}
	out, ds := generator.Generate(ctx, in, generator.Options{Package: "api", Client: true, Server: true, Fake: true, Allow: s.allow, Strict: s.strict})
	r.report(ds)
	if out == nil {
		return nil
	}
	dir, err := os.MkdirTemp("", "peergen-mock-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	program := filepath.Join(dir, "mock.exe") // this name is right on Windows, too
	if err := buildMock(ctx, dir, program, out); err != nil {
		return err
	}
	server := exec.CommandContext(ctx, program, listen)
	server.Stdout, server.Stderr = r.stdout, r.stderr
	server.Cancel = func() error { return server.Process.Signal(os.Interrupt) }
	server.WaitDelay = time.Second // where there are no interrupts
	if err := server.Run(); err != nil && ctx.Err() == nil {
		return fmt.Errorf("the mock server ended: %w", err)
	}
	return nil
}

// buildMock writes a module and compiles it.
func buildMock(ctx context.Context, dir, program string, out *generator.Output) error {
	if _, err := out.Write(filepath.Join(dir, "api")); err != nil {
		return err
	}
	for name, text := range map[string][]byte{"go.mod": []byte("module mock\n\ngo 1.24\n"), "main.go": mockMain} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			return err
		}
	}
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", program, ".")
	build.Dir = dir
	build.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly")
	if text, err := build.CombinedOutput(); err != nil && ctx.Err() == nil {
		return fmt.Errorf("go build: %w\n%s", err, text)
	}
	return ctx.Err()
}
