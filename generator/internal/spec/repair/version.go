package repair

import (
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// version is a version of OpenAPI or Swagger without its patch: 3.1 of "3.1.0".
type version struct{ major, minor int }

// versionOf parses the value of a member openapi or swagger, a string or a number. A part
// that is missing or not a number is 0; the zero version is absent.
func versionOf(n *source.Node) (v version) {
	if n == nil {
		return v
	}
	major, rest, _ := strings.Cut(n.Text, ".")
	minor, _, _ := strings.Cut(rest, ".")
	v.major, _ = strconv.Atoi(major)
	v.minor, _ = strconv.Atoi(minor)
	return v
}

func (s *Set) version() version { return versionOf(s.Root.Root.Get("openapi")) }

// Minor returns the minor version of OpenAPI 3: 1 of 3.1.0.
func (s *Set) Minor() int { return s.version().minor }

// Since31 reports whether the document is of OpenAPI 3.1 or later, whose schemas are JSON
// Schema 2020-12.
func (s *Set) Since31() bool { return s.version().minor >= 1 }

// Since32 reports whether the document is of OpenAPI 3.2 or later.
func (s *Set) Since32() bool { return s.version().minor >= 2 }

// swaggerMembers are the members that only Swagger 2.0 documents have.
var swaggerMembers = []string{
	"definitions", "host", "basePath", "schemes", "consumes", "produces", "securityDefinitions", "parameters", "responses",
}

// correctVersion handles a version under the wrong name, by the members of the document:
//
//	swagger: "3.0"                              openapi: 3.0.3
//	swagger: "2.0" over members of OpenAPI 3    openapi: 3.0.3
//	openapi: 2.0                                swagger: "2.0"
//	openapi: 3.7.0                              openapi: 3.2.0
func correctVersion(file *source.File, ds *diag.List) {
	root := file.Root
	report := func(n *source.Node, message, write string) {
		ds.Add(diag.Diagnostic{Code: diag.Repaired, File: file.Path, Line: n.Line, Column: n.Column, Message: message, Hint: "write " + write})
	}
	swagger, openapi := root.Member("swagger"), root.Member("openapi")
	switch {
	case openapi == nil && swagger != nil && versionOf(swagger.Value).major == 3:
		report(swagger.Value, "Swagger "+swagger.Value.Text+" is called OpenAPI", "openapi: 3.0.3")
		swagger.Name = "openapi"
	case openapi == nil && swagger != nil && versionOf(swagger.Value).major == 2:
		member := memberOfOpenAPI3(root)
		if member == "" {
			return
		}
		if slices.ContainsFunc(swaggerMembers, root.Has) {
			ignoreComponents(file, ds)
			return
		}
		report(swagger.Value, "the document is not Swagger "+swagger.Value.Text+", which has no "+member+": it is read as OpenAPI 3.0", "openapi: 3.0.3")
		swagger.Name, swagger.Value.Kind, swagger.Value.Text = "openapi", source.String, "3.0.3"
	case swagger == nil && openapi != nil && versionOf(openapi.Value).major == 2:
		name := "OpenAPI " + openapi.Value.Text
		if slices.ContainsFunc(swaggerMembers, root.Has) {
			report(openapi.Value, name+" is called Swagger", `swagger: "2.0"`)
			openapi.Name = "swagger"
		} else {
			report(openapi.Value, name+" does not exist: the document is read as OpenAPI 3.0", "openapi: 3.0.3")
			openapi.Value.Text = "3.0.3"
		}
	case openapi != nil && versionOf(openapi.Value).major == 3 && versionOf(openapi.Value).minor > latest.minor:
		report(openapi.Value, "OpenAPI "+openapi.Value.Text+" is not known: the document is read as OpenAPI 3.2", "openapi: 3.2.0")
		openapi.Value.Kind, openapi.Value.Text = source.String, "3.2.0"
	default:
		return
	}
	root.SetMembers(root.Members)
}

// latest is the latest version of OpenAPI that is supported.
var latest = version{3, 2}

// memberOfOpenAPI3 returns a member that OpenAPI 3 has and Swagger 2.0 has not; "" if the
// document has none.
func memberOfOpenAPI3(root *source.Node) string {
	for _, name := range []string{"components", "servers", "webhooks"} {
		if root.Has(name) {
			return name
		}
	}
	for _, item := range members(root.Get("paths")) {
		for _, operation := range item.Value.Members {
			if operation.Value.Has("requestBody") {
				return "requestBody"
			}
			for _, response := range members(operation.Value.Get("responses")) {
				if response.Value.Has("content") {
					return "content"
				}
			}
		}
	}
	return ""
}

// ignoreComponents removes components from a Swagger document, which has its members elsewhere.
func ignoreComponents(file *source.File, ds *diag.List) {
	member := file.Root.Member("components")
	if member == nil {
		return
	}
	ds.Add(diag.Diagnostic{
		Code: diag.Repaired, File: file.Path, Line: member.Line, Column: member.Column, Pointer: "/components",
		Message: "Swagger 2.0 has no components: they are ignored", Hint: "write schemas under definitions",
	})
	file.Root.Delete("components")
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
	if n := root.Root.Get("swagger"); n != nil && n.Text != "" && !root.Root.Has("openapi") {
		line, column := root.MemberPos("/swagger")
		return report(diag.UnsupportedVersion, line, column, "Swagger "+n.Text+" is not supported", "convert the document to OpenAPI 3")
	}
	n := root.Root.Get("openapi")
	if n == nil {
		return report(diag.UnsupportedVersion, 1, 1, "openapi is required", "write `openapi: 3.0.3`, or the version the document is in")
	}
	if versionOf(n).major != 3 {
		return report(diag.UnsupportedVersion, n.Line, n.Column, "OpenAPI "+n.Text+" is not supported", "supported versions are 3.0, 3.1 and 3.2")
	}
	return true
}
