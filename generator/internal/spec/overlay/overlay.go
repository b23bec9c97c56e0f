// Package overlay applies overlays (OpenAPI Overlay Specification 1.0 and 1.1) to a document.
//
// The library that applies them works on trees of package yaml and drops positions. So the tree of
// a document is converted to such a tree and back, with the position of each node in its head
// comment, which the library keeps.
package overlay

import (
	"fmt"
	"slices"
	"strings"

	"github.com/speakeasy-api/openapi/overlay"
	"gopkg.in/yaml.v3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// Apply returns a document with overlays applied to it, in order. It reports actions that
// match nothing, and as errors overlays that are not valid.
//
// The lines of the result that are beyond those of the document are lines of overlays;
// Apply makes ds print them as such.
func Apply(document *source.File, overlays []*source.File, ds *diag.List) *source.File {
	origins := origins{document: document.Path, next: document.LineCount() + 1}
	tree := encode(document.Root, 0)
	for _, file := range overlays {
		a := applier{file: file, shift: origins.add(file), tree: tree, ds: ds}
		a.apply()
	}
	ds.Origin = origins.of
	return document.With(decode(tree))
}

// applier applies one overlay.
type applier struct {
	file  *source.File
	shift int // of the lines of file
	tree  *yaml.Node
	ds    *diag.List
}

func (a *applier) apply() {
	root := a.file.Root
	version, ok := root.Get("overlay").Str()
	if !ok || version != overlay.Version100 && version != overlay.Version110 {
		a.report(diag.InvalidOverlay, "/overlay", "expected an overlay of version "+overlay.Version100+" or "+overlay.Version110, "begin the file with `overlay: "+overlay.LatestVersion+"`, `info` and `actions`")
		return
	}
	// Version 1.0 of the specification refers to RFC 9535, too; the library reads another syntax by default.
	paths, ok := root.Get("x-speakeasy-jsonpath").Str()
	if !ok {
		paths = overlay.JSONPathRFC9535
	}
	actions := root.Get("actions").Elements()
	if len(actions) == 0 {
		a.report(diag.InvalidOverlay, "/actions", "an overlay has a list of actions", "write `actions: [{target: $.info, update: {title: Pets}}]`")
	}
	for i, action := range actions {
		a.action(overlay.Overlay{Version: version, JSONPathVersion: paths}, fmt.Sprintf("/actions/%d", i), action)
	}
}

// actionKeys are the members of an action, next to extensions.
var actionKeys = []string{"target", "description", "update", "remove", "copy"}

// reportUnknown reports a member that an action does not have, and whether it has.
func (a *applier) reportUnknown(pointer string, node *source.Node) bool {
	for _, key := range node.Keys() {
		if slices.Contains(actionKeys, key) || strings.HasPrefix(key, "x-") {
			continue
		}
		hint := "the members are " + strings.Join(actionKeys, ", ")
		if nearest := diag.Nearest(key, actionKeys); nearest != "" {
			hint = "did you mean " + nearest + "?"
		}
		a.report(diag.InvalidOverlay, source.JoinPointer(pointer, key), "unknown member "+key+" of an action", hint)
		return true
	}
	return false
}

// effects are what an action can do: the first of them that it has is what it does.
var effects = []string{"remove", "update", "copy"}

// action applies one action with a library overlay that has no other.
func (a *applier) action(o overlay.Overlay, pointer string, node *source.Node) {
	i := slices.IndexFunc(effects, func(key string) bool {
		value := node.Get(key)
		return value != nil && (key != "remove" || value.IsTrue())
	})
	action := overlay.Action{Remove: i == 0}
	target, hasTarget := node.Get("target").Str()
	from, hasFrom := node.Get("copy").Str()
	switch {
	case a.reportUnknown(pointer, node):
		return
	case !hasTarget:
		a.report(diag.InvalidOverlay, pointer, "an action has a target, which is a JSONPath", "write `target: $.paths['/pets'].get`")
		return
	case i < 0 || effects[i] == "copy" && !hasFrom:
		a.report(diag.InvalidOverlay, pointer, "an action has update, remove: true, or copy with a JSONPath", "add one of them")
		return
	case effects[i] == "update":
		action.Update = *encode(node.Get("update"), a.shift)
	}
	action.Target = target
	targets, ok := a.query(&o, pointer+"/target", target)
	if !ok {
		return
	}
	update := &action.Update
	if effects[i] == "copy" {
		action.Copy = from
		sources, ok := a.query(&o, pointer+"/copy", from)
		if !ok {
			return
		}
		if len(sources) > 1 {
			a.report(diag.InvalidOverlay, pointer+"/copy", fmt.Sprintf("the source of a copy is one value, found %d", len(sources)), "write a JSONPath that matches one value")
			return
		}
		update = encode(decode(sources[0]), 0) // as it is before the action
	}
	o.Actions = []overlay.Action{action}
	if err := a.merge(&o); err != nil {
		a.report(diag.InvalidOverlay, pointer, "the action cannot be applied: "+err.Error(), "write an update of the kind of the target")
		return
	}
	if !action.Remove {
		for _, t := range targets {
			adopt(t, update)
		}
	}
}

// merge applies the action of an overlay as version 1.1 has it, where an update of an array is
// appended. In version 1.0 an update can replace a value by one of another kind.
func (a *applier) merge(o *overlay.Overlay) error {
	if o.Version == overlay.Version110 {
		_, err := o.ApplyToStrict(a.tree)
		return err
	}
	o.Version = overlay.Version110
	return o.ApplyTo(a.tree)
}

// query returns the values that a JSONPath matches, at least one. It reports others.
func (a *applier) query(o *overlay.Overlay, pointer, path string) (found []*yaml.Node, ok bool) {
	q, err := o.NewPath(path, new([]string))
	if err != nil {
		reason, _, _ := strings.Cut(err.Error(), "\n") // the path follows, which the excerpt has
		a.report(diag.InvalidOverlay, pointer, "the JSONPath is not valid: "+reason, "write it as in RFC 9535: $.paths['/pets'].get, or $.paths.*[?@['x-internal'] == true]")
		return nil, false
	}
	if found = q.Query(a.tree); len(found) == 0 {
		a.report(diag.UnusedAction, pointer, "the JSONPath "+path+" matches nothing in the document", "correct or remove the action")
		return nil, false
	}
	return found, true
}

func (a *applier) report(code diag.Code, pointer, message, hint string) {
	line, column := a.file.MemberPos(pointer)
	a.ds.Add(diag.Diagnostic{Code: code, File: a.file.Path, Line: line, Column: column, Pointer: pointer, Message: message, Hint: hint})
}

// adopt gives scalars that an update has replaced the type and position of the new value:
// the library replaces only the text. target and update are compared as the library merges them.
func adopt(target, update *yaml.Node) {
	switch {
	case target.Kind != update.Kind:
	case target.Kind == yaml.ScalarNode:
		target.Tag, target.HeadComment = update.Tag, update.HeadComment
	case target.Kind == yaml.MappingNode:
		for i := 0; i+1 < len(update.Content); i += 2 {
			for j := 0; j+1 < len(target.Content); j += 2 {
				if target.Content[j].Value == update.Content[i].Value {
					adopt(target.Content[j+1], update.Content[i+1])
				}
			}
		}
	}
}

// origins are the lines of a document with overlays: first those of the document.
type origins struct {
	document string
	next     int // first line of the next overlay
	overlays []section
}

// section is an overlay, whose first line is the line first of the result.
type section struct {
	path  string
	first int
}

// add adds the lines of an overlay, and returns what is added to their numbers.
func (o *origins) add(file *source.File) (shift int) {
	o.overlays = append(o.overlays, section{file.Path, o.next})
	shift = o.next - 1
	o.next += file.LineCount()
	return shift
}

// of returns the file and line that a line of the document is in.
func (o *origins) of(file string, line int) (string, int) {
	if file == o.document {
		for _, s := range slices.Backward(o.overlays) {
			if line >= s.first {
				return s.path, line - s.first + 1
			}
		}
	}
	return file, line
}
