package generator_test

import (
	"go/types"
	"path/filepath"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator"
	"github.com/peergen/peergen/generator/corpus/surface"
	"github.com/peergen/peergen/generator/internal/lock"
)

// TestFormsAreGoTypes compares the forms of locks with the Go types of the output, for all
// goldens: of each field of structs and params, each result, and each declared type.
func TestFormsAreGoTypes(t *testing.T) {
	loader := surface.NewLoader(surface.Standard())
	for i, path := range archives(t, "testdata/golden/*.txtar") {
		if testing.Short() && i%8 != 0 {
			continue
		}
		t.Run(archiveName(path), func(t *testing.T) {
			outs, _ := generateInputs(t, archiveName(path), inputsOf(parseArchive(t, path)))
			for _, out := range outs {
				if out.Lock != "" {
					compareForms(t, loader, out)
				}
			}
		})
	}
}

func compareForms(t *testing.T, loader *surface.Loader, out *generator.Output) {
	t.Helper()
	var files []surface.File
	for _, f := range out.Files {
		if filepath.Ext(f.Name) == ".go" && !strings.HasSuffix(f.Name, "_test.go") {
			files = append(files, surface.File(f))
		}
	}
	pkg, err := loader.Load(files, out.Bindings())
	if err != nil {
		t.Skip(err) // it imports packages that the test does not have
	}
	l, problems := lock.Read([]byte(out.Lock))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	c := formCheck{t, pkg.Types}
	for _, b := range l.Blocks() {
		switch {
		case b.Gone, b.IsExcluded():
		case b.Kind == lock.Schema, b.Kind == lock.Type:
			c.declared(b)
		case b.Kind == lock.Operation:
			c.operation(b)
		}
	}
}

type formCheck struct {
	t   *testing.T
	pkg *types.Package
}

// text is a Go type as a form.
func (c formCheck) text(typ types.Type) string {
	return types.TypeString(typ, func(p *types.Package) string {
		if p == c.pkg {
			return ""
		}
		return p.Name()
	})
}

func (c formCheck) equal(place, form, want string) {
	c.t.Helper()
	if form != want {
		c.t.Errorf("%s: the form in the lock is %q, the Go type %q", place, form, want)
	}
}

// declared compares a type, and its fields.
func (c formCheck) declared(b *lock.Block) {
	obj, ok := c.pkg.Scope().Lookup(b.Name).(*types.TypeName)
	if !ok {
		c.t.Errorf("the output has no type %s", b.Name)
		return
	}
	kind, rest, _ := strings.Cut(b.Form, " ")
	switch kind {
	case "struct", "tuple", "part":
		c.fields(b, obj.Type(), lock.Member, lock.Item, lock.Additional, lock.Rest, lock.Header, lock.Content)
	case "enum", "named":
		if _, isStruct := obj.Type().Underlying().(*types.Struct); !isStruct { // else the name of the type behind it is not known
			c.equal(b.Name, rest, c.text(obj.Type().Underlying()))
		}
	case "alias":
		c.equal(b.Name, rest, c.text(obj.Type().(*types.Alias).Rhs()))
	case "union":
		if !types.IsInterface(obj.Type()) {
			c.t.Errorf("%s is %s, the form in the lock is union", b.Name, c.text(obj.Type().Underlying()))
		}
	default:
		c.t.Errorf("%s has the form %q in the lock", b.Name, b.Form)
	}
}

// fields compares all exported fields of a struct with the entries of some kinds.
func (c formCheck) fields(b *lock.Block, typ types.Type, kinds ...lock.Kind) {
	forms := map[string]string{}
	for _, e := range b.Entries() {
		for _, kind := range kinds {
			if e.Kind == kind && !e.Gone {
				name := e.Name
				if kind == lock.Content {
					name = "Body"
				}
				forms[name] = e.Form
			}
		}
	}
	body := typ.Underlying().(*types.Struct)
	for f := range body.Fields() {
		if f.Exported() {
			c.equal(b.Name+"."+f.Name(), forms[f.Name()], c.text(f.Type()))
			delete(forms, f.Name())
		}
	}
	for name := range forms {
		c.t.Errorf("%s has no field %s", b.Name, name)
	}
}

// operation compares the params, headers and results of an operation.
func (c formCheck) operation(b *lock.Block) {
	structOf := func(kind lock.Kind, fields ...lock.Kind) {
		if e := b.Find(kind); e != nil {
			if obj := c.pkg.Scope().Lookup(e.Name); obj != nil { // headers are read by clients only, for example
				c.fields(b, obj.Type(), fields...)
			}
		}
	}
	structOf(lock.Params, lock.Param, lock.Body)
	structOf(lock.Headers, lock.Header)
	for _, e := range b.Entries() {
		if obj := c.pkg.Scope().Lookup(e.Name); e.Kind == lock.ResultBody && obj != nil {
			c.equal(e.Name, e.Form, c.text(obj.Type().Underlying().(*types.Struct).Field(0).Type()))
		}
	}
	api := c.pkg.Scope().Lookup("API")
	if api == nil || strings.HasPrefix(b.Sub, "webhook ") || strings.HasPrefix(b.Sub, "callback ") {
		return
	}
	method, _, _ := types.LookupFieldOrMethod(api.Type(), false, c.pkg, b.Name)
	if method == nil {
		c.t.Errorf("API has no method %s", b.Name)
		return
	}
	want := ""
	if results := method.Type().(*types.Signature).Results(); results.Len() == 2 {
		want = c.text(results.At(0).Type())
	}
	got := ""
	if e := b.Find(lock.Result); e != nil {
		got = e.Form
	}
	c.equal("the result of "+b.Name, got, want)
}
