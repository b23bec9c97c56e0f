package generator

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/bundle"
	"github.com/peergen/peergen/generator/internal/config"
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/spec"
)

// sumHeader is the first line of a PACKAGE.sum. Its further lines have a word, a hash or a
// number, and a path relative to the folder of the file.
const sumHeader = "peergen sum 1\n# Hashes of a generated package and of what it was made from. Commit this file; every run writes it anew.\n"

// sum is the content of a PACKAGE.sum.
type sum struct {
	generator     string            // its version
	options, lock string            // hashes
	inputs        map[string]string // hash by path, "" for a file that could not be read
	outputs       map[string]string // hash by base name
	held          int               // number of changes that are held
}

// sumPath returns the path of the sum next to a lock.
func sumPath(lockFile string) string {
	return strings.TrimSuffix(lockFile, filepath.Ext(lockFile)) + ".sum"
}

// hashOf returns the hash of a file. It does not depend on whether its lines end in LF
// or CRLF, which git may change in a checkout.
func hashOf(content []byte) string {
	if bytes.Contains(content, []byte("\r\n")) {
		content = withLF(content)
	}
	h := sha256.Sum256(content)
	return hex.EncodeToString(h[:])
}

// hashInputs returns the hashes of the files of a document by path, "" for one that cannot
// be read, and drops their content, which nothing else needs.
func hashInputs(doc *spec.Document) map[string]string {
	hashes := map[string]string{}
	for path, content := range doc.Inputs {
		if hashes[path] = ""; content != nil {
			hashes[path] = hashOf(content)
		}
	}
	doc.Inputs = nil
	return hashes
}

// hash returns the hash of the options that have an effect on the output, and of which files
// are the document and its overlays.
func (opt Options) hash(in Input) string {
	var files []string
	for _, path := range append([]string{in.Path}, in.Overlays...) {
		files = append(files, relativePath(filepath.Dir(opt.LockFile), path))
	}
	text, err := json.Marshal(struct {
		Files                        []string
		Package, Runtime, ImportPath string
		Client, Server               bool
		Breaking                     Breaking
		Allow                        []string `json:",omitempty"`
		TypeMapping                  *TypeMapping
		Features                     []bundle.Feature            `json:",omitempty"`
		Operations                   map[string]OperationOptions `json:",omitempty"`
		Filter                       *Filter                     `json:",omitempty"`
		Pagination                   []PaginationRule            `json:",omitempty"`
		Env                          map[string]EnvVariables     `json:",omitempty"`
	}{files, opt.Package, opt.Runtime, opt.ImportPath, opt.Client, opt.Server, opt.Breaking, allowedErrors(opt.Allow), opt.TypeMapping, opt.features(), opt.Operations, opt.Filter, opt.Pagination, opt.Env})
	if err != nil {
		panic(err) // these types have a JSON form
	}
	return hashOf(text)
}

// allowedErrors are the allowances that have an effect on the output: those of findings that
// are errors otherwise.
func allowedErrors(allow []string) (out []string) {
	for _, text := range allow {
		if a, problem := diag.ParseAllowance(text); problem == "" && a.Code.Severity() == diag.Error {
			out = append(out, text)
		}
	}
	return out
}

// sumOf returns the sum of an output that opt has led to. inputs are the hashes of the
// files that were read.
func sumOf(in Input, opt Options, out *Output, ds []Diagnostic) *sum {
	s := &sum{generator: Version, options: opt.hash(in), lock: hashOf([]byte(out.Lock)), inputs: map[string]string{}, outputs: map[string]string{}}
	for path, hash := range out.inputs {
		s.inputs[relativePath(filepath.Dir(opt.LockFile), path)] = hash
	}
	for _, f := range out.Files {
		s.outputs[f.Name] = hashOf(f.Content)
	}
	s.held = Held(ds)
	return s
}

// relativePath returns a path relative to a folder, with slashes. It is the path itself
// if there is no such path, as between two drives of Windows.
func relativePath(dir, path string) string {
	if path == Stdin {
		return path
	}
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return path
	}
	if path, err = filepath.Abs(path); err != nil {
		return path
	}
	relative, err := filepath.Rel(absolute, path)
	if err != nil {
		return filepath.ToSlash(path)
	}
	return filepath.ToSlash(relative)
}

