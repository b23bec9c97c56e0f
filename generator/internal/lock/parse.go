package lock

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Problem is a line that cannot be used.
type Problem struct {
	Line    int // counted from 1; 0 for a problem of the whole
	Message string
	Hint    string
}

// Parse reads the text of a lock, as [Read] does, and reports names that contradict one
// another. All problems are collected; with one of them the lock is nil.
func Parse(data []byte) (*Lock, []Problem) {
	l, problems := Read(data)
	if l != nil {
		problems = l.Clashes()
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return l, nil
}

// Read reads the text of a lock, which may have conflict markers of git: the lines of
// both sides are in the lock. [Lock.Clashes] finds those that contradict one another.
// With a problem the lock is nil.
func Read(data []byte) (*Lock, []Problem) {
	const anew = "remove the file to begin a new lock: names and types may change then"
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, []Problem{{1, "the lock is empty", anew}}
	}
	r := reader{lock: New(), types: map[string]error{}}
	number := 0
	for line := range strings.Lines(string(data)) {
		number++
		line = strings.TrimRight(line, "\r\n")
		switch {
		case number == 1 && line != header:
			return nil, []Problem{{1, "expected `" + header + "`, found another first line", anew}}
		case number == 1 || line == "" || strings.HasPrefix(line, "#") || r.marker(line, number):
			continue
		}
		if err := r.line(line, number); err != nil {
			r.problems = append(r.problems, Problem{number, err.Error(), ""})
		}
	}
	if r.begun > 0 {
		r.problems = append(r.problems, Problem{r.begun, "the conflict that begins here has no end", "restore the markers of git, or remove them all"})
	}
	if len(r.problems) == 0 {
		r.problems = r.lock.endless()
	}
	if len(r.problems) > 0 {
		return nil, r.problems
	}
	return r.lock, nil
}

// reader reads a lock. Lines of entries belong to each block of blocks: there are several
// behind a conflict whose sides end in different blocks.
type reader struct {
	lock     *Lock
	blocks   []*Block
	problems []Problem
	types    map[string]error // texts of Go types that were read; see checkType

	slab []Entry // see allocate

	before, ours []*Block // blocks where the conflict begins, and where its first side ends
	base         bool     // in the lines of the common ancestor, which are ignored
	begun        int      // the line where the conflict begins, or 0
}

// marker reads a line that begins or ends a side of a conflict, and ignores the lines of
// the common ancestor.
func (r *reader) marker(line string, number int) bool {
	word, _, _ := strings.Cut(line, " ")
	switch word {
	case "<<<<<<<":
		r.before, r.ours, r.begun = r.blocks, nil, number
	case "|||||||":
		r.ours, r.base = r.blocks, true
	case "=======":
		if !r.base {
			r.ours = r.blocks
		}
		r.blocks, r.base = r.before, false
	case ">>>>>>>":
		r.begun = 0
		for _, b := range r.ours {
			if !slices.Contains(r.blocks, b) {
				r.blocks = append(slices.Clip(r.blocks), b)
			}
		}
	default:
		return r.base
	}
	return true
}

func (r *reader) line(line string, number int) error {
	rest, nested := strings.CutPrefix(line, "\t")
	e, err := parseLine(rest)
	switch {
	case err != nil:
		return err
	case nested == kinds[e.Kind].block:
		return fmt.Errorf("a line of kind %s is at the wrong level", e.Kind)
	case nested && len(r.blocks) == 0:
		return fmt.Errorf("expected a block before this line")
	}
	if err := r.checkForm(e); err != nil {
		return err
	}
	e.line = number
	if !nested {
		r.blocks = []*Block{r.lock.block(e)}
		return nil
	}
	for _, b := range r.blocks {
		if known := b.entries[e.Key]; known != nil {
			r.lock.unite(known, e)
		} else {
			b.entries[e.Key] = r.allocate(e)
		}
	}
	return nil
}

// allocate returns a new entry, of a slab: there are many.
func (r *reader) allocate(e Entry) *Entry {
	if len(r.slab) == cap(r.slab) {
		r.slab = make([]Entry, 0, 256)
	}
	r.slab = append(r.slab, e)
	return &r.slab[len(r.slab)-1]
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
	if rest = strings.TrimSpace(rest); k.named || k.typed {
		var ok bool
		if rest, ok = strings.CutPrefix(rest, "="); !ok {
			return e, fmt.Errorf("expected an equals sign after the identity")
		}
	}
	if k.named {
		var earlier string
		rest, earlier, _ = strings.Cut(rest, " "+formerly+" ")
		e.Name, rest, _ = strings.Cut(strings.TrimSpace(rest), " ")
		e.Formerly = strings.Fields(earlier)
	}
	if rest = strings.TrimSpace(rest); k.typed {
		e.Form, rest = rest, ""
	}
	if rest != "" {
		return e, fmt.Errorf("unexpected text at the end of the line: %s", rest)
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
