package lock

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/internal/shell"
)

// Identity returns the text that findings show for an entry of a block, or for the block
// if e is nil, and that [Lock.Find] finds: schema Pet, Pet.owner, GET /pets/{},
// GET /pets/{} query page_size, StatusOpen.
func Identity(b *Block, e *Entry) string {
	switch {
	case e == nil && b.Kind == Operation:
		return words(b.ID, b.Sub)
	case e == nil:
		return fullIdentity(b, nil)
	case e.Kind == Member:
		return quoted(b.ID + "." + e.ID)
	case e.Kind == Value && e.Name != "":
		return e.Name
	case e.Kind == Param:
		return words(b.ID, b.Sub, e.ID, e.Sub)
	case b.Kind == Operation:
		return words(b.ID, b.Sub) + " " + beginning(e)
	}
	return fullIdentity(b, e)
}

// Identity returns the text of the part that findings show.
func (p Part) Identity() string { return Identity(p.Block, p.Entry) }

// Full returns what the line of the part begins with, after that of its block: a text that
// no other part has.
func (p Part) Full() string { return fullIdentity(p.Block, p.Entry) }

// fullIdentity returns what the line of a block begins with, and of an entry what its
// line begins with, too.
func fullIdentity(b *Block, e *Entry) string {
	of := beginning(&b.Entry)
	if b.Kind == Type {
		of += " " + b.Name
	}
	if e == nil {
		return of
	}
	return of + " " + beginning(e)
}

// beginning returns what a line begins with, before the equals sign.
func beginning(e *Entry) string {
	return words(append([]string{string(e.Kind)}, []string{e.ID, e.Sub}[:kinds[e.Kind].parts]...)...)
}

// words joins texts with blanks, quoted as in a lock.
func words(texts ...string) string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = quoted(text)
	}
	return strings.Join(out, " ")
}

// Command returns the command line of a command about an identity, quoted for a shell.
// flags select the target.
func Command(flags []string, verb, identity string, args ...string) string {
	return shell.Join(slices.Concat([]string{"peergen", verb}, flags, []string{identity}, args)...)
}
