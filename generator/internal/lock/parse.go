package lock

import (
	"bytes"
	"fmt"
	"go/token"
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
	const restore = "restore the lock from version control"
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, []Problem{{1, "the lock is empty", restore}}
	}
	r := reader{lock: New(), types: map[string]error{}}
	number := 0
	for line := range strings.Lines(string(data)) {
		number++
		line = strings.TrimRight(line, "\r\n")
		switch {
		case number == 1 && line != header && IsLock(data):
			return nil, []Problem{{1, "expected `" + header + "`, found another version of the format", "upgrade peergen, or restore the lock from version control"}}
		case number == 1 && line != header:
			return nil, []Problem{{1, "expected `" + header + "`, found another first line", restore}}
		case number == 1 || line == "" || strings.HasPrefix(line, "#") || r.marker(line, number):
			continue
		}
		if err := r.line(line, number); err != nil {
			r.problems = append(r.problems, Problem{number, err.Error(), ""})
		}
	}
	if r.side != outside {
		r.problems = append(r.problems, Problem{r.begun, "the conflict that begins here has no end", restoreMarkers})
	}
	r.lock.settle()
	if len(r.problems) == 0 {
		r.problems = r.lock.endless()
	}
	if len(r.problems) > 0 {
		return nil, r.problems
	}
	return r.lock, nil
}

const restoreMarkers = "restore the markers of git, or remove them all"

// side is the part of a conflict that a line belongs to.
type side int

const (
	outside  side = iota
	ours          // after <<<<<<<
	ancestor      // after |||||||; these lines are ignored
	theirs        // after =======
)

// reader reads a lock. Lines of entries belong to each block of blocks: there are several
// behind a conflict whose sides end in different blocks.
type reader struct {
	lock     *Lock
	blocks   []*Block
	problems []Problem
	types    map[string]error // texts of Go types that were read; see checkType

	slab []Entry // see allocate

	before, ours []*Block // blocks where the conflict begins, and where its first side ends
	side         side
	begun        int // the line where the conflict begins
}

// marker reads a line that begins or ends a side of a conflict, and ignores the lines of
// the common ancestor.
func (r *reader) marker(line string, number int) bool {
	word, _, _ := strings.Cut(line, " ")
	was := r.side
	switch word {
	case "<<<<<<<":
		r.expect(number, word, was == outside)
		r.before, r.begun, r.side = r.blocks, number, ours
	case "|||||||":
		r.expect(number, word, was == ours)
		r.ours, r.side = r.blocks, ancestor
	case "=======":
		r.expect(number, word, was == ours || was == ancestor)
		if was != ancestor {
			r.ours = r.blocks
		}
		r.blocks, r.side = r.before, theirs
	case ">>>>>>>":
		r.expect(number, word, was == theirs)
		r.side = outside
		for _, b := range r.ours {
			if !slices.Contains(r.blocks, b) {
				r.blocks = append(slices.Clip(r.blocks), b)
			}
		}
	default:
		return was == ancestor
	}
	return true
}

// expect reports a marker unless it is where git writes it.
func (r *reader) expect(number int, marker string, ok bool) {
	if !ok {
		r.problems = append(r.problems, Problem{number, "the marker " + marker + " does not continue a conflict", restoreMarkers})
	}
	if r.side == outside {
		r.begun = number
	}
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
			b.set(r.allocate(e))
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
	if rest = strings.TrimSpace(rest); (k.named || k.typed) && !(k.bare && rest == "") {
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
		for _, name := range append([]string{e.Name}, e.Formerly...) {
			if !IsName(name) {
				return e, fmt.Errorf("%q is not an exported Go name", name)
			}
		}
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

// IsName reports whether a part can have a name: an exported Go identifier.
func IsName(name string) bool { return token.IsIdentifier(name) && token.IsExported(name) }

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
