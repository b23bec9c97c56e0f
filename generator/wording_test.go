package generator_test

import (
	"bytes"
	"fmt"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestWording fails on words of testdata/wording/words.tsv in comments, string
// literals, documentation, templates and recorded output.
//
// Exceptions are in testdata/wording/exceptions.tsv, folders that are not yet
// translated in testdata/wording/pending.tsv; their findings are printed with -v.
// An unused row of either fails the test, too.
func TestWording(t *testing.T) {
	words := readWords(t)
	exceptions := readRows(t, "testdata/wording/exceptions.tsv", 3)
	pending := readRows(t, "testdata/wording/pending.tsv", 2)
	used := make([]bool, len(exceptions))
	findings := make([]int, len(pending))
	for _, path := range proseFiles(t) {
		for _, f := range words.find(path, readFile(t, filepath.Join(repository, path))) {
			if i := slices.IndexFunc(exceptions, f.isException); i >= 0 {
				used[i] = true
			} else if i := slices.IndexFunc(pending, func(row []string) bool { return within(path, row[0]) }); i >= 0 {
				findings[i]++
				t.Logf("pending: %s:%d: do not write %q, write: %s", path, f.line, f.text, f.instead)
			} else {
				t.Errorf("%s:%d: do not write %q, write: %s", path, f.line, f.text, f.instead)
			}
		}
	}
	for i, row := range exceptions {
		if !used[i] {
			t.Errorf("unused exception in testdata/wording/exceptions.tsv: %s: %s", row[0], row[1])
		}
	}
	for i, row := range pending {
		if findings[i] == 0 {
			t.Errorf("unused row in testdata/wording/pending.tsv: %s", row[0])
		}
	}
}

// repository is the root of the repository, seen from the folder of this package.
const repository = ".."

// proseFiles returns the slash-separated paths of files that people read,
// relative to the root of the repository.
func proseFiles(t *testing.T) []string {
	t.Helper()
	var paths []string
	err := filepath.WalkDir(repository, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(repository, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if entry.IsDir() {
			if name := entry.Name(); name == ".git" || name == "node_modules" || name == ".bin" || rel == "generator/testdata/wording" {
				return filepath.SkipDir
			}
			return nil
		}
		if maskOf(rel) != nil {
			paths = append(paths, rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// maskOf returns what blanks the parts of a file that are not prose, nil if
// nothing in the file is. A mask keeps the offsets of lines.
func maskOf(path string) func([]byte) []byte {
	switch filepath.Ext(path) {
	case ".go":
		return maskGo
	case ".tmpl", ".md", ".tsv":
		return maskText
	case ".txtar":
		return maskArchive
	case ".yml", ".sh":
		return maskScript
	}
	switch filepath.Base(path) {
	case "Makefile", "run", "gen.yaml", ".gitignore":
		return maskScript
	}
	return nil
}

// separator takes the place of what is not prose: no phrase reaches across it.
const separator = 0

// maskGo keeps comments and string literals.
func maskGo(src []byte) []byte {
	masked := make([]byte, len(src))
	for i, c := range src {
		if c == '\n' || c == ' ' || c == '\t' {
			masked[i] = c
		}
	}
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(src))
	var s scanner.Scanner
	s.Init(file, src, func(token.Position, string) {}, scanner.ScanComments) // fragments of files are fine
	for {
		pos, tok, lit := s.Scan()
		switch tok {
		case token.EOF:
			return masked
		case token.COMMENT:
			copy(masked[file.Offset(pos):], maskText([]byte(lit)))
		case token.STRING:
			lit = strings.NewReplacer(`\n`, "  ", `\t`, "  ").Replace(lit)
			copy(masked[file.Offset(pos):], lit)
		}
	}
}

// maskText keeps all but the marks of comments.
func maskText(src []byte) []byte { return bytes.ReplaceAll(src, []byte("//"), []byte("  ")) }

func maskScript(src []byte) []byte {
	var masked []byte
	for line := range bytes.Lines(src) {
		_, comment, _ := bytes.Cut(line, []byte("#"))
		masked = append(masked, bytes.Repeat([]byte{separator}, len(line)-len(comment))...)
		masked = append(masked, comment...)
		if len(comment) == 0 {
			masked[len(masked)-1] = '\n'
		}
	}
	return masked
}

// maskArchive keeps the comment of an archive, diagnostics without their
// excerpts, and the comments and strings of Go files. Inputs are not prose of
// ours.
func maskArchive(src []byte) []byte {
	archive := txtar.Parse(src)
	masked := bytes.Clone(archive.Comment)
	for _, f := range archive.Files {
		masked = append(masked, fmt.Sprintf("%c\n", separator)...)
		data := f.Data
		switch _, isOutput := parseSection(f.Name); {
		case isOutput:
			data = maskGo(data)
		case f.Name == diagnosticsName:
			data = excerptLine.ReplaceAll(data, []byte("\x00\n"))
		default:
			data = bytes.Repeat([]byte("\n"), bytes.Count(data, []byte("\n")))
		}
		masked = append(masked, data...)
	}
	return masked
}

var excerptLine = regexp.MustCompile(`(?m)^ *\d* \|.*\n`)

// wordList is a table of expressions and what to write instead.
type wordList struct {
	all  *regexp.Regexp // matches if one of rows does
	rows []wordRow
}

type wordRow struct {
	expr    *regexp.Regexp
	instead string
}

type wordFinding struct {
	path, text, instead string
	line                int
}

func (f wordFinding) isException(row []string) bool {
	return within(f.path, row[0]) && strings.EqualFold(f.text, row[1])
}

// within reports whether path is the folder or file, or is below the folder.
func within(path, folder string) bool {
	return path == folder || folder == "." || strings.HasPrefix(path, folder+"/")
}

func (w wordList) find(path string, src []byte) []wordFinding {
	masked := maskOf(path)(src)
	var findings []wordFinding
	for _, loc := range w.all.FindAllIndex(masked, -1) {
		text := strings.Join(strings.Fields(string(masked[loc[0]:loc[1]])), " ")
		f := wordFinding{path: path, text: text, line: 1 + bytes.Count(masked[:loc[0]], []byte("\n"))}
		for _, row := range w.rows {
			if row.expr.MatchString(text) {
				f.instead = row.instead
				break
			}
		}
		findings = append(findings, f)
	}
	return findings
}

func readWords(t *testing.T) wordList {
	t.Helper()
	var w wordList
	var all []string
	for _, row := range readRows(t, "testdata/wording/words.tsv", 2) {
		expr := `(?:` + strings.ReplaceAll(row[0], " ", `\s+`) + `)`
		w.rows = append(w.rows, wordRow{regexp.MustCompile(`(?i)^` + expr + `$`), row[1]})
		all = append(all, expr)
	}
	w.all = regexp.MustCompile(`(?i)\b(?:` + strings.Join(all, "|") + `)\b`)
	return w
}

// readRows reads a table of columns that are separated by tabs. Lines that
// start with # are comments.
func readRows(t *testing.T, path string, columns int) [][]string {
	t.Helper()
	var rows [][]string
	for line := range strings.Lines(string(readFile(t, path))) {
		if line = strings.TrimRight(line, "\n"); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != columns {
			t.Fatalf("%s: %q has %d columns, want %d", path, line, len(row), columns)
		}
		rows = append(rows, row)
	}
	return rows
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