// format returns the text of the file.
func (s *sum) format() []byte {
	var b bytes.Buffer
	b.WriteString(sumHeader)
	fmt.Fprintf(&b, "generator %s\noptions %s\nlock %s\n", s.generator, s.options, s.lock)
	for _, path := range slices.Sorted(maps.Keys(s.inputs)) {
		fmt.Fprintf(&b, "input %s %s\n", orMissing(s.inputs[path]), path)
	}
	for _, name := range slices.Sorted(maps.Keys(s.outputs)) {
		fmt.Fprintf(&b, "output %s %s\n", s.outputs[name], name)
	}
	fmt.Fprintf(&b, "held %d\n", s.held)
	return b.Bytes()
}

const missing = "missing"

func orMissing(hash string) string {
	if hash == "" {
		return missing
	}
	return hash
}

// isSum reports whether a file may be replaced by a sum.
func isSum(content []byte) bool { return bytes.HasPrefix(content, []byte("peergen sum ")) }

// parseSum reads a sum. It returns nil for a text that format has not written, such as
// one with conflict markers.
func parseSum(text []byte) *sum {
	s := &sum{inputs: map[string]string{}, outputs: map[string]string{}}
	for line := range strings.Lines(string(withLF(text))) {
		word, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		hash, path, _ := strings.Cut(rest, " ")
		switch word {
		case "generator":
			s.generator = rest
		case "options":
			s.options = rest
		case "lock":
			s.lock = rest
		case "input":
			s.inputs[path] = strings.TrimPrefix(hash, missing)
		case "output":
			s.outputs[path] = hash
		case "held":
			s.held, _ = strconv.Atoi(rest) // compared below, as all is
		}
	}
	if !bytes.Equal(s.format(), withLF(text)) {
		return nil
	}
	return s
}

// SumFile returns the path of the PACKAGE.sum of the target, or "" if it has none.
func (t Target) SumFile() string {
	if t.Options.LockFile == "" {
		return ""
	}
	return sumPath(t.Options.LockFile)
}

// Current is what is known about the output of a target that is up to date.
type Current struct {
	Files, Held int // numbers of files, and of changes that are held
}

// Current returns nil unless the last run of this version of the generator has left the
// files that are there: then the document, all other inputs and the output are what they
// were, and there is nothing to generate. It compares the hashes of PACKAGE.sum.
func (t Target) Current() *Current {
	if t.Options.LockFile == "" || len(t.Options.Edits) > 0 {
		return nil
	}
	text, err := os.ReadFile(sumPath(t.Options.LockFile))
	if err != nil {
		return nil
	}
	s := parseSum(text)
	if s == nil || s.generator != Version || s.options != t.Options.hash(t.Input) || !t.sameInputs(s) || !t.sameOutputs(s) {
		return nil
	}
	return &Current{len(s.outputs), s.held}
}

// sameInputs reports whether the lock and the files of the document are those of a sum.
func (t Target) sameInputs(s *sum) bool {
	dir := filepath.Dir(t.Options.LockFile)
	if _, ok := s.inputs[relativePath(dir, t.Input.Path)]; !ok || !sameFile(t.Options.LockFile, s.lock) {
		return false
	}
	for path, hash := range s.inputs {
		switch {
		case path == relativePath(dir, t.Input.Path) && t.Input.Data != nil:
			if hashOf(t.Input.Data) != hash {
				return false
			}
		case !sameFile(config.RelativeTo(dir, filepath.FromSlash(path)), hash):
			return false
		}
	}
	return true
}

// sameOutputs reports whether the generated files in the folder of the target are those
// of a sum.
func (t Target) sameOutputs(s *sum) bool {
	generated := map[string]bool{}
	for name, hash := range s.outputs {
		generated[name] = true
		if !sameFile(filepath.Join(t.Out, name), hash) {
			return false
		}
	}
	stale, err := newFolder().stale(t.Out, generated)
	return err == nil && len(stale) == 0
}

// sameFile reports whether a file has a hash, or is missing if that is "".
func sameFile(path, hash string) bool {
	content, err := os.ReadFile(path)
	if err != nil {
		return hash == "" && errors.Is(err, fs.ErrNotExist)
	}
	return hashOf(content) == hash
}
