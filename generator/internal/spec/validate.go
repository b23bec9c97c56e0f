package spec

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec/repair"
)

// ownFindings are the codes of kin-openapi's rules that the lowering checks itself, with a
// better position and a hint.
var ownFindings = map[string]bool{"duplicate-operation-id": true, "path-parameters-mismatch": true}

// validate reports the findings of kin-openapi's validation as warnings: a document that
// violates a rule can still be generated from. Which findings are left out is decided by their
// type or code. The text of a finding is passed on as it is.
func (d *Document) validate(ctx context.Context, ds *diag.List) {
	defer func() {
		if p := recover(); p != nil { // a panic of kin-openapi does not stop the generator
			ds.Add(diag.Diagnostic{Code: diag.InvalidDocument, File: d.Root.Path, Line: 1, Column: 1,
				Message: fmt.Sprintf("kin-openapi fails to validate the document: %v", p)})
		}
	}()
	options := []openapi3.ValidationOption{
		openapi3.EnableMultiError(), openapi3.DisableSchemaPatternValidation(), openapi3.AllowExtraSiblingFields("pathItems", "swagger", "itemEncoding", "prefixEncoding"),
	}
	if d.Since32() {
		options = append(options, openapi3.AllowExtraSiblingFields(fieldsOf32...))
	}
	if d.Since31() {
		// For each example kin-openapi compiles its schema and all that it refers to:
		// half a minute for a document of 1.4 MB.
		options = append(options, openapi3.DisableExamplesValidation(), openapi3.DisableSchemaDefaultsValidation())
	}
	t, err := d.loadKin(ctx)
	if err != nil { // such as a reference in a form that only our resolver understands
		ds.Add(diag.Diagnostic{Code: diag.InvalidDocument, File: d.Root.Path, Line: 1, Column: 1,
			Message: "the rules of the specification are not checked: kin-openapi cannot load the document: " + err.Error()})
		return
	}
	err = t.Validate(ctx, options...)
	var all openapi3.MultiError
	if !errors.As(err, &all) && err != nil {
		all = openapi3.MultiError{err}
	}
	var findings []diag.Diagnostic
	var causes []error
	for _, finding := range all {
		var coded openapi3.CodedError
		if errors.As(finding, &coded) && ownFindings[coded.Code()] || isAboutParameters(finding) || isAboutReferences(finding) || sameMethodAndPath(t, finding) {
			continue
		}
		pointer, cause := locate(finding)
		if d.Repaired[pointer] {
			continue
		}
		line, column := d.Root.MemberPos(pointer)
		message, _, _ := strings.Cut(brief(cause), "\n")
		findings = append(findings, diag.Diagnostic{Code: diag.InvalidDocument, File: d.Root.Path, Line: line, Column: column, Pointer: pointer, Message: message})
		causes = append(causes, cause)
	}
	for _, finding := range d.deduplicate(findings, factsOf(causes)) {
		ds.Add(finding)
	}
}

// fieldsOf32 are fields that kin-openapi does not know and that are implemented here, or have no
// effect by the specification.
var fieldsOf32 = []string{
	"$self", "name", "summary", "parent", "kind", "mediaTypes", "deviceAuthorization", "deviceAuthorizationUrl", "oauth2MetadataUrl",
	"deprecated",
}

// isAboutParameters reports whether a finding is about the serialization of parameters: the
// lowering checks styles itself, and kin-openapi does not know in: querystring of 3.2.
func isAboutParameters(finding error) bool {
	var style *openapi3.InvalidSerializationMethodError
	var in *openapi3.InvalidParameterInError
	return errors.As(finding, &style) && slices.Contains(repair.Locations, style.Subject) ||
		errors.As(finding, &in) && in.Value == "querystring"
}

// isAboutReferences reports whether a finding is a reference that kin-openapi has not resolved,
// as in the content of a header. The repairer and the lowering report all that cannot be
// resolved.
func isAboutReferences(finding error) bool {
	_, is := errors.AsType[*openapi3.UnresolvedRefError](finding)
	return is
}

// locate unwraps a finding of kin-openapi and returns the innermost place that its context
// names.
func locate(err error) (pointer string, cause error) {
	for {
		switch e := err.(type) {
		case *openapi3.SectionValidationError:
			pointer, err = source.JoinPointer("", e.Section), e.Cause
		case *openapi3.PathValidationError:
			pointer, err = source.JoinPointer("/paths", e.Path), e.Cause
		case *openapi3.OperationValidationError:
			pointer, err = source.JoinPointer(pointer, strings.ToLower(e.Method)), e.Cause
		case *openapi3.ComponentValidationError:
			pointer, err = source.JoinPointer("/components", componentSections[e.Section], e.Name), e.Cause
		case *openapi3.ConflictingPathsError:
			return source.JoinPointer("/paths", e.Path1), e
		default:
			return pointer, err
		}
	}
}

// componentSections are the sections of components, by kin-openapi's name for their objects.
var componentSections = map[string]string{
	"schema": "schemas", "parameter": "parameters", "request body": "requestBodies", "response": "responses", "header": "headers",
	"security scheme": "securitySchemes", "example": "examples", "link": "links", "callback": "callbacks",
}

// sameMethodAndPath reports whether a finding is about two paths that differ only in the names
// of parameters and have a method in common: the lowering reports the operation that no
// request reaches.
func sameMethodAndPath(t *openapi3.T, finding error) bool {
	conflict, ok := errors.AsType[*openapi3.ConflictingPathsError](finding)
	if !ok {
		return false
	}
	first := t.Paths.Value(conflict.Path2).Operations()
	for method := range t.Paths.Value(conflict.Path1).Operations() {
		if first[method] != nil {
			return true
		}
	}
	return false
}
