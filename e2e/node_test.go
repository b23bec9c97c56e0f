// Package e2e runs the generated client and server against Prism, an OpenAPI
// mock server and validating proxy that shares no code with peergen. See
// README.md.
package e2e

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"sync"
	"testing"
	"time"
)

const (
	oldestNode   = 20
	installLimit = 3 * time.Minute
)

// installed returns the path of node and of Prism's main script, which it
// installs on first use.
//
// Without node the test is skipped. It is also skipped if Prism is unavailable,
// unless CI=true, which means that all tests must run.
func installed(t *testing.T) (node, script string) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skipf("Prism not run: %v; install Node.js %d or later to run this test", err, oldestNode)
	}
	script, err = prismScript()
	if errors.As(err, new(unavailable)) && os.Getenv("CI") != "true" {
		t.Skipf("Prism not run: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return node, script
}

// unavailable is an error of the machine, not of the project: no npm, an old
// node, no network.
type unavailable struct{ error }

// prismScript installs Prism if necessary, once per test process. The folder is
// named after the lock file and is created complete or not at all, so that test
// processes may run in parallel and an old version is never used after a change
// of the lock file.
var prismScript = sync.OnceValues(func() (string, error) {
	if err := checkVersion(); err != nil {
		return "", err
	}
	lock, err := os.ReadFile("package-lock.json")
	if err != nil {
		return "", err
	}
	dir, err := filepath.Abs(filepath.Join(".prism", fmt.Sprintf("%x", sha256.Sum256(lock))[:12]))
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		if err := install(dir); err != nil {
			return "", err
		}
	}
	return filepath.Join(dir, "node_modules", "@stoplight", "prism-cli", "dist", "index.js"), nil
})

func checkVersion() error {
	out, err := exec.Command("node", "--version").Output()
	if err != nil {
		return fmt.Errorf("node --version: %w", err)
	}
	found := regexp.MustCompile(`^v(\d+)\.`).FindSubmatch(out)
	if found == nil {
		return fmt.Errorf("node --version prints %q", out)
	}
	if major, _ := strconv.Atoi(string(found[1])); major < oldestNode {
		return unavailable{fmt.Errorf("Prism needs Node.js %d or later, this is %s", oldestNode, bytes.TrimSpace(out))}
	}
	return nil
}

// install runs npm ci in a temporary folder, which it then renames to dir.
func install(dir string) error {
	npm, err := exec.LookPath("npm")
	if err != nil {
		return unavailable{err}
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	staging, err := os.MkdirTemp(filepath.Dir(dir), "install-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(staging)
	for _, name := range []string{"package.json", "package-lock.json", ".npmrc"} {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(staging, name), text, 0o644); err != nil {
			return err
		}
	}

	ctx, cancel := context.WithTimeout(context.Background(), installLimit)
	defer cancel()
	cmd := exec.CommandContext(ctx, npm, "ci", "--prefer-offline", "--no-progress", "--loglevel=error", "--fetch-retries=0")
	cmd.Dir = staging
	cmd.WaitDelay = 5 * time.Second
	out, err := cmd.CombinedOutput()
	switch {
	case ctx.Err() != nil:
		return unavailable{fmt.Errorf("npm ci did not finish within %v\n%s", installLimit, out)}
	case err != nil && networkFailure.Match(out):
		return unavailable{fmt.Errorf("npm ci does not reach its registry: %w\n%s", err, out)}
	case err != nil:
		return fmt.Errorf("npm ci: %w\n%s", err, out)
	}
	err = os.Rename(staging, dir)
	if _, missing := os.Stat(dir); missing == nil {
		return nil // also if another process was first
	}
	return err
}

// networkFailure matches the error codes of npm for a missing network;
// ENOTCACHED is that of its offline mode.
var networkFailure = regexp.MustCompile(`(?m)^npm (?:error|ERR!) code (?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT)$`)

func TestNetworkFailure(t *testing.T) {
	for output, want := range map[string]bool{
		"npm error code EAI_AGAIN\nnpm error syscall getaddrinfo\n": true,
		"npm ERR! code ECONNREFUSED\n":                              true,
		"npm error code EINTEGRITY\n":                               false,
		"npm error code EUSAGE\nnpm error ECONNREFUSED\n":           false,
	} {
		if got := networkFailure.MatchString(output); got != want {
			t.Errorf("%q: got %v, want %v", output, got, want)
		}
	}
}
