package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"path/filepath"

	"github.com/peergen/peergen/generator/internal/oapicodegen"
)

// oapiCodegen is the peer that can be measured, and the requirements of its
// packages.
const (
	oapiCodegen        = "oapi-codegen"
	oapiCodegenRuntime = "github.com/oapi-codegen/runtime v1.8.0"
)

// peerConfig configures oapi-codegen to emit what peergen emits: models, a
// client and a server with typed requests and responses for net/http. The rest
// is default.
const peerConfig = `
package: api
output: api.gen.go
generate: {models: true, client: true, std-http-server: true, strict-server: true}
`

// peerChild is [child] for oapi-codegen as a library. It generates once, since
// its determinism is not our concern.
func peerChild(w io.Writer, path, out string) error {
	cfg, err := oapicodegen.ParseConfig([]byte(peerConfig))
	if err != nil {
		return err
	}
	var r result
	code, _, err := oapicodegen.Render(oapicodegen.Load(path, cfg), cfg)
	r.Seconds, r.PeakMB = usage()
	if err != nil {
		r.Failures = append(r.Failures, failure{generation, firstLine(err.Error())})
		return json.NewEncoder(w).Encode(r)
	}
	r.Generated = true
	r.Lines = bytes.Count(code, []byte("\n"))
	r.Operations = serverMethods(code)
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, cfg.OutputFile), code, 0o600); err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(r)
}

// serverMethods counts the methods of ServerInterface: one per operation.
func serverMethods(code []byte) (n int) {
	file, err := parser.ParseFile(token.NewFileSet(), "", code, parser.SkipObjectResolution)
	if err != nil {
		return 0 // the file does not compile, which is reported later
	}
	ast.Inspect(file, func(node ast.Node) bool {
		if spec, ok := node.(*ast.TypeSpec); ok && spec.Name.Name == "ServerInterface" {
			if t, ok := spec.Type.(*ast.InterfaceType); ok {
				n = t.Methods.NumFields()
			}
		}
		return true
	})
	return n
}

// measurePeer prints the table of a peer, without expectations. Its packages
// are compiled with its runtime, which the go command downloads.
func measurePeer(w io.Writer, opt options, work string, docs []*document) error {
	if opt.peer != oapiCodegen {
		return fmt.Errorf("no peer is called %s: write -peer %s", opt.peer, oapiCodegen)
	}
	ws, err := newWorkspace(work, opt.jobs)
	if err != nil {
		return err
	}
	ws.peer, ws.types = opt.peer, true
	mod := "module " + modulePath + "\n\ngo 1.26\n\nrequire " + oapiCodegenRuntime + "\n"
	if err := os.WriteFile(filepath.Join(ws.dir, "go.mod"), []byte(mod), 0o600); err != nil {
		return err
	}
	nothing := &expectations{}
	times, err := opt.runAll(ws, docs, nothing, steps[:len(steps)-1]) // round trips are about our types
	if err != nil {
		return err
	}
	printReport(w, docs, nothing, times)
	return nil
}
