package repair

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// referTo returns a reference, from the file being walked, that kin-openapi resolves to a place.
func (r *repairer) referTo(to place) string {
	name := ""
	if to.file == r.file && r.file != r.set.Root && (len(to.tokens) == 0 || r.set.Root.Root.Has(to.tokens[0])) {
		// kin-openapi resolves a mere fragment in the root document first.
		name = filepath.Base(r.file.Path)
		if len(to.tokens) == 0 {
			return name
		}
	}
	if to.file != r.file {
		rel, err := filepath.Rel(filepath.Dir(r.file.Path), to.file.Path)
		if err != nil {
			rel = to.file.Path
		}
		name = filepath.ToSlash(rel)
		if len(to.tokens) == 0 {
			return name
		}
	}
	pointer := source.JoinPointer("", to.tokens...)
	return name + "#" + strings.ReplaceAll(pointer, "%", "%25")
}

// copyOf copies an object for use in the file being walked. Of an object in another file, the
// references are rewritten and the nodes get the position of at.
func (r *repairer) copyOf(from place, at *source.Node) *source.Node {
	n := from.node.Clone()
	if from.file != r.file {
		r.rebase(n, from.file, at)
	}
	return n
}

func (r *repairer) rebase(n *source.Node, from *source.File, at *source.Node) {
	n.Line, n.Column = at.Line, at.Column
	for _, item := range n.Items {
		r.rebase(item, from, at)
	}
	for i := range n.Members {
		member := &n.Members[i]
		member.Line, member.Column = at.Line, at.Column
		r.rebase(member.Value, from, at)
		if member.Name == "$ref" && member.Value.Kind == source.String {
			if to, _, _ := r.resolve(from, member.Value.Text); to.node != nil {
				member.Value.Text = r.referTo(to)
			}
		}
	}
}

// inlineMembers replaces the $ref of n by the members of the object that it refers to, except
// those that n has itself and those named in but.
func (r *repairer) inlineMembers(n *source.Node, from place, but ...string) {
	var members []source.Member
	for _, member := range n.Members {
		if member.Name != "$ref" {
			members = append(members, member)
			continue
		}
		for _, copied := range r.copyOf(from, member.Value).Members {
			if !n.Has(copied.Name) && !slices.Contains(but, copied.Name) || copied.Name == "$ref" {
				members = append(members, copied)
			}
		}
	}
	n.SetMembers(members)
}
