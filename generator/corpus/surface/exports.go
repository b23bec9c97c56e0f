package surface

import (
	"bytes"
	"errors"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
)

// Standard returns an importer of the standard library. It is safe for concurrent use.
func Standard() types.Importer { return Module("", "") }

// Module returns an importer of the packages that the module in a folder can import. If
// the folder is empty, these are those of the standard library. tags are build tags.
func Module(dir, tags string) types.Importer {
	e := &exports{dir: dir, tags: tags, files: map[string]string{}}
	e.base = importer.ForCompiler(token.NewFileSet(), "gc", e.open)
	return e
}

// exports imports packages from the export data in the build cache.
type exports struct {
	dir, tags string

	mu    sync.Mutex
	files map[string]string // by import path
	base  types.Importer
}

// usual are packages that most generated packages import. The go command lists them all
// at once.
var usual = []string{
	"encoding/json", "encoding/xml", "errors", "fmt", "io", "iter", "log/slog", "math/big", "mime/multipart",
	"net/http", "net/netip", "regexp", "slices", "sync", "time", "unique", "maps", "crypto/sha256", "encoding/base64",
}

func (e *exports) Import(path string) (*types.Package, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.base.Import(path)
}

func (e *exports) open(path string) (io.ReadCloser, error) {
	if e.files[path] == "" {
		if err := e.list(append([]string{path}, usual...)); err != nil {
			return nil, err
		}
	}
	if e.files[path] == "" {
		return nil, fmt.Errorf("package %s has no export data", path)
	}
	return os.Open(e.files[path])
}

// list compiles packages and all that they import, if the build cache does not have
// them.
func (e *exports) list(paths []string) error {
	cmd := exec.Command("go", append([]string{"list", "-export", "-deps", "-tags=" + e.tags, "-f", "{{.ImportPath}}\t{{.Export}}"}, paths...)...)
	cmd.Dir = e.dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return errors.Join(err, errors.New(stderr.String()))
	}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), "\t")
		e.files[path] = file
	}
	return nil
}
