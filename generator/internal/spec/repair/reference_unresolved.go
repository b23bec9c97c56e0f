package repair

import (
	"cmp"
	"path/filepath"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// referrer is an object with a reference that could be resolved when it was repaired.
type referrer struct {
	file *source.File
	ref  *source.Node
	to   *source.Node // what it referred to
	want *shape
}

// rename changes the name of a member of n. References by the old name still resolve to it.
func (r *repairer) rename(n *source.Node, member *source.Member, name string) {
	if r.renamed[n] == nil {
		r.renamed[n] = map[string]string{}
	}
	r.renamed[n][member.Name] = name
	member.Name = name
}

// rewriteReferences updates the references whose pointers have a member that was renamed after
// they were resolved.
func (r *repairer) rewriteReferences() {
	if len(r.renamed) == 0 {
		return
	}
	for n, h := range r.referrers {
		r.file, r.path = h.file, nil
		if n.Get("$ref") != h.ref {
			continue
		}
		if to, _, _ := r.resolve(r.file, h.ref.Text); to.node != nil {
			h.ref.Text = r.referTo(to)
		}
	}
}

// findCircular marks the references that lead to a cycle. Of a cycle the first reference is
// reported, in the order of files and lines. The lowering reports those of schemas.
func (r *repairer) findCircular() {
	for n, h := range r.referrers {
		if h.want == r.table.schema || n.Get("$ref") != h.ref {
			continue
		}
		seen := map[*source.Node]bool{n: true}
		for to := h.to; to.Has("$ref"); to = r.referrers[to].to {
			if seen[to] {
				r.circular[n], r.dropped = to == n && r.isFirst(n), true
				break
			}
			seen[to] = true
		}
	}
}

// isFirst reports whether an object is the first one of its cycle.
func (r *repairer) isFirst(n *source.Node) bool {
	own := r.referrers[n]
	for to := own.to; to != n; to = r.referrers[to].to {
		other := r.referrers[to]
		if cmp.Or(cmp.Compare(other.file.Path, own.file.Path), cmp.Compare(other.ref.Line, own.ref.Line), cmp.Compare(other.ref.Column, own.ref.Column)) < 0 {
			return false
		}
	}
	return true
}

// removeUnresolvable removes the references to objects that have been ignored since they were
// resolved, and then those to objects that are ignored without their reference.
func (r *repairer) removeUnresolvable() {
	for r.dropped {
		r.dropped = false
		for _, file := range r.set.ByPath {
			r.file, r.path = file, nil
			r.removeUnresolvableIn(file.Root)
		}
	}
}

// removeUnresolvableIn returns false for an object that is ignored without its reference.
func (r *repairer) removeUnresolvableIn(n *source.Node) bool {
	if h, ok := r.referrers[n]; ok && n.Get("$ref") == h.ref && r.reportUnresolvable(n, h) {
		r.set.Unresolved[n] = true
		n.Delete("$ref")
		r.addDescription(n, h.want)
		if !h.want.orEmpty {
			r.dropped = true
			return false
		}
	}
	items := n.Items[:0]
	for i, item := range n.Items {
		r.push(index(i))
		if r.removeUnresolvableIn(item) {
			items = append(items, item)
		} else {
			r.set.Unresolved[n] = true
		}
		r.pop()
	}
	n.Items = items
	members := make([]source.Member, 0, len(n.Members))
	for _, member := range n.Members {
		r.push(member.Name)
		if r.removeUnresolvableIn(member.Value) {
			members = append(members, member)
		}
		r.pop()
	}
	if len(members) < len(n.Members) {
		n.SetMembers(members)
	}
	return true
}

// reportUnresolvable reports whether the reference of n cannot be resolved, or no longer. It
// adds a finding unless the reference of what it refers to has one.
func (r *repairer) reportUnresolvable(n *source.Node, h referrer) bool {
	to, problem, hint := r.resolve(r.file, h.ref.Text)
	isFirst, isCircular := r.circular[n]
	switch {
	case isCircular && isFirst:
		problem, hint = "refers to itself", "write what is meant in the place of one of the references"
	case isCircular, r.set.Unresolved[h.to]:
		return true
	case r.ignored[to.node]:
		problem = "refers to " + h.want.name + " that is ignored"
	case to.node != nil:
		return false
	}
	r.unresolved(h.ref, h.want, problem, hint)
	return true
}

// unresolved reports a reference to an object of shape s that cannot be resolved. The output can
// do without schemas, which are raw JSON then, and without what is documentation only.
func (r *repairer) unresolved(ref *source.Node, s *shape, problem, hint string) {
	needed := s != r.table.schema && s != r.table.example && s != r.table.link
	r.ds.Add(diag.Diagnostic{
		Code: diag.UnresolvedRef, Needed: needed, File: r.file.Path, Line: ref.Line, Column: ref.Column, Width: len(ref.Text),
		Pointer: source.JoinPointer("", r.path...), Message: "$ref " + ref.Text + " " + problem, Hint: hint,
	})
}

// isOutside reports whether a file is not below the folder of the document.
func (r *repairer) isOutside(file *source.File) bool {
	outside, known := r.outside[file]
	if !known {
		outside = file != r.set.Root && !IsBelow(filepath.Dir(r.set.Root.Path), file.Path)
		r.outside[file] = outside
	}
	return outside
}

// reportOutside reports a reference to a file that is not below the folder of the document.
func (r *repairer) reportOutside(ref *source.Node, file *source.File) {
	if r.isOutside(file) {
		r.report(diag.OutsideFolder, ref, "$ref "+ref.Text+" refers to a file outside of the folder of the document", "move the file, or allow "+string(diag.OutsideFolder))
	}
}

// nearest returns a hint for a pointer that does not resolve: the sibling with the closest
// spelling, or the token that is missing.
func nearest(file *source.File, pointer string) string {
	tokens := source.SplitPointer(pointer)
	for n, token := range slices.Backward(tokens) {
		parent := file.At(source.JoinPointer("", tokens[:n]...))
		if parent == nil {
			continue
		}
		best := diag.Nearest(token, parent.Keys())
		if best == "" {
			return "there is no " + token + " in " + file.Path + "#" + source.JoinPointer("", tokens[:n]...)
		}
		return "did you mean #" + source.JoinPointer("", append(slices.Clone(tokens[:n]), best)...) + "?"
	}
	return ""
}
