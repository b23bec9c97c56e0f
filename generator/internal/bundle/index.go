package bundle

import (
	"slices"
	"strings"
	"sync"
)

// Declaration is a package-level declaration or a method of the runtime.
type Declaration struct {
	Keys   []string // "json.Reader", "json.Reader.Open"; several for a group that travels whole
	Pieces []Piece  // its text, in order
	With   []string // types and functions that it travels with, though nothing mentions it
	Fields []string // of a struct, those that are always there
	Alias  Piece    // of a public declaration: its declaration in packages that share the runtime
}

// Piece is a part of the text of a declaration, spelled as in the output. A
// struct has a piece for each field, which is left out if nothing mentions the
// field. A function has one for each statement that an optional field guards.
type Piece struct {
	Text     string
	Fields   []string // "json.Reader.Strict"; nil if the piece is always there
	Guard    string   // the optional field without which the piece is left out, or ""
	Mentions []string // keys of what the text mentions
	Imports  []string // packages of the standard library
}

// Package returns the package of the runtime that a declaration is in.
func (d *Declaration) Package() string {
	pkg, _, _ := strings.Cut(d.Keys[0], ".")
	return pkg
}

// owner returns the key of the type of a method or field, or "".
func owner(key string) string {
	if strings.Count(key, ".") < 2 {
		return ""
	}
	return key[:strings.LastIndexByte(key, '.')]
}

// byKey finds declarations, and with a field the struct that has it.
var byKey = sync.OnceValue(func() map[string]*Declaration {
	out := make(map[string]*Declaration, 2*len(index))
	for i := range index {
		d := &index[i]
		for _, key := range d.Keys {
			out[key] = d
		}
		for _, field := range d.Fields {
			out[field] = d
		}
		for _, p := range d.Pieces {
			for _, field := range p.Fields {
				out[field] = d
			}
		}
	}
	return out
})

// guarded has, by optional field, the declarations with pieces that it guards.
var guarded = sync.OnceValue(func() map[string][]*Declaration {
	out := map[string][]*Declaration{}
	for i := range index {
		for _, p := range index[i].Pieces {
			if p.Guard != "" {
				out[p.Guard] = append(out[p.Guard], &index[i])
			}
		}
	}
	return out
})

// travelsWith has, by key, what travels along without being mentioned.
var travelsWith = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for i := range index {
		for _, key := range index[i].With {
			out[key] = append(out[key], index[i].Keys[0])
		}
	}
	return out
})

// OutputName returns the name of a package-level declaration in the output:
// jsonReader for json.Reader, Opt for core.Opt.
func OutputName(key string) string {
	if name := public[key]; name != "" {
		return name
	}
	pkg, name, _ := strings.Cut(key, ".")
	return pkg + strings.ToUpper(name[:1]) + name[1:]
}

// IsPublic reports whether a declaration is for users of the generated package.
func IsPublic(key string) bool { return public[key] != "" }

// Names returns all package-level names that the runtime has or will have in the
// output, exported or not, sorted.
func Names() []string {
	names := slices.Clone(planned)
	for i := range index {
		for _, key := range index[i].Keys {
			if owner(key) == "" {
				names = append(names, OutputName(key))
			}
		}
	}
	slices.Sort(names)
	return names
}

// Members returns the names of all methods and fields of the runtime, sorted.
func Members() []string {
	var names []string
	for key := range byKey() {
		if owner(key) != "" {
			names = append(names, key[strings.LastIndexByte(key, '.')+1:])
		}
	}
	for _, name := range embedded {
		names = append(names, name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
