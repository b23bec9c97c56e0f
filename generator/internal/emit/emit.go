// Package emit writes the IR as Go: one file of the output per concern, each
// one *jen.File. It decides syntax and no name but those of unexported helpers.
package emit

import (
	"fmt"

	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/naming"
)

// Options say which parts of a package are wanted.
type Options struct {
	Package string
	Version string // of the generator, for the header
	Client  bool
	Server  bool
}

// File is one file of the output.
type File struct {
	Name    string
	Content []byte
}

// All writes the whole package. An error is a bug of the generator: what it
// wrote is not Go.
func All(api *ir.API, names *naming.Names, opt Options) ([]File, error) {
	e := &emitter{api: api, names: names, opt: opt, shapes: newShapes(api)}
	e.findChecked()
	e.file("models.gen.go", e.models)
	e.file("json.gen.go", e.codecs)
	e.file("xml.gen.go", e.xmlMembers)
	e.file("validate.gen.go", e.validation)
	e.file("operations.gen.go", e.operations)
	if opt.Client {
		e.file("client.gen.go", e.client)
	}
	if opt.Server {
		e.file("server.gen.go", e.server)
	}
	if opt.Client && opt.Server {
		e.file("example_gen_test.go", e.examples)
	}
	e.support()
	return e.out, e.err
}

// emitter is the state of one run.
type emitter struct {
	*shapes
	api   *ir.API
	names *naming.Names
	opt   Options
	out   []File

	err error

	jsonDecls  map[*ir.Decl]bool // see inJSON
	bodyDecls  map[*ir.Decl]bool // see bodies
	checked    map[*ir.Decl]bool // see findChecked
	exprs      []string          // regular expressions, see patternName
	rawSchemas []string          // schemas of raw JSON, see rawSchemaName

	faultNames map[*ir.Decl]string        // see faults
	mixed      map[string][]*ir.Operation // see rivalTexts
}

// file renders one file, and drops it when nothing was written into it.
func (e *emitter) file(name string, write func(*file)) {
	f := e.newFile()
	write(f)
	if !f.used || e.err != nil {
		return
	}
	content, err := f.render()
	if err == nil {
		var pieces []File
		pieces, err = split(File{name, content}, maxLines)
		e.out = append(e.out, pieces...)
	}
	if err != nil {
		e.err = fmt.Errorf("%s: %w", name, err)
	}
}
