package sample

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/dave/jennifer/jen"

	"github.com/peergen/peergen/generator/internal/emit/model"
	"github.com/peergen/peergen/generator/internal/gocode"
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

// text is a value that is a string in JSON.
func (r *exampleReader) text(t ir.Type, x any) *jen.Statement {
	text, ok := x.(string)
	if !ok || len(text) > maxText || !r.canHave(text) {
		return nil
	}
	switch t.(type) {
	case ir.String:
		return jen.Lit(text)
	case ir.Time:
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			return nil
		}
		zone := jen.Qual("time", "UTC")
		if _, offset := at.Zone(); offset != 0 {
			zone = jen.Qual("time", "FixedZone").Call(jen.Lit(""), jen.Lit(offset))
		}
		return jen.Qual("time", "Date").Call(jen.Lit(at.Year()), jen.Qual("time", at.Month().String()), jen.Lit(at.Day()),
			jen.Lit(at.Hour()), jen.Lit(at.Minute()), jen.Lit(at.Second()), jen.Lit(at.Nanosecond()), zone)
	case ir.Date:
		at, err := time.Parse(time.DateOnly, text)
		if err != nil {
			return nil
		}
		return r.date(at)
	case ir.Bytes:
		data, err := base64.StdEncoding.DecodeString(text)
		if err != nil || !isPrintable(string(data)) {
			return nil
		}
		return jen.Index().Byte().Call(jen.Lit(string(data)))
	}
	return nil
}

// number is a value that is a number in JSON.
func (r *exampleReader) number(t ir.Type, x any) *jen.Statement {
	literal, ok := x.(json.Number)
	if !ok || !isShort(literal) {
		return nil
	}
	switch t.(type) {
	case ir.UnixTime:
		if _, err := literal.Int64(); err == nil {
			return jen.Qual("time", "Unix").Call(jen.Id(literal.String()), jen.Lit(0))
		}
	case ir.Decimal:
		return jen.Qual("encoding/json", "Number").Call(jen.Lit(literal.String()))
	default:
		if ir.Fits(t, literal.String()) {
			return jen.Id(literal.String())
		}
	}
	return nil
}

// raw is raw JSON.
func (r *exampleReader) raw(x any) *jen.Statement {
	data, err := json.Marshal(x)
	if err != nil || len(data) > maxText {
		return nil
	}
	return jen.Qual("encoding/json", "RawMessage").Call(gocode.RawString(string(data)))
}

// enum is the constant of a value.
func (r *exampleReader) enum(d *ir.Decl, body *ir.Enum, x any) *jen.Statement {
	for _, value := range body.Values {
		if isLiteral(value.Literal, x) {
			return r.Declared(r.Names.Value(value))
		}
	}
	if !body.Open || !satisfies(body.OpenChecks, x) {
		return nil
	}
	if value := r.value(ir.Value{Type: body.Base}, x); value != nil {
		return r.Declared(r.Names.Type(d)).Call(value)
	}
	return nil
}

// array is a slice of the type goType.
func (r *exampleReader) array(goType *jen.Statement, elem ir.Value, x any) *jen.Statement {
	list, ok := x.([]any)
	if !ok {
		return nil
	}
	broken := len(list) > 1 && !isShortList(list)
	items := make([]jen.Code, 0, len(list)+1)
	for _, x := range list {
		item := r.element(elem, x)
		if item == nil {
			return nil
		}
		if broken {
			r.lines++
			item = jen.Line().Add(item)
		}
		items = append(items, item)
	}
	if broken {
		items = append(items, jen.Line())
	}
	return jen.Add(goType).Values(items...)
}

// isShortList reports whether a list of scalars is written on one line.
func isShortList(list []any) bool {
	length := 0
	for _, x := range list {
		switch x := x.(type) {
		case string:
			length += len(x) + 4
		case json.Number:
			length += len(x) + 2
		default:
			return false
		}
	}
	return length < 60
}

// dict is a map of the type goType.
func (r *exampleReader) dict(goType *jen.Statement, t ir.Dict, x any) *jen.Statement {
	m, ok := x.(map[string]any)
	if !ok {
		return nil
	}
	entries := make([]jen.Code, 0, len(m)+1)
	for _, name := range slices.Sorted(maps.Keys(m)) {
		value := r.element(t.Elem, m[name])
		if value == nil || !nameMatches(t.Names, name) || len(name) > maxText || !r.canHave(name) {
			return nil
		}
		r.lines++
		entries = append(entries, jen.Line().Lit(name).Op(":").Add(value))
	}
	if len(entries) > 0 {
		entries = append(entries, jen.Line())
	}
	return jen.Add(goType).Values(entries...)
}

// nameMatches reports whether an additional property may have a name.
func nameMatches(expr, name string) bool {
	return expr == "" || regexp.MustCompile(expr).MatchString(name)
}

