// Package bundle decides which declarations of the runtime packages travel with a
// generated package, and under which names. Emitters get the names from a [Set],
// which records them. The declarations are in an index, which go generate makes
// with go/types; nothing is parsed when a package is generated.
package bundle

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:generate go run ./indexgen

// Set is the set of declarations, methods and fields of the runtime that one
// generated package mentions.
type Set struct {
	used       map[string]bool
	importPath string // of a shared runtime, or empty
	versionKey string // of the constant with the version of a shared runtime
}

// Ref is a declaration of the runtime as generated code mentions it.
type Ref struct {
	Path string // of the package to import; empty in the generated package itself
	Name string
}

// NewSet returns the set of a package that contains the runtime.
func NewSet() *Set { return &Set{used: map[string]bool{}} }

// Name mentions a package-level declaration, for example "json.Reader". It panics
// if there is no such declaration, or if it is not exported.
func (s *Set) Name(key string) Ref {
	s.mention(key)
	if s.importPath == "" || IsPublic(key) {
		return Ref{Name: OutputName(key)}
	}
	pkg, name, _ := strings.Cut(key, ".")
	return Ref{Path: s.importPath + "/" + pkg, Name: name}
}

// Member mentions a method or a field, for example "json.Reader.Strict". It
// returns its name, to be selected from a value or to be the key of a literal. It
// panics as Name does.
func (s *Set) Member(key string) string {
	s.mention(key)
	if name := embedded[key]; name != "" && s.importPath == "" {
		return name
	}
	return key[strings.LastIndexByte(key, '.')+1:]
}

// Has reports whether a declaration or a member has been mentioned so far.
func (s *Set) Has(key string) bool { return s.used[key] }

// Mentioned returns all keys that have been mentioned so far, sorted.
func (s *Set) Mentioned() []string {
	keys := make([]string, 0, len(s.used))
	for key := range s.used {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func (s *Set) mention(key string) {
	if byKey()[key] == nil {
		panic("bundle: the runtime has no " + key)
	}
	if first, _ := utf8.DecodeRuneInString(key[strings.LastIndexByte(key, '.')+1:]); !unicode.IsUpper(first) {
		panic("bundle: " + key + " is not exported")
	}
	s.used[key] = true
}

// closure returns the keys of all that a set needs: what it mentions, what that
// mentions, and what travels along.
func (s *Set) closure() map[string]bool {
	reached := map[string]bool{}
	var queue []string
	reach := func(keys ...string) {
		for _, key := range keys {
			if !reached[key] {
				reached[key] = true
				queue = append(queue, key)
			}
		}
	}
	reach(s.Mentioned()...)
	for len(queue) > 0 {
		key := queue[0]
		queue = queue[1:]
		d := byKey()[key]
		if d == nil {
			panic("bundle: the index mentions " + key + ", which it has not")
		}
		reach(d.Keys...)
		reach(travelsWith()[key]...)
		if of := owner(key); of != "" {
			reach(of)
		}
		for _, d := range append(slices.Clip(guarded()[key]), d) {
			for _, p := range d.Pieces {
				if reached[d.Keys[0]] && p.travels(reached) {
					reach(p.Fields...)
					reach(p.Mentions...)
				}
			}
		}
	}
	return reached
}

// travels reports whether a piece of a declaration that is reached is not left out.
func (p *Piece) travels(reached map[string]bool) bool {
	isReached := func(field string) bool { return reached[field] }
	return (p.Fields == nil || slices.ContainsFunc(p.Fields, isReached)) && (p.Guard == "" || reached[p.Guard])
}
