package sample

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/ir"
)

// Limits of an example of the document. A longer one is not used.
const (
	maxLines = 40   // of Go
	maxText  = 200  // bytes of one string
	maxSteps = 1000 // values that are read, with all variants of unions that are tried
)

// example is the first example of the document that is a valid value of v, as Go; nil
// if there is none.
func (s *Sampler) example(v ir.Value, examples []string) *jen.Statement {
	for _, text := range append(slices.Clip(examples), declaredExamples(v)...) {
		decoder := json.NewDecoder(strings.NewReader(text))
		decoder.UseNumber()
		var x any
		if decoder.Decode(&x) != nil || x == nil {
			continue
		}
		r := &exampleReader{Sampler: s}
		if out := r.value(ir.NotNull(v), x); out != nil && r.lines < maxLines && r.steps < maxSteps {
			return out
		}
	}
	return nil
}

// declaredExamples are the examples of the declarations that a value refers to.
func declaredExamples(v ir.Value) (out []string) {
	for range 100 { // an alias may refer to itself
		ref, ok := v.Type.(ir.Ref)
		if !ok {
			break
		}
		out = append(out, ref.Decl.Examples...)
		alias, ok := ref.Decl.Body.(*ir.Alias)
		if !ok {
			break
		}
		v = alias.Value
	}
	return out
}

// exampleReader turns JSON into Go. Its methods return nil for a value that is
// invalid, and for one that cannot be checked or written.
type exampleReader struct {
	*Sampler
	lines, steps int
}

// canHave reports whether the place can have a text.
func (r *exampleReader) canHave(text string) bool { return r.Text == nil || r.Text(text) }

// value is the Go expression of a value that is not null.
func (r *exampleReader) value(v ir.Value, x any) *jen.Statement {
	u := ir.Underlying(v)
	if r.steps++; r.steps > maxSteps || !satisfies(u.Checks, x) || r.Text != nil && isEmpty(x) {
		return nil
	}
	switch t := u.Type.(type) {
	case ir.String, ir.Time, ir.Date, ir.Bytes:
		return r.text(t, x)
	case ir.Integer, ir.Number, ir.UnixTime, ir.Decimal:
		return r.number(t, x)
	case ir.Boolean:
		if x, ok := x.(bool); ok {
			return jen.Lit(x)
		}
	case ir.Any:
		return r.raw(x)
	case ir.List:
		return r.array(r.Types.Of(v), t.Elem, x)
	case ir.Dict:
		return r.dict(r.Types.Of(v), t, x)
	case ir.Ref:
		return r.declared(t.Decl, x)
	}
	return nil // a file, or a foreign type
}

// declared is a value of a declared type.
func (r *exampleReader) declared(d *ir.Decl, x any) *jen.Statement {
	switch body := d.Body.(type) {
	case *ir.Struct:
		if m, ok := x.(map[string]any); ok {
			return r.object(d, body, m)
		}
	case *ir.Tuple:
		if list, ok := x.([]any); ok {
			return r.tuple(d, body, list)
		}
	case *ir.Enum:
		return r.enum(d, body, x)
	case *ir.Union:
		return r.union(body, x)
	case *ir.Named:
		if !satisfies(body.Value.Checks, x) {
			return nil
		}
		goType := r.Declared(r.Names.Type(d))
		switch t := body.Value.Type.(type) {
		case ir.List:
			return r.array(goType, t.Elem, x)
		case ir.Dict:
			return r.dict(goType, t, x)
		}
		if value := r.value(body.Value, x); value != nil {
			return goType.Call(value)
		}
	}
	return nil
}
