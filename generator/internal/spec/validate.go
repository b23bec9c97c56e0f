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

// passedOn are the codes of the rules that only kin-openapi checks. Package rules and the
// lowering check the others, at the node that is wrong.
var passedOn = map[string]bool{
	"additional-operations-duplicate-method": true, "additional-operations-fixed-method-case": true,
	"additional-operations-invalid-method": true, "content-keys-overlap": true, "encoding-content-type-invalid": true,
	"json-schema-dialect-required": true, "serialization-method-invalid": true,
}

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
		openapi3.EnableMultiError(), openapi3.DisableSchemaPatternValidation(), openapi3.DisableExamplesValidation(), openapi3.DisableSchemaDefaultsValidation(),
	}
	t, err := d.loadKin(ctx)
	if err != nil { // such as a reference in a form that only our resolver understands
		ds.Add(diag.Diagnostic{Code: diag.InvalidDocument, File: d.Root.Path, Line: 1, Column: 1,
			Message: "some rules of the specification are not checked: kin-openapi cannot load the document: " + err.Error()})
		return
	}
	err = t.Validate(ctx, options...)
	var all openapi3.MultiError
	if !errors.As(err, &all) && err != nil {
		all = openapi3.MultiError{err}
	}
	for _, finding := range all {
		var coded openapi3.CodedError
		if !errors.As(finding, &coded) || !passedOn[coded.Code()] || isAboutParameters(finding) {
			continue
		}
		pointer, cause := locate(finding)
		if d.Repaired[pointer] {
			continue
		}
		line, column := d.Root.MemberPos(pointer)
		message, _, _ := strings.Cut(cause.Error(), "\n")
		ds.Add(diag.Diagnostic{Code: diag.InvalidDocument, File: d.Root.Path, Line: line, Column: column, Pointer: pointer, Message: message})
	}
}

// isAboutParameters reports whether a finding is about the serialization of parameters: the
// lowering checks styles itself.
func isAboutParameters(finding error) bool {
	var style *openapi3.InvalidSerializationMethodError
	return errors.As(finding, &style) && slices.Contains(repair.Locations, style.Subject)
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
		case *openapi3.WebhookValidationError:
			pointer, err = source.JoinPointer("/webhooks", e.Name), e.Cause
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
