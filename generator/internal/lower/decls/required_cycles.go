package decls

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
)

// ReportRequiredCycles reports objects that contain themselves through required
// members: no finite value satisfies them. In Go these members are pointers, because
// no struct can contain itself.
func ReportRequiredCycles(api *ir.API, ds *diag.List) {
	state := map[*ir.Decl]int{} // 1 on the trail, 2 done
	var trail []*ir.Field
	var visit func(d *ir.Decl)
	visit = func(d *ir.Decl) {
		state[d] = 1
		for _, f := range requiredMembers(d) {
			next := containedIn(f.Value)
			trail = append(trail, f)
			switch {
			case next == nil || state[next] == 2:
			case state[next] == 1:
				reportCycle(next, trail, ds)
			default:
				visit(next)
			}
			trail = trail[:len(trail)-1]
		}
		state[d] = 2
	}
	for _, d := range api.Decls {
		if state[d] == 0 {
			visit(d)
		}
	}
}

// requiredMembers are the required fields; an alias has one without a name.
func requiredMembers(d *ir.Decl) []*ir.Field {
	switch body := d.Body.(type) {
	case *ir.Struct:
		var out []*ir.Field
		for _, f := range body.Fields {
			if f.Required {
				out = append(out, f)
			}
		}
		return out
	case *ir.Tuple:
		return slices.DeleteFunc(slices.Clone(body.Items), func(f *ir.Field) bool { return !f.Required })
	case *ir.Alias:
		return []*ir.Field{{Value: body.Value, Doc: d.Doc}}
	}
	return nil
}

// containedIn is the declaration that a value always contains, or nil.
func containedIn(v ir.Value) *ir.Decl {
	if ref, ok := v.Type.(ir.Ref); ok && !v.Nullable {
		return ref.Decl
	}
	return nil
}

func reportCycle(to *ir.Decl, trail []*ir.Field, ds *diag.List) {
	start := len(trail) - 1
	for start > 0 && containedIn(trail[start-1].Value) != to {
		start--
	}
	var names []string
	for _, f := range trail[start:] {
		if f.Name != "" {
			names = append(names, f.Name)
		}
	}
	if len(names) == 0 {
		return // references that refer to themselves, reported elsewhere
	}
	last := trail[len(trail)-1]
	ds.Add(diag.Diagnostic{
		Code: diag.RequiredCycle, File: last.Doc.Pos.File, Line: last.Doc.Pos.Line, Column: last.Doc.Pos.Column, Pointer: last.Doc.From,
		Message: "no finite value exists: the schema contains itself through required members, " + strings.Join(names, " -> "),
		Hint:    "remove one of them from required, or make it nullable or an array",
	})
}
