package repair

import (
	"net/url"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/source"
)

// anchors are the names that the schemas of a file declare by $id, $anchor and $dynamicAnchor,
// and the file by $self. kin-openapi does not resolve them.
type anchors struct {
	named   map[string]place        // by URI with fragment, relative to the file: "tree.json#node", "#node"
	bases   map[*source.Node]string // the base URI within a schema with $id
	dynamic map[string][]place      // by the value of $dynamicAnchor
}

func (r *repairer) anchorsOf(file *source.File) *anchors {
	if a := r.anchors[file]; a != nil {
		return a
	}
	a := &anchors{named: map[string]place{}, bases: map[*source.Node]string{}, dynamic: map[string][]place{}}
	r.anchors[file] = a
	if self, ok := file.Root.Get("$self").Str(); ok { // 3.2
		a.named[strings.TrimSuffix(self, "#")] = place{file, nil, file.Root}
	}
	if slices.ContainsFunc([]string{"$id", "$anchor", "$dynamicAnchor"}, file.Contains) {
		a.collect(place{file, nil, file.Root}, "")
	}
	return a
}

func (a *anchors) collect(at place, base string) {
	if id, ok := at.node.Get("$id").Str(); ok && len(at.tokens) > 0 {
		base = resolveURI(base, strings.TrimSuffix(id, "#"))
		a.named[base] = at
		a.bases[at.node] = base
	}
	for _, keyword := range []string{"$anchor", "$dynamicAnchor"} {
		name, ok := at.node.Get(keyword).Str()
		if !ok {
			continue
		}
		if uri := base + "#" + name; a.named[uri].node == nil {
			a.named[uri] = at
		}
		if keyword == "$dynamicAnchor" {
			a.dynamic[name] = append(a.dynamic[name], at)
		}
	}
	below := func(token string, n *source.Node) {
		a.collect(place{at.file, append(slices.Clip(at.tokens), token), n}, base)
	}
	for i, item := range at.node.Items {
		below(index(i), item)
	}
	for _, member := range at.node.Members {
		below(member.Name, member.Value)
	}
}

// resolveURI resolves a URI reference against a base URI. It returns ref if one of them is
// invalid.
func resolveURI(base, ref string) string {
	b, err := url.Parse(base)
	if err != nil {
		return ref
	}
	r, err := b.Parse(ref)
	if err != nil {
		return ref
	}
	return r.String()
}

// resolveAnchor resolves a reference by $id and anchors, relative to the $id of the enclosing
// schemas. It returns the zero place if the file declares no such name.
func (r *repairer) resolveAnchor(file *source.File, ref string) place {
	a := r.anchorsOf(file)
	if len(a.named) == 0 {
		return place{}
	}
	base := ""
	if file == r.file {
		node := file.Root
		for _, token := range r.path { // to the reference itself
			if node, _ = step(node, token); node == nil {
				break
			}
			if b, ok := a.bases[node]; ok {
				base = b
			}
		}
	}
	uri := resolveURI(base, ref)
	if strings.HasPrefix(ref, "#") {
		uri = base + ref
	}
	if to := a.named[uri]; to.node != nil {
		return to
	}
	name, fragment, found := strings.Cut(uri, "#")
	if to := a.named[name]; to.node != nil && found && name != "" {
		return r.walk(to, source.SplitPointer(fragment))
	}
	return place{}
}

// dynamicReference replaces a $dynamicRef that can refer to one schema only by a $ref. Others
// are reported by the lowering.
func (r *repairer) dynamicReference(n *source.Node) {
	ref, ok := n.Get("$dynamicRef").Str()
	if !ok || n.Has("$ref") {
		return
	}
	_, name, _ := strings.Cut(ref, "#")
	if strings.HasPrefix(name, "/") || len(r.anchorsOf(r.file).dynamic[name]) < 2 {
		at := n.Get("$dynamicRef")
		n.Delete("$dynamicRef")
		n.Set("$ref", stringAt(at, ref))
	}
}
