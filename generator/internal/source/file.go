package source

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
)

// File is one parsed document. It is safe for concurrent use.
type File struct {
	Path string
	Root *Node // never nil; an empty document is null
	JSON bool  // parsed as JSON, not as YAML

	// NextLine is the line of the second document of a YAML stream; 0 if there is none.
	NextLine int

	text  string       // as given to Parse
	lines func() []int // offset in text of each line
}

// SyntaxError is one reason why a document cannot be read.
type SyntaxError struct {
	Path         string
	Line, Column int // 1-based, see Node; the column of a YAML error is approximate
	Message      string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.Path, e.Line, e.Column, e.Message)
}

// SyntaxErrors is the error of Parse: one or more, in the order of the document.
type SyntaxErrors []*SyntaxError

func (es SyntaxErrors) Error() string {
	lines := make([]string, len(es))
	for i, e := range es {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.As find a *SyntaxError.
func (es SyntaxErrors) Unwrap() []error {
	errs := make([]error, len(es))
	for i, e := range es {
		errs[i] = e
	}
	return errs
}

const byteOrderMark = "\ufeff"

// Parse reads data as JSON if it begins with { or [, and as YAML if it does
// not or is not valid JSON (a YAML flow collection looks like JSON). Of a YAML
// stream it reads the first document and ignores the rest, as kin-openapi does.
// path is used in messages only and, by its extension, to choose between the errors of both
// parsers.
//
// The error, if any, is a SyntaxErrors.
func Parse(path string, data []byte) (*File, error) {
	f := &File{Path: path, text: string(data)}
	f.lines = sync.OnceValue(func() []int { return lineStarts(f.text) })

	var jsonErr *SyntaxError
	if looksLikeJSON(f.text) {
		f.Root, jsonErr = parseJSON(f.text)
		if jsonErr == nil {
			f.JSON = true
			return f, nil
		}
	}
	root, next, errs := parseYAML(f.text)
	if len(errs) == 0 {
		f.Root, f.NextLine = root, next
		return f, nil
	}
	if jsonErr != nil && !isYAMLName(path) {
		errs = SyntaxErrors{jsonErr}
	}
	for _, e := range errs {
		e.Path = path
	}
	return nil, errs
}

func looksLikeJSON(text string) bool {
	text = strings.TrimLeft(strings.TrimPrefix(text, byteOrderMark), " \t\r\n")
	return text != "" && (text[0] == '{' || text[0] == '[')
}

func isYAMLName(path string) bool {
	ext := strings.ToLower(filepath.Ext(path))
	return ext == ".yaml" || ext == ".yml"
}

// Contains reports whether the text of the document has a substring.
func (f *File) Contains(text string) bool { return strings.Contains(f.text, text) }

// LineCount returns the number of lines of the document, at least 1.
func (f *File) LineCount() int { return len(f.lines()) }

// LineText returns a line of the document, 1-based, without its line break and
// byte order mark; "" if there is no such line. Lines end at LF, CR LF or CR.
func (f *File) LineText(line int) string {
	starts := f.lines()
	if line < 1 || line > len(starts) {
		return ""
	}
	end := len(f.text)
	if line < len(starts) {
		end = starts[line]
	}
	return strings.TrimRight(f.text[starts[line-1]:end], "\r\n")
}

// lineStarts returns the offset of each line; that of the first is after a byte order mark.
func lineStarts(text string) []int {
	first := len(text) - len(strings.TrimPrefix(text, byteOrderMark))
	starts := []int{first}
	for i := first; i < len(text); i++ {
		if c := text[i]; c == '\n' || c == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// Spelling returns a number or boolean as the document writes it: 010, 1_000, True. It
// returns the text of the node if that is not a plain scalar of this file.
func (f *File) Spelling(n *Node) string {
	if f.JSON {
		return n.Text
	}
	line := []rune(f.LineText(n.Line))
	if n.Column < 1 || n.Column > len(line) {
		return n.Text
	}
	word := string(line[n.Column-1:])
	if end := strings.IndexAny(word, " \t,]}#"); end >= 0 {
		word = word[:end]
	}
	if text, ok := jsonNumber(word); ok && text == n.Text || strings.EqualFold(word, n.Text) {
		return word
	}
	return n.Text
}
