package spec

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// Version returns the version of OpenAPI that the document declares, such as "3.0.3".
func (d *Document) Version() string { return d.Root.Root.Get("openapi").Text }

// since31 reports whether the schemas of the document are JSON Schema 2020-12.
func (d *Document) since31() bool {
	version := d.Version()
	return version != "3" && !strings.HasPrefix(version, "3.0")
}

func (d *Document) since32() bool {
	return d.since31() && !strings.HasPrefix(d.Version(), "3.1")
}

// swaggerMembers are the members that only Swagger 2.0 documents have.
var swaggerMembers = []string{
	"definitions", "host", "basePath", "schemes", "consumes", "produces", "securityDefinitions", "parameters", "responses",
}

// correctVersion handles `swagger: "3.0"` and `openapi: 2.0`, versions that exist under the
// other name only, by the members of the document.
func correctVersion(file *source.File, ds *diag.List) {
	root := file.Root
	report := func(n *source.Node, message, write string) {
		ds.Add(diag.Diagnostic{Code: diag.Repaired, File: file.Path, Line: n.Line, Column: n.Column, Message: message, Hint: "write " + write})
	}
	swagger, openapi := root.Member("swagger"), root.Member("openapi")
	switch {
	case openapi == nil && swagger != nil && strings.HasPrefix(swagger.Value.Text, "3."):
		report(swagger.Value, "Swagger "+swagger.Value.Text+" is called OpenAPI", "openapi: 3.0.3")
		swagger.Name = "openapi"
	case swagger == nil && openapi != nil && (openapi.Value.Text == "2" || strings.HasPrefix(openapi.Value.Text, "2.")):
		version := "OpenAPI " + openapi.Value.Text
		if slices.ContainsFunc(swaggerMembers, root.Has) {
			report(openapi.Value, version+" is called Swagger", `swagger: "2.0"`)
			openapi.Name = "swagger"
		} else {
			report(openapi.Value, version+" does not exist: the document is read as OpenAPI 3.0", "openapi: 3.0.3")
			openapi.Value.Text = "3.0.3"
		}
	default:
		return
	}
	root.SetMembers(root.Members)
}

// usable reports whether a document is of a supported version of OpenAPI, and the error if not.
func usable(root *source.File, ds *diag.List) bool {
	report := func(code diag.Code, line, column int, message, hint string) bool {
		ds.Add(diag.Diagnostic{Code: code, File: root.Path, Line: line, Column: column, Message: message, Hint: hint})
		return false
	}
	if root.Root == nil || root.Root.Kind == source.Null {
		return report(diag.EmptyDocument, 1, 1, "the document is empty", "an OpenAPI document starts with `openapi: 3.0.3`")
	}
	if root.Root.Kind != source.Object {
		return report(diag.EmptyDocument, root.Root.Line, root.Root.Column, "the document is not an object", "an OpenAPI document starts with `openapi: 3.0.3`")
	}
	if version := swaggerVersion(root); version != "" && !root.Root.Has("openapi") {
		line, column := root.MemberPos("/swagger")
		return report(diag.UnsupportedVersion, line, column, "Swagger "+version+" is not supported", "convert the document to OpenAPI 3")
	}
	n := root.Root.Get("openapi")
	if n == nil {
		return report(diag.UnsupportedVersion, 1, 1, "openapi is required", "write `openapi: 3.0.3`, or the version the document is in")
	}
	if n.Text != "3" && !strings.HasPrefix(n.Text, "3.") {
		return report(diag.UnsupportedVersion, n.Line, n.Column, "OpenAPI "+n.Text+" is not supported", "supported versions are 3.0, 3.1 and 3.2")
	}
	return true
}
