package source

import (
	"net/url"
	"strconv"
	"strings"
)

var (
	escaper   = strings.NewReplacer("~", "~0", "/", "~1")
	unescaper = strings.NewReplacer("~1", "/", "~0", "~")
)

// EscapeToken writes a member name as a reference token of a JSON Pointer
// (RFC 6901): "/pets/{id}" becomes "~1pets~1{id}".
func EscapeToken(token string) string {
	if !strings.ContainsAny(token, "~/") {
		return token
	}
	return escaper.Replace(token)
}

// JoinPointer appends unescaped tokens to a pointer:
//
//	JoinPointer("/paths", "/pets", "get") == "/paths/~1pets/get"
func JoinPointer(base string, tokens ...string) string {
	if len(tokens) == 1 { // the usual case, of which there are very many
		return base + "/" + EscapeToken(tokens[0])
	}
	escaped := make([]string, 1, 1+len(tokens))
	escaped[0] = base
	for _, token := range tokens {
		escaped = append(escaped, EscapeToken(token))
	}
	return strings.Join(escaped, "/")
}

// SplitPointer returns the unescaped tokens of a pointer, none for "" and for text that is not
// a pointer. It is the inverse of JoinPointer("", tokens...).
//
// A pointer that begins with '#' is a URI fragment and is percent-decoded too.
func SplitPointer(pointer string) []string {
	if fragment, ok := strings.CutPrefix(pointer, "#"); ok {
		pointer = PercentDecode(fragment)
	}
	if !strings.HasPrefix(pointer, "/") {
		return nil
	}
	tokens := strings.Split(pointer[1:], "/")
	for i, token := range tokens {
		if strings.Contains(token, "~") {
			tokens[i] = unescaper.Replace(token)
		}
	}
	return tokens
}

// PercentDecode returns s itself where its escapes are malformed.
func PercentDecode(s string) string {
	if decoded, err := url.PathUnescape(s); err == nil {
		return decoded
	}
	return s
}

// At returns the value at a JSON Pointer, nil if it does not resolve; "" and "#" are the root. Each
// token is looked up as written first and then percent-decoded, since pointers are often cut
// out of a $ref.
func (f *File) At(pointer string) *Node {
	steps, ok := f.walk(pointer)
	if !ok {
		return nil
	}
	return steps.value
}

// MemberPos returns the position for a message about the value at a pointer: that of its key,
// of the item itself in an array, of the first value of the document for the root. If the
// value is absent, it is the position of the nearest ancestor that exists.
func (f *File) MemberPos(pointer string) (line, col int) {
	steps, _ := f.walk(pointer)
	return steps.line, steps.column
}

type step struct {
	value        *Node
	line, column int
}

// walk follows a pointer as far as it resolves; ok reports whether that is to its end.
func (f *File) walk(pointer string) (at step, ok bool) {
	at = step{f.Root, f.Root.Line, f.Root.Column}
	tokens := SplitPointer(pointer)
	for _, token := range tokens {
		next, found := at.value.step(token)
		if decoded := PercentDecode(token); !found && decoded != token {
			next, found = at.value.step(decoded)
		}
		if !found {
			return at, false
		}
		at = next
	}
	return at, len(tokens) > 0 || pointer == "" || pointer == "#"
}

func (n *Node) step(token string) (step, bool) {
	if n.Kind != Array {
		i := n.find(token)
		if i < 0 {
			return step{}, false
		}
		m := &n.Members[i]
		return step{m.Value, m.Line, m.Column}, true
	}
	i, err := strconv.Atoi(token)
	if item := n.Index(i); err == nil && item != nil && strconv.Itoa(i) == token {
		return step{item, item.Line, item.Column}, true
	}
	return step{}, false
}
