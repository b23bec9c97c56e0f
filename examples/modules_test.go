package examples_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// repository is the absolute path of the main module.
func repository(t *testing.T) string {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// copyModule copies an example into a folder of its own, where its import of
// peergen means the module in the folder peergen. Reading all its files here also
// tells go test what its cached result depends on.
func copyModule(t *testing.T, example, peergen string) string {
	dir := filepath.Join(t.TempDir(), example)
	if err := os.CopyFS(dir, os.DirFS(example)); err != nil {
		t.Fatal(err)
	}
	run(t, dir, nil, "mod", "edit", "-replace=github.com/peergen/peergen="+peergen)
	return dir
}

// useModule makes dir a module that requires the peergen in the folder peergen.
func useModule(t *testing.T, dir, name, peergen string) {
	write(t, dir, "go.mod", "module "+name+"\n\ngo 1.26.0\n\nrequire github.com/peergen/peergen v0.0.0\n")
	run(t, dir, nil, "mod", "edit", "-replace=github.com/peergen/peergen="+peergen)
}

func write(t *testing.T, dir, name, content string) {
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// run is a go command that has to succeed.
func run(t *testing.T, dir string, env []string, args ...string) {
	t.Helper()
	if output, err := goCommand(t, dir, env, args...).CombinedOutput(); err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, output)
	}
}

// goCommand is a go command with env added to the environment, without
// workspaces and toolchains from elsewhere.
func goCommand(t *testing.T, dir string, env []string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), "GOWORK=off", "GOTOOLCHAIN=local"), env...)
	return cmd
}
