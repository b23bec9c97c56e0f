package spec

import (
	"cmp"
	"maps"
	"slices"

	"github.com/peergen/peergen/generator/internal/source"
)

// Files returns the roots of all files of the document: that of the document itself,
// then those of the others, by path.
func (d *Document) Files() []Cursor {
	out := []Cursor{d.Cursor()}
	for _, path := range slices.Sorted(maps.Keys(d.ByPath)) {
		if file := d.ByPath[path]; file != d.Root {
			out = append(out, Cursor{File: file, Node: file.Root})
		}
	}
	return out
}

// Targets returns what the references of all files refer to, each value once, in the
// order of the files and of the values in them.
func (d *Document) Targets() []Cursor {
	found := map[Place]Cursor{}
	files := d.Files()
	order := map[*source.File]int{}
	for i, root := range files {
		order[root.File] = i
		d.collectTargets(root, found)
	}
	return slices.SortedFunc(maps.Values(found), func(a, b Cursor) int {
		return cmp.Or(order[a.File]-order[b.File], cmp.Compare(a.Node.Line, b.Node.Line), cmp.Compare(a.Node.Column, b.Node.Column), cmp.Compare(a.Pointer(), b.Pointer()))
	})
}

func (d *Document) collectTargets(cur Cursor, found map[Place]Cursor) {
	if to, ok := d.Target(cur); ok {
		found[to.Place()] = to
	}
	if cur.Node == nil {
		return
	}
	for _, member := range cur.Node.Members {
		d.collectTargets(Cursor{File: cur.File, Node: member.Value}, found)
	}
	for _, item := range cur.Node.Items {
		d.collectTargets(Cursor{File: cur.File, Node: item}, found)
	}
}

// Mappings returns the mappings of the discriminators of all files, in their order.
func (d *Document) Mappings() (out []Cursor) {
	var visit func(Cursor)
	visit = func(cur Cursor) {
		if mapping := cur.Child("discriminator").Child("mapping"); mapping.Node != nil {
			out = append(out, mapping)
		}
		for _, member := range cur.Node.Members {
			visit(Cursor{File: cur.File, Node: member.Value})
		}
		for _, item := range cur.Node.Items {
			visit(Cursor{File: cur.File, Node: item})
		}
	}
	for _, root := range d.Files() {
		visit(root)
	}
	return out
}
