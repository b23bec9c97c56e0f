package examples_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// repository returns the absolute path of the main module.
func repository(t *testing.T) string {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// copyModule copies an example into a temporary folder and replaces its requirement
// of peergen by the module in the folder peergen. It reads all files of the example,
// so that go test does not use a cached result after a change of one.
func copyModule(t *testing.T, example, peergen string) string {
	dir := filepath.Join(t.TempDir(), example)
	if err := os.CopyFS(dir, os.DirFS(example)); err != nil {
		t.Fatal(err)
	}
	run(t, dir, nil, "mod", "edit", "-replace=github.com/peergen/peergen="+peergen)
	return dir
}

// useModule makes dir a module that requires the module in the folder peergen.
func useModule(t *testing.T, dir, name, peergen string) {
	write(t, dir, "go.mod", "module "+name+"\n\ngo 1.26.0\n\nrequire github.com/peergen/peergen v0.0.0\n")
	run(t, dir, nil, "mod", "edit", "-replace=github.com/peergen/peergen="+peergen)
}

func write(t *testing.T, dir, name, content string) {
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// run runs a go command, which must succeed.
func run(t *testing.T, dir string, env []string, args ...string) {
	t.Helper()
	if output, err := goCommand(t, dir, env, args...).CombinedOutput(); err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, output)
	}
}

// goCommand returns a go command with env added to the environment, without a
// workspace, and with the local toolchain unless env selects another one. It
// trims paths, so that the build cache works although each test has a new folder.
func goCommand(t *testing.T, dir string, env []string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), "GOWORK=off", "GOTOOLCHAIN=local", "GOFLAGS=-trimpath"), env...)
	return cmd
}
