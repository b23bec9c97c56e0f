package repair

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// maxFile is the limit of the size of a file in bytes. It is several times that of the largest
// documents that are published.
const maxFile = 64 << 20

// ReadFile reads a file of at most maxFile bytes.
func ReadFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it is only read
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("the file is larger than %d MB", maxFile>>20)
	}
	return data, err
}

// readReferred is ReadFile for a file that a document refers to: it reads regular files only,
// because a pipe or a device may have no end.
func readReferred(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a regular file")
	}
	return ReadFile(name)
}

// IsBelow reports whether a file is in a folder or below it, symbolic links followed.
func IsBelow(folder, file string) bool {
	relative, err := filepath.Rel(resolved(folder), resolved(file))
	return err == nil && filepath.IsLocal(relative)
}

// resolved returns the absolute path of a file without symbolic links.
func resolved(name string) string {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	if absolute, err := filepath.Abs(name); err == nil {
		name = absolute
	}
	return name
}

// IsURL reports whether the name of a file is an address in the network.
func IsURL(name string) bool { return strings.Contains(name, "://") || strings.HasPrefix(name, "//") }

// Download is a hint with the command that downloads a file.
func Download(address string) string {
	address, _, _ = strings.Cut(address, "#")
	if strings.HasPrefix(address, "//") {
		address = "https:" + address
	}
	name := "openapi.yaml"
	if u, err := url.Parse(address); err == nil && path.Ext(u.Path) != "" {
		name = path.Base(u.Path)
	}
	return "download it: `curl -fsSL -o " + shellWord(name) + " " + shellWord(address) + "`"
}

// shellWord quotes a text for a shell, unless all its characters are harmless.
func shellWord(text string) string {
	special := func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("-._/:@%+,=", r)
	}
	if strings.ContainsFunc(text, special) {
		return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
	}
	return text
}
