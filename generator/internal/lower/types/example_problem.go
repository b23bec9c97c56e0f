package types

import (
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// ExampleProblem describes why the Go type of v cannot represent an example, and where: a
// scalar is out of range, or does not have its format. It returns "" if the type can, or if
// that cannot be decided. Types of JSON and members are checked by package rules.
func ExampleProblem(v ir.Value, cur spec.Cursor) (problem string, at spec.Cursor) {
	u := ir.Underlying(v)
	if cur.Node == nil || cur.Node.Kind == source.Null {
		return "", cur
	}
	element := func(elem *ir.Value, child spec.Cursor) bool {
		if problem == "" && elem != nil {
			problem, at = ExampleProblem(*elem, child)
		}
		return problem != ""
	}
	switch t := u.Type.(type) {
	case ir.Any, ir.Foreign, ir.File:
	case ir.List:
		for _, item := range cur.Elements() {
			if element(&t.Elem, item) {
				break
			}
		}
	case ir.Dict:
		for _, member := range cur.AllMembers() {
			if element(&t.Elem, member) {
				break
			}
		}
	case ir.Ref:
		return declExampleProblem(t.Decl, cur)
	default:
		if problem = scalarProblem(u, cur.Node.Text); problem == wrongType && formatWords[t] != "" {
			problem = "is not " + formatWords[t]
		}
		return problem, cur
	}
	return problem, at
}

// formatWords are types that are texts of some form.
var formatWords = map[ir.Type]string{ir.Time{}: "a date-time such as 2006-01-02T15:04:05Z", ir.Date{}: "a date such as 2006-01-02", ir.Bytes{}: "base64"}

// declExampleProblem is ExampleProblem for a declared type.
func declExampleProblem(d *ir.Decl, cur spec.Cursor) (problem string, at spec.Cursor) {
	switch body := d.Body.(type) {
	case *ir.Named:
		return ExampleProblem(body.Value, cur)
	case *ir.Struct:
		for name, member := range cur.AllMembers() {
			v := body.Additional
			if f := body.Field(name); f != nil {
				v = &f.Value
			}
			if v == nil {
				continue
			}
			if problem, at = ExampleProblem(*v, member); problem != "" {
				return problem, at
			}
		}
	case *ir.Tuple:
		for i, item := range body.Items {
			if problem, at = ExampleProblem(item.Value, cur.Index(i)); problem != "" {
				return problem, at
			}
		}
	}
	return "", cur // of an enum or a union, unknown values are kept
}
