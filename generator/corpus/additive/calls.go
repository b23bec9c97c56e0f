package additive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"

	"github.com/peergen/peergen/generator/corpus/surface"
)

// Calls runs importers: the generated examples of the old package, in which a client calls
// a server. They run with the new package on one of both sides, or on both. It needs an
// engine that generates examples.
type Calls struct {
	Dir   string // a folder for a module
	Every int    // run one of so many changes that break nothing

	mu      sync.Mutex
	changes int
	ran     int
}

// Ran returns the number of changes after which importers ran.
func (c *Calls) Ran() int { return c.ran }

const callsModule = "additive.test"

// combinations are the versions behind client and server.
var combinations = []struct{ client, server string }{{"after", "after"}, {"after", "before"}, {"before", "after"}}

// try returns why a call fails, or "".
func (c *Calls) try(ctx context.Context, before, after Version) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.changes++; c.changes%c.Every != 0 || before.Example == nil || !bytes.Contains(before.Example, []byte(serverStart)) {
		return ""
	}
	c.ran++
	if err := c.write(before, after); err != nil {
		return err.Error()
	}
	cmd := exec.CommandContext(ctx, "go", "test", "-vet=off", "-gcflags=-N -l", "./...")
	cmd.Dir = c.Dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod", "GOPROXY=off")
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Sprintf("%v: %s", err, bytes.TrimSpace(out))
	}
	return ""
}

// serverStart is where an example starts its server.
const serverStart = "server := httptest.NewServer(handler)"

// write writes the packages before and after, and for each combination a test with the
// clients, and a package with the server, of the importer.
func (c *Calls) write(before, after Version) error {
	if err := os.RemoveAll(c.Dir); err != nil {
		return err
	}
	files := map[string][]byte{"go.mod": []byte("module " + callsModule + "\n\ngo 1.26\n")}
	for name, v := range map[string]Version{"before": before, "after": after} {
		for _, f := range v.Files {
			files[name+"/"+f.Name] = f.Content
		}
		files["server"+name+"/example.go"] = serverOf(before.Example, name)
		files["server"+name+"/start.go"] = []byte(strings.ReplaceAll(startOfServer, "NAME", name))
	}
	for _, both := range combinations {
		dir := both.client + "calls" + both.server
		files[dir+"/example_test.go"] = clientOf(before.Example, both.client)
		files[dir+"/start_test.go"] = []byte(strings.NewReplacer("MODULE", callsModule, "NAME", both.server).Replace(startOfClient))
	}
	var errs []error
	for name, content := range files {
		path := filepath.Join(c.Dir, filepath.FromSlash(name))
		errs = append(errs, os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, content, 0o600))
	}
	return errors.Join(errs...)
}

const startOfServer = `package serverNAME

import (
	"net/http"
	"net/http/httptest"
)

var started *httptest.Server

func start(h http.Handler) *httptest.Server {
	started = httptest.NewServer(h)
	return started
}

// Start starts the server of the importer.
func Start() *httptest.Server {
	exampleClient()
	return started
}
`

const startOfClient = `package api_test

import (
	"net/http"
	"net/http/httptest"

	"MODULE/serverNAME"
)

func start(http.Handler) *httptest.Server { return serverNAME.Start() }
`

// serverOf is the importer as the package with the server.
func serverOf(example []byte, name string) []byte {
	return bytes.Replace(clientOf(example, name), []byte("package api_test"), []byte("package server"+name), 1)
}

// clientOf is the importer of one version, which starts its server by the function start.
func clientOf(example []byte, name string) []byte {
	text := bytes.Replace(example, []byte(serverStart), []byte("server := start(handler)"), 1)
	if !bytes.Contains(text, []byte("httptest.")) {
		text = bytes.Replace(text, []byte("\t\"net/http/httptest\"\n"), nil, 1)
	}
	return bytes.Replace(text, []byte(`"`+surface.Path+`"`), fmt.Appendf(nil, "api %q", callsModule+"/"+name), 1)
}
