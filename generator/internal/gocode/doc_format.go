package gocode

import (
	"bytes"
	"go/doc/comment"
)

// formatDocs formats the doc comments of the declarations of a Go file as gofmt does: lists,
// headings and code. go/format skips those that jennifer writes, because it puts a blank before
// the declaration. No literal of the output has several lines, so that each line that begins
// with slashes is a comment.
func formatDocs(file []byte) []byte {
	out := make([]byte, 0, len(file))
	var group [][]byte // lines of the comment before the current line
	for line := range bytes.Lines(file) {
		if bytes.HasPrefix(line, []byte("//")) {
			group = append(group, line)
			continue
		}
		isDoc := len(line) > 0 && line[0] != '\n'
		out = appendComment(out, group, isDoc)
		group = group[:0]
		out = append(out, line...)
	}
	return appendComment(out, group, false)
}

// appendComment appends the lines of a comment, formatted if it is a doc comment. Directives come
// last.
func appendComment(out []byte, lines [][]byte, isDoc bool) []byte {
	var text []byte
	var directives [][]byte
	for _, line := range lines {
		rest := line[len("//"):]
		if isDirective := len(rest) > 0 && rest[0] != ' ' && rest[0] != '\t' && rest[0] != '\n'; isDirective {
			directives = append(directives, line)
			continue
		}
		text = append(text, bytes.TrimPrefix(rest, []byte(" "))...)
	}
	if !isDoc || len(text) == 0 {
		return append(out, bytes.Join(lines, nil)...)
	}
	var parser comment.Parser
	var printer comment.Printer
	for line := range bytes.Lines(printer.Comment(parser.Parse(string(text)))) {
		out = append(out, "//"...)
		if line[0] != '\t' && line[0] != '\n' {
			out = append(out, ' ')
		}
		out = append(out, line...)
	}
	if len(directives) > 0 {
		out = append(out, "//\n"...)
	}
	return append(out, bytes.Join(directives, nil)...)
}
