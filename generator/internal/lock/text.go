package lock

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

const (
	header   = "peergen lock 1"
	formerly = "formerly" // precedes earlier names at the end of a line
	notice   = "# What importers of this package use. Commit this file; docs/lock.md of peergen describes it."
)

// IsLock reports whether a file is a lock, of this or of another version of the format.
func IsLock(data []byte) bool { return bytes.HasPrefix(data, []byte("peergen lock ")) }

// IsBare reports whether a text has nothing but the first line of a lock, and comments.
func IsBare(data []byte) bool {
	first := true
	for line := range bytes.Lines(data) {
		line = bytes.TrimSpace(line)
		if !first && len(line) > 0 && line[0] != '#' {
			return false
		}
		first = false
	}
	return true
}

// Format returns the text of the lock. Lines that contradict one another are all in it.
// What is accepted has no Go type, so that the document decides it.
func (l *Lock) Format() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s\n%s\n", header, notice)
	for _, b := range l.Blocks() {
		l.writeLines(&out, "", &b.Entry)
		for _, e := range b.Entries() {
			l.writeLines(&out, "\t", e)
		}
	}
	return out.Bytes()
}

// writeLines writes an entry, and the lines that contradict it.
func (l *Lock) writeLines(out *bytes.Buffer, indent string, e *Entry) {
	for _, line := range append([]Entry{*e}, l.rivals[e]...) {
		if line.accepted {
			line.Form = ""
		}
		out.WriteString(indent)
		writeLine(out, &line)
	}
}

func writeLine(out *bytes.Buffer, e *Entry) {
	if e.Gone && !e.kept {
		out.WriteByte('-')
	}
	out.WriteString(string(e.Kind))
	k := kinds[e.Kind]
	for _, text := range []string{e.ID, e.Sub}[:k.parts] {
		out.WriteByte(' ')
		out.WriteString(quoted(text))
	}
	if (k.named || k.typed) && !(k.bare && e.Form == "") {
		out.WriteString(" =")
	}
	if k.named && e.Name != "" {
		out.WriteString(" " + e.Name)
	}
	if k.typed && e.Form != "" {
		out.WriteString(" " + e.Form)
	}
	if len(e.Formerly) > 0 {
		out.WriteString(" " + formerly + " " + strings.Join(e.Formerly, " "))
	}
	out.WriteByte('\n')
}

// quoted returns a text as it is, or as a Go string if it is empty or has blanks,
// quotes, or characters that cannot be read.
func quoted(text string) string {
	plain := text != "" && text != "=" && !strings.ContainsFunc(text, func(r rune) bool {
		return r == '"' || r == '`' || r == ' ' || r == '\\' || !strconv.IsPrint(r)
	})
	if plain {
		return text
	}
	return strconv.Quote(text)
}
