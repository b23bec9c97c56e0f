package generator

import (
	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/oapicodegen"
)

// Import reads a configuration file of oapi-codegen and returns the text of a
// gen.yaml with one target. document is the path of the OpenAPI document, which
// that configuration does not contain; the default is openapi.yaml.
// Keys without an equivalent are reported as diagnostics and as comments in the
// text. The text is nil if a diagnostic is an error.
func Import(path, document string) (text []byte, diagnostics []Diagnostic) {
	data, missing := readConfig(path)
	if missing != nil {
		return nil, missing
	}
	diagnostics = collect(Input{Path: path, Data: data}, func(ds *diag.List) {
		imported, err := oapicodegen.Import(path, data, document)
		if err != nil {
			addConfigErrors(path, err, ds)
			return
		}
		text = imported.Text
		for _, note := range imported.Notes {
			ds.Add(diag.Diagnostic{
				Code: diag.NoEquivalent, File: path, Line: note.Line, Column: note.Column,
				Message: note.Key + ": " + note.Message, Hint: note.Hint,
			})
		}
	})
	return text, diagnostics
}
