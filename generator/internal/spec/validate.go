package spec

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/source"
)

// ownFindings are rules of kin-openapi that the lowering checks itself, with a
// better position and a hint.
var ownFindings = map[string]bool{"duplicate-operation-id": true, "path-parameters-mismatch": true}

// validate turns the findings of kin-openapi's Validate into warnings: a
// document that breaks a rule may still be understood.
func (d *Document) validate(ctx context.Context, ds *diag.List) {
	defer func() {
		if p := recover(); p != nil { // its failure need not be ours
			ds.Add(diag.Diagnostic{Code: diag.InvalidDocument, File: d.Root.Path, Line: 1, Column: 1,
				Message: fmt.Sprintf("kin-openapi fails to validate the document: %v", p)})
		}
	}()
	options := []openapi3.ValidationOption{
		openapi3.EnableMultiError(), openapi3.DisableSchemaPatternValidation(), openapi3.AllowExtraSiblingFields("pathItems", "swagger", "itemEncoding", "prefixEncoding"),
	}
	if d.since32() {
		options = append(options, openapi3.AllowExtraSiblingFields(fieldsOf32...))
	}
	if d.since31() {
		// Each example would have its schema and all it refers to compiled anew:
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
	var facts []string
	for _, finding := range all {
		var coded openapi3.CodedError
		if errors.As(finding, &coded) && ownFindings[coded.Code()] || aboutParameters(finding) || aboutReferences(finding) || shadowed(t, finding) {
			continue
		}
		pointer, cause := locate(finding)
		if d.mended[pointer] {
			continue
		}
		line, column := d.Root.MemberPos(pointer)
		message, _, _ := strings.Cut(cause.Error(), "\n")
		findings = append(findings, diag.Diagnostic{Code: diag.InvalidDocument, File: d.Root.Path, Line: line, Column: column, Pointer: pointer, Message: message})
		facts = append(facts, factOf(cause))
	}
	for _, finding := range d.firstHand(findings, facts) {
		ds.Add(finding)
	}
}

// fieldsOf32 are those that kin-openapi does not know and that have the effect
// they ask for here, which for words about words is none.
var fieldsOf32 = []string{
	"$self", "name", "summary", "parent", "kind", "mediaTypes", "deviceAuthorization", "deviceAuthorizationUrl", "oauth2MetadataUrl",
	"deprecated",
}

// aboutParameters holds for findings about how parameters travel: the lowering
// checks styles itself, and kin-openapi does not know in: querystring of 3.2.
func aboutParameters(finding error) bool {
	var style *openapi3.InvalidSerializationMethodError
	var in *openapi3.InvalidParameterInError
	return errors.As(finding, &style) && strings.Contains("path query header cookie querystring", style.Subject) ||
		errors.As(finding, &in) && in.Value == "querystring"
}

// aboutReferences holds for references that kin-openapi has not followed, as in the
// content of a header: mending follows all of them and tells of those that lead
// nowhere, and the lowering tells of circles.
func aboutReferences(finding error) bool {
	_, is := errors.AsType[*openapi3.UnresolvedRefError](finding)
	return is
}

// locate follows the context that kin-openapi wraps around a finding down to
// the innermost place it names.
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
			pointer, err = source.JoinPointer("/components", componentSection(e.Section), e.Name), e.Cause
		case *openapi3.ConflictingPathsError:
			return source.JoinPointer("/paths", e.Path1), e
		default:
			return pointer, err
		}
	}
}

// componentSection turns kin-openapi's "request body" into requestBodies.
func componentSection(singular string) string {
	words := strings.Fields(singular)
	for i, w := range words[1:] {
		words[i+1] = strings.ToUpper(w[:1]) + w[1:]
	}
	name := strings.Join(words, "")
	if stem, ok := strings.CutSuffix(name, "y"); ok {
		return stem + "ies"
	}
	return name + "s"
}