// element is an element of a list or a map.
func (r *exampleReader) element(v ir.Value, x any) *jen.Statement {
	switch {
	case !ir.IsNullable(v) && x == nil:
		if _, isAny := ir.Underlying(v).Type.(ir.Any); isAny {
			return r.raw(x)
		}
		return nil
	case !ir.IsNullable(v):
		return r.value(v, x)
	case x == nil:
		return r.RT("core.Null").Index(r.Types.Of(v)).Call()
	}
	value := r.value(ir.NotNull(ir.Underlying(v)), x)
	if value == nil {
		return nil
	}
	return r.some(ir.NotNull(v), r.Types.Of(v), value)
}

// some is the Opt of a value. Its type is written out where Go does not infer it.
func (r *exampleReader) some(v ir.Value, goType, value *jen.Statement) *jen.Statement {
	u := ir.Underlying(v)
	some := r.RT("core.Some")
	switch u.Type.(type) {
	case ir.String, ir.Boolean, ir.Time, ir.Date:
		return some.Call(value)
	case ir.Ref:
		if ir.StructDecl(u) != nil || ir.AsEnum(u) != nil {
			return some.Call(value)
		}
	}
	return some.Index(goType).Call(value)
}

// object is a struct with the members that the direction has.
func (r *exampleReader) object(d *ir.Decl, body *ir.Struct, m map[string]any) *jen.Statement {
	var fields []jen.Code
	set := func(name string, value *jen.Statement) {
		r.lines++
		fields = append(fields, jen.Line().Id(name).Op(":").Add(value))
	}
	rest, sent := maps.Clone(m), map[string]any{}
	for _, f := range body.Fields {
		if f.Hidden {
			continue
		}
		delete(rest, f.Name)
		x, present := m[f.Name]
		if r.Request && f.ReadOnly || !r.Request && f.WriteOnly {
			continue
		}
		if !present {
			if f.Required || r.Request && model.DueInRequests(f) || !r.Request && model.DueInResponses(f) {
				return nil
			}
			continue
		}
		value := r.field(f, r.Types.Shape(d, f.Value, f.Required), x)
		if value == nil {
			return nil
		}
		sent[f.Name] = x
		set(r.Names.Field(f), value)
	}
	if len(rest) > 0 && (body.Closed || body.Additional == nil && len(body.Checks) > 0) {
		return nil
	}
	if len(rest) > 0 && body.Additional != nil {
		others := ir.Dict{Elem: *body.Additional, Names: body.AdditionalNames}
		value := r.dict(r.Types.Of(ir.Value{Type: others}), others, rest)
		if value == nil {
			return nil
		}
		maps.Copy(sent, rest)
		set(r.Names.AdditionalProperties(body), value)
	}
	if !satisfies(body.Checks, sent) || r.Text != nil && len(sent) == 0 {
		return nil
	}
	if len(fields) > 0 {
		fields = append(fields, jen.Line())
	}
	return r.Declared(r.Names.Type(d)).Values(fields...)
}

// field is a member that is present, in its shape.
func (r *exampleReader) field(f *ir.Field, as gocode.Shape, x any) *jen.Statement {
	if as != gocode.Opt && as != gocode.OptPtr {
		value := r.element(ir.NotNull(f.Value), x)
		switch {
		case value == nil || as != gocode.Pointer && as != gocode.Boxed:
			return value
		case ir.StructDecl(ir.Underlying(f.Value)) == nil:
			return nil // it cannot be addressed
		}
		return jen.Op("&").Add(value)
	}
	u := ir.Underlying(f.Value)
	goType := r.Types.Of(ir.NotNull(f.Value))
	if as == gocode.OptPtr {
		goType = jen.Op("*").Add(goType)
	}
	if x == nil {
		if !u.Nullable {
			return nil
		}
		return r.RT("core.Null").Index(goType).Call()
	}
	value := r.value(ir.NotNull(u), x)
	if value == nil {
		return nil
	}
	if as == gocode.OptPtr {
		if ir.StructDecl(u) == nil {
			return nil
		}
		value = jen.Op("&").Add(value)
	}
	return r.some(u, goType, value)
}

// tuple is the struct of an array with a fixed prefix.
func (r *exampleReader) tuple(d *ir.Decl, body *ir.Tuple, list []any) *jen.Statement {
	var fields []jen.Code
	for i, item := range body.Items {
		if i >= len(list) {
			if item.Required {
				return nil
			}
			break
		}
		value := r.field(item, r.Types.ItemShape(d, item), list[i])
		if value == nil {
			return nil
		}
		r.lines++
		fields = append(fields, jen.Line().Id(r.Names.Field(item)).Op(":").Add(value))
	}
	if len(list) > len(body.Items) || !satisfies(body.Checks, list) {
		return nil // with items after the prefix the example would be long
	}
	if len(fields) > 0 {
		fields = append(fields, jen.Line())
	}
	return r.Declared(r.Names.Type(d)).Values(fields...)
}
