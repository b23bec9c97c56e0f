package repair

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// place is a value in the document set. The zero place is absent.
type place struct {
	file   *source.File
	tokens []string
	node   *source.Node
}

// reference resolves the $ref of an object that must be of shape s. It rewrites a reference
// that kin-openapi could not resolve, and removes one that cannot be resolved. It returns
// false if the object is then to be ignored.
func (r *repairer) reference(n *source.Node, s *shape) bool {
	if s == r.table.schema {
		r.dynamicReference(n)
	}
	written := n.Get("$ref")
	for range 20 { // members that have replaced a reference may contain another one
		ref := n.Get("$ref")
		if ref == nil || s == r.table.document || !s.ref && ref.Kind != source.String {
			break
		}
		if ref.Kind != source.String || ref.Text == "" {
			r.repaired(ref, "expected the URI of a reference, found "+article(ref)+": it is ignored", "{$ref: ...} with a URI such as #/components/schemas/Pet")
			n.Delete("$ref")
			break
		}
		to, problem, hint := r.resolve(r.file, ref.Text)
		if to.node == nil {
			to = r.resolveInEnclosing(ref)
		}
		if to.node == nil {
			to = r.resolveComponentName(ref, s)
		}
		to = r.followWholeFile(to)
		if to.node == nil {
			r.unresolved(ref, s, problem, hint)
			r.set.Unresolved[n] = true
			n.Delete("$ref")
			r.addDescription(n, s)
			return s.orEmpty || !s.ref
		}
		r.reportOutside(ref, to.file)
		if !r.checkTarget(n, ref, s, to) {
			if len(n.Members) == 0 && s.ref && !s.orEmpty {
				return false
			}
			continue
		}
		ref.Text = r.referTo(to)
		r.pending = append(r.pending, target{to, s})
		r.referrers[n] = referrer{r.file, ref, to.node, s}
		return true
	}
	if ref := n.Get("$ref"); s.ref && ref != nil { // replaced again and again
		r.unresolved(written, s, "refers to itself", "")
		r.set.Unresolved[n] = true
		n.Delete("$ref")
		r.addDescription(n, s)
		return s.orEmpty
	}
	return true
}

// resolve returns what a reference in file refers to, through references along its pointer.
// If the place is absent, problem and hint are the finding.
func (r *repairer) resolve(file *source.File, ref string) (to place, problem, hint string) {
	key := file.Path + " " + ref
	if r.resolving[key] {
		return place{}, "refers to itself", ""
	}
	r.resolving[key] = true
	defer delete(r.resolving, key)
	if to := r.resolveAnchor(file, ref); to.node != nil {
		return to, "", ""
	}
	name, fragment, _ := strings.Cut(ref, "#")
	if name != "" {
		if IsURL(name) {
			return place{}, "refers to a network address", Download(name) + ", and refer to it by a relative path"
		}
		if file, problem, hint = r.openFile(file, name); file == nil {
			return place{}, problem, hint
		}
	}
	if fragment != "" && fragment[0] != '/' {
		fragment = "/" + fragment // #components/schemas/Pet, without the slash
	}
	fragment = renamed(file, fragment)
	root := place{file, nil, file.Root}
	to = r.walk(root, source.SplitPointer(fragment))
	if name, ok := strings.CutPrefix(fragment, "/components/parameters/"); ok && to.node == nil && isSwagger(file) {
		to = r.walk(root, source.SplitPointer("/components/requestBodies/"+name)) // in: body
	}
	if to.node == nil {
		if r.isOutside(file) { // its content is not for the output of the command
			return to, "cannot be resolved", ""
		}
		return to, "cannot be resolved", asWrittenInSwagger(file, nearest(file, fragment))
	}
	return to, "", ""
}

// maxResolvingDepth limits the references along the pointers of references, which may form a
// cycle.
const maxResolvingDepth = 30

// walk returns the value at a relative pointer. It looks each token up as written, then
// percent-decoded, and resolves references along the way.
func (r *repairer) walk(at place, tokens []string) place {
	r.resolvingDepth++
	defer func() { r.resolvingDepth-- }()
	for _, token := range tokens {
		next, name := r.step(at, token)
		for range maxResolvingDepth {
			if next != nil || r.resolvingDepth > maxResolvingDepth {
				break
			}
			ref, ok := at.node.Get("$ref").Str()
			if !ok {
				return place{}
			}
			to, _, _ := r.resolve(at.file, ref)
			if to.node == nil || to.node == at.node {
				return place{}
			}
			at = to
			next, name = r.step(at, token)
		}
		if next == nil && token == "schema" && isSwagger(at.file) && at.node.Has("content") {
			at = r.schemaIn(at)
			continue
		}
		if next == nil {
			return place{}
		}
		at = place{at.file, append(slices.Clip(at.tokens), name), next}
	}
	return at
}

