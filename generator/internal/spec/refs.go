package spec

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// checkRefs follows every $ref, reads the files that they name, and reports
// each one that leads nowhere. It holds when all lead somewhere.
func (d *Document) checkRefs(ds *diag.List) bool {
	ok := true
	visited := map[*source.File]bool{}
	for pending := []*source.File{d.Root}; len(pending) > 0; {
		file := pending[0]
		pending = pending[1:]
		if visited[file] {
			continue
		}
		visited[file] = true
		eachRef(file.Root, func(ref *source.Node) {
			target, where := d.refFile(file, ref, ds)
			switch {
			case target == nil:
				ok = false
			case target.At(where) == nil:
				ok = false
				ds.Add(diag.Diagnostic{
					Code: "unresolved-ref", File: file.Path, Line: ref.Line, Column: ref.Column, Width: len(ref.Text),
					Message: "$ref " + ref.Text + " leads nowhere", Hint: nearest(target, where),
				})
			default:
				pending = append(pending, target)
			}
		})
	}
	return ok
}

// refFile answers the file a reference leads into, and the pointer there.
func (d *Document) refFile(from *source.File, ref *source.Node, ds *diag.List) (*source.File, string) {
	path, pointer, _ := strings.Cut(ref.Text, "#")
	if path == "" {
		return from, pointer
	}
	if strings.Contains(path, "://") {
		ds.Add(diag.Diagnostic{
			Code: "unresolved-ref", File: from.Path, Line: ref.Line, Column: ref.Column, Width: len(ref.Text),
			Message: "$ref " + ref.Text + " leads to the network", Hint: "download the file and refer to it by a relative path",
		})
		return nil, ""
	}
	path = filepath.Join(filepath.Dir(from.Path), filepath.FromSlash(path))
	if file := d.files[path]; file != nil {
		return file, pointer
	}
	var problems diag.List
	file := d.read(path, nil, &problems)
	if file == nil {
		for _, p := range problems.All() {
			if p.Code == "file-not-found" {
				p.Code, p.Message = "unresolved-ref", "$ref "+ref.Text+" leads nowhere: "+p.Message
				p.File, p.Line, p.Column, p.Width, p.Hint = from.Path, ref.Line, ref.Column, len(ref.Text), "the path is relative to "+from.Path
			}
			ds.Add(p)
		}
	}
	return file, pointer
}

// eachRef visits the values of all $ref members but those of examples,
// extensions and other data, and but those that are the property "$ref".
func eachRef(n *source.Node, visit func(*source.Node)) {
	if n == nil {
		return
	}
	for _, item := range n.Items {
		eachRef(item, visit)
	}
	for _, m := range n.Members {
		switch {
		case m.Name == "$ref" && m.Value.Kind == source.String:
			visit(m.Value)
		case isData(m.Name) || strings.HasPrefix(m.Name, "x-"):
		case m.Name == "properties" || m.Name == "schemas" || m.Name == "patternProperties":
			for _, schema := range m.Value.Members { // a property may well be called "example"
				eachRef(schema.Value, visit)
			}
		default:
			eachRef(m.Value, visit)
		}
	}
}

func isData(member string) bool {
	return slices.Contains([]string{"example", "examples", "default", "enum", "const", "value"}, member)
}

// nearest says which sibling the author may have meant: the one that differs
// by the fewest edits, if these are few.
func nearest(file *source.File, pointer string) string {
	tokens := source.SplitPointer(pointer)
	for n := len(tokens) - 1; n >= 0; n-- {
		parent := file.At(source.JoinPointer("", tokens[:n]...))
		if parent == nil {
			continue
		}
		best, distance := "", len(tokens[n])/2+1
		for _, key := range parent.Keys() {
			if d := editDistance(strings.ToLower(key), strings.ToLower(tokens[n])); d < distance {
				best, distance = key, d
			}
		}
		if best == "" {
			return "there is no " + tokens[n] + " in " + file.Path + "#" + source.JoinPointer("", tokens[:n]...)
		}
		return "did you mean #" + source.JoinPointer("", append(slices.Clone(tokens[:n]), best)...) + "?"
	}
	return ""
}

// editDistance is Levenshtein's, over bytes.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
