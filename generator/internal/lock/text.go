package lock

import (
	"bytes"
	"fmt"
	"slices"
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

// Format returns the text of the lock.
func (l *Lock) Format() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s\n%s\n", header, notice)
	for _, b := range l.Blocks() {
		writeLine(&out, &b.Entry)
		for _, e := range b.Entries() {
			out.WriteByte('\t')
			writeLine(&out, e)
		}
	}
	return out.Bytes()
}

func writeLine(out *bytes.Buffer, e *Entry) {
	if e.Gone {
		out.WriteByte('-')
	}
	out.WriteString(string(e.Kind))
	k := kinds[e.Kind]
	for _, text := range []string{e.ID, e.Sub}[:k.parts] {
		out.WriteByte(' ')
		out.WriteString(quoted(text))
	}
	if k.named || k.typed {
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

// Problem is a line that cannot be used.
type Problem struct {
	Line    int // counted from 1
	Message string
	Hint    string
}

// Parse reads the text of a lock. All problems are collected; with one of them the lock
// is nil.
func Parse(data []byte) (*Lock, []Problem) {
	const anew = "remove the file to begin a new lock: names and types may change then"
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, []Problem{{1, "the lock is empty", anew}}
	}
	l := New()
	var problems []Problem
	var block *Block
	number := 0
	for line := range strings.Lines(string(data)) {
		number++
		line = strings.TrimRight(line, "\r\n")
		switch {
		case number == 1 && line != header:
			return nil, []Problem{{1, "expected `" + header + "`, found another first line", anew}}
		case number == 1 || line == "" || strings.HasPrefix(line, "#"):
			continue
		}
		rest, nested := strings.CutPrefix(line, "\t")
		e, err := parseLine(rest)
		switch {
		case err != nil:
			problems = append(problems, Problem{number, err.Error(), ""})
		case nested == kinds[e.Kind].block:
			problems = append(problems, Problem{number, "a line of kind " + string(e.Kind) + " is at the wrong level", ""})
		case !nested:
			block = l.Add(e)
		case block == nil:
			problems = append(problems, Problem{number, "expected a block before this line", ""})
		default:
			block.Add(e)
		}
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return l, nil
}

func parseLine(line string) (Entry, error) {
	line, gone := strings.CutPrefix(line, "-")
	word, rest, _ := strings.Cut(line, " ")
	e := Entry{Key: Key{Kind: Kind(word)}, Gone: gone}
	k, ok := kinds[e.Kind]
	if !ok {
		return e, fmt.Errorf("unknown kind %q", word)
	}
	for _, text := range []*string{&e.ID, &e.Sub}[:k.parts] {
		var err error
		if *text, rest, err = cutText(rest); err != nil {
			return e, err
		}
	}
	fields := strings.Fields(rest)
	if k.named || k.typed {
		if len(fields) == 0 || fields[0] != "=" {
			return e, fmt.Errorf("expected an equals sign after the identity")
		}
		fields = fields[1:]
	}
	if i := slices.Index(fields, formerly); k.named && i > 0 {
		fields, e.Formerly = fields[:i], fields[i+1:]
	}
	if k.named && len(fields) > 0 {
		e.Name, fields = fields[0], fields[1:]
	}
	if k.typed {
		e.Form, fields = strings.Join(fields, " "), nil
	}
	if len(fields) > 0 {
		return e, fmt.Errorf("unexpected text at the end of the line: %s", strings.Join(fields, " "))
	}
	if e.Kind == Type {
		e.ID = e.Name
	}
	return e, nil
}

// cutText cuts an identifying text off the beginning of a line.
func cutText(line string) (text, rest string, err error) {
	line = strings.TrimPrefix(line, " ")
	if strings.HasPrefix(line, `"`) {
		quoted, err := strconv.QuotedPrefix(line)
		if err != nil {
			return "", "", fmt.Errorf("the quoted text does not end")
		}
		text, err = strconv.Unquote(quoted)
		return text, line[len(quoted):], err
	}
	text, rest, _ = strings.Cut(line, " ")
	if text == "" {
		return "", "", fmt.Errorf("expected an identity")
	}
	return text, rest, nil
}
