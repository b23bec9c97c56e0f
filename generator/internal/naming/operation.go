package naming

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/peergen/peergen/generator/internal/ir"
)

// operations names methods and the types that each operation brings along. The
// names are unique in the package; those of hooks give way to the others.
func operations(api *ir.API, pkg scope) {
	methods := newScope(clientMethods...)
	ops := slices.Clone(api.Operations)
	slices.SortFunc(ops, func(a, b *ir.Operation) int {
		return cmp.Or(cmp.Compare(slices.Index(operationWords, hookWord(a.Hook)), slices.Index(operationWords, hookWord(b.Hook))),
			compareBool(a.Anonymous, b.Anonymous), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Method, b.Method))
	})
	for _, op := range ops {
		op.Name = methods.claim(cmp.Or(Exported(op.ID), "Operation"), hookWord(op.Hook))
		op.ParamsName = pkg.claim(op.Name+"Params", "Struct")
		params(op)
		formMembers(op)
		body(op, pkg)
		results(op, pkg)
	}
}

// body names the choices of a request body after their content types:
// CreatePetJSON, CreatePetForm.
func body(op *ir.Operation, pkg scope) {
	if op.Body == nil || len(op.Body.Choices) < 2 {
		return
	}
	op.Body.Name = pkg.claim(op.Name+"Body", "Union")
	sorted := slices.Clone(op.Body.Choices)
	slices.SortFunc(sorted, func(a, b *ir.Choice) int { return cmp.Compare(choiceWord(a.Contents), choiceWord(b.Contents)) })
	for _, choice := range sorted {
		choice.GoName = pkg.claim(op.Name+choiceWord(choice.Contents), "Body")
	}
}

// formMembers names the tables that say how the members of forms travel.
func formMembers(op *ir.Operation) {
	names := newScope()
	name := func(contents []*ir.Media, suffix string) {
		for _, m := range contents {
			if len(m.Members) > 0 && m.MembersName == "" {
				m.MembersName = names.claim(Unexported(op.Name)+mediaWord(m.Type)+suffix, "")
			}
		}
	}
	if op.Body != nil {
		for _, choice := range op.Body.Choices {
			name(choice.Contents, "Members")
		}
	}
	for _, r := range op.Results {
		name(r.Contents, statusName(r.Status)+"Members")
	}
}

// results names what stands around the bodies of results: GetPetResult, or, of
// several, GetPet200 and GetPet202. JSON needs no mention beside the status, all
// else has one: GetPet200CSV. So none is renamed when another one comes along.
func results(op *ir.Operation, pkg scope) {
	for _, r := range op.Results {
		headers(r.Headers)
	}
	if op.Bare() {
		return
	}
	if len(op.Results) == 1 {
		op.ResultName = pkg.claim(op.Name+"Result", "Struct")
		op.Results[0].GoName = op.ResultName
		return
	}
	op.ResultName = pkg.claim(op.Name+"Result", "Union")
	sorted := slices.Clone(op.Results)
	slices.SortStableFunc(sorted, func(a, b *ir.Response) int {
		return cmp.Or(cmp.Compare(statusName(a.Status), statusName(b.Status)), cmp.Compare(resultWord(op, a), resultWord(op, b)))
	})
	for _, r := range sorted {
		r.GoName = pkg.claim(op.Name+statusName(r.Status)+resultWord(op, r), "Result")
	}
}

// resultWord is the content type of one result beside others of its status.
func resultWord(op *ir.Operation, r *ir.Response) string {
	if len(r.Contents) == 0 {
		return ""
	}
	alone := !slices.ContainsFunc(op.Results, func(other *ir.Response) bool { return other != r && other.Status == r.Status })
	word := choiceWord(r.Contents)
	if word == "JSON" || alone && r.Contents[0].Format == ir.JSON {
		return ""
	}
	return word
}

// statusName is the status as it ends an identifier: 201, 4XX, Default.
func statusName(s ir.Status) string {
	switch {
	case s.IsDefault():
		return "Default"
	case s.Code == 0:
		return string(rune('0'+s.Class)) + "XX"
	}
	return strconv.Itoa(s.Code)
}

// params names the fields of a params struct; Body is the request body's. Of
// two parameters with one name the ones outside the path say where they travel.
func params(op *ir.Operation) {
	names := newScope(append([]string{"Body"}, paramsMethods...)...)
	sorted := slices.Clone(op.Params)
	slices.SortFunc(sorted, func(a, b *ir.Param) int {
		return cmp.Or(compareBool(a.GoName == "", b.GoName == ""), compareBool(a.In != ir.InPath, b.In != ir.InPath), cmp.Compare(a.Name, b.Name), cmp.Compare(a.In, b.In))
	})
	for _, p := range sorted {
		p.GoName = names.claim(cmp.Or(p.GoName, Exported(p.Name), "Param"), capitalize(word(p.In)))
	}
}

// headers names the fields of the headers of a result, or of a part, beside those of any.
func headers(declared []*ir.Header) {
	names := newScope("Body", "StatusCode")
	sorted := slices.Clone(declared)
	slices.SortFunc(sorted, func(a, b *ir.Header) int { return cmp.Compare(a.Name, b.Name) })
	for _, h := range sorted {
		h.GoName = names.claim(cmp.Or(Exported(h.Name), "Header"), "Header")
	}
}
