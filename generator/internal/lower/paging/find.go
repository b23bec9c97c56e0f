package paging

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/ir"
)

// maxDepth is how deep in a result the parts of a page are.
const maxDepth = 3

// member is a member of a result, or of an object in it.
type member struct {
	path ir.Path
	in   string // spelling of the member above it, or ""
	name string // spelling
}

// members are the members of a value down to a depth, those of a level before those below
// it. Items of lists are not among them.
func members(v ir.Value, depth int) []member {
	type level struct {
		v    ir.Value
		path ir.Path
	}
	var out []member
	levels := []level{{v: v}}
	for len(levels) > 0 {
		at := levels[0]
		levels = levels[1:]
		d := ir.StructDecl(ir.Underlying(at.v))
		if d == nil || len(at.path) >= depth {
			continue
		}
		for _, f := range d.Body.(*ir.Struct).Fields {
			if f.Hidden || f.WriteOnly || slices.Contains(at.path, f) {
				continue
			}
			m := member{path: append(slices.Clip(at.path), f), name: spelling(f.Name)}
			if len(at.path) > 0 {
				m.in = spelling(at.path[len(at.path)-1].Name)
			}
			out = append(out, m)
			levels = append(levels, level{f.Value, m.path})
		}
	}
	return out
}

// find returns the first member that has the first name of a list which any of them has, and
// a value that fits. It returns nil if there is none.
func find(all []member, list []string, fits func(member) bool) ir.Path {
	for _, name := range list {
		for _, m := range all {
			if m.name == name && fits(m) {
				return m.path
			}
		}
	}
	return nil
}

// lists are the lists in a result, at most two levels deep, but for those that are not items. One is the
// result itself.
func lists(v ir.Value) (out []ir.Path) {
	if _, ok := ir.ListOf(v); ok {
		return []ir.Path{nil}
	}
	for _, m := range members(v, 2) {
		if _, ok := ir.ListOf(m.path.Value()); ok && !slices.Contains(notItems, m.name) {
			out = append(out, m.path)
		}
	}
	return out
}

// isText reports whether a value is a string of any format that Go represents as one.
func isText(v ir.Value) bool {
	_, ok := ir.Underlying(v).Type.(ir.String)
	return ok
}

func isInteger(v ir.Value) bool {
	_, ok := ir.Underlying(v).Type.(ir.Integer)
	return ok
}

func isBoolean(v ir.Value) bool {
	_, ok := ir.Underlying(v).Type.(ir.Boolean)
	return ok
}

// isURL reports whether a value is a text that the document declares to be a URL.
func isURL(v ir.Value) bool {
	t, ok := ir.Underlying(v).Type.(ir.String)
	return ok && slices.Contains([]string{"uri", "url", "uri-reference"}, t.Format)
}