// step is like the function step, and also finds a member with the name that it had before it
// was repaired.
func (r *repairer) step(at place, token string) (*source.Node, string) {
	if next, name := step(at.node, token); next != nil {
		return next, name
	}
	name, ok := r.renamed[at.node][token]
	if !ok {
		return nil, ""
	}
	return step(at.node, name)
}

func step(n *source.Node, token string) (*source.Node, string) {
	for _, name := range []string{token, source.PercentDecode(token)} {
		if value := n.Get(name); value != nil {
			return value, name
		}
		for i, item := range n.Items {
			if index(i) == name {
				return item, name
			}
		}
	}
	return nil, ""
}

// resolveInEnclosing looks a pointer up in the enclosing schemas, the outermost first. Authors
// paste JSON Schema documents, whose pointers start at the schema, into OpenAPI documents.
func (r *repairer) resolveInEnclosing(ref *source.Node) place {
	fragment, ok := strings.CutPrefix(ref.Text, "#/")
	if !ok {
		return place{}
	}
	for _, length := range r.schemas {
		at := r.walk(place{r.file, nil, r.file.Root}, r.path[:length])
		if at.node == nil {
			continue
		}
		if to := r.walk(at, source.SplitPointer("/"+fragment)); to.node != nil {
			r.repaired(ref, "$ref "+ref.Text+" cannot be resolved from the root of the document: it is read relative to the enclosing schema",
				"#"+source.JoinPointer("", to.tokens...))
			return to
		}
	}
	return place{}
}

// followWholeFile resolves a place that is a whole file which contains nothing but a reference:
// kin-openapi does not resolve these.
func (r *repairer) followWholeFile(at place) place {
	for range maxResolvingDepth {
		ref, ok := at.node.Get("$ref").Str()
		if !ok || len(at.tokens) > 0 || len(at.node.Members) > 1 {
			break
		}
		to, _, _ := r.resolve(at.file, ref)
		if to.node == nil {
			break
		}
		at = to
	}
	return at
}

// resolveComponentName resolves a reference that is a bare name, as in Swagger 1.2, to the
// component with this name.
func (r *repairer) resolveComponentName(ref *source.Node, want *shape) place {
	if strings.ContainsAny(ref.Text, "#/") {
		return place{}
	}
	for section, s := range r.table.document.fields["components"].fields {
		if s.rest != want { // each section has another shape
			continue
		}
		for _, file := range []*source.File{r.file, r.set.Root} {
			if to := r.walk(place{file, nil, file.Root}, []string{"components", section, ref.Text}); to.node != nil {
				r.repaired(ref, "$ref "+ref.Text+" is not a URI: it is read as the name of "+want.name, asWrittenInSwagger(file, r.referTo(to)))
				return to
			}
		}
	}
	return place{}
}

// shapeAt returns the shape that the table has for a place; nil if any value is allowed.
func (r *repairer) shapeAt(to place) *shape {
	if len(to.tokens) == 0 {
		return nil
	}
	s := r.table.document
	for _, token := range to.tokens {
		s = s.child(token)
	}
	if s != nil && s.any {
		return nil
	}
	return s
}

// openFile returns a file of the document set from the relative path in another file, and
// reads it if it is new. If file is nil, problem and hint are the finding.
func (r *repairer) openFile(from *source.File, name string) (file *source.File, problem, hint string) {
	path := filepath.Join(filepath.Dir(from.Path), filepath.FromSlash(source.PercentDecode(name)))
	if file := r.set.ByPath[path]; file != nil {
		return file, "", ""
	}
	var problems diag.List
	if file = r.set.read(path, nil, nil, &problems); file != nil {
		if file.Root.Has("openapi") || file.Root.Has("paths") || file.Root.Has("components") {
			r.pending = append(r.pending, target{place{file, nil, file.Root}, r.table.document})
		}
		if definitions := file.Root.Get("definitions"); r.set.IsOfSwagger(file) {
			for _, name := range definitions.Keys() {
				r.pending = append(r.pending, target{place{file, []string{"definitions", name}, definitions.Get(name)}, r.table.schema})
			}
		}
		return file, "", ""
	}
	for _, p := range problems.All() {
		if p.Code == diag.FileNotFound {
			return nil, "cannot be resolved: " + p.Message, "the path is relative to " + from.Path
		}
		r.ds.Add(p)
	}
	return nil, "refers to a file that cannot be parsed", ""
}
