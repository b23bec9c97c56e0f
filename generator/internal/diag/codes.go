package diag

import (
	"maps"
	"slices"
)

// Code names a kind of finding. Users grep, document and count by it, so a code
// is never renamed.
type Code string

// Severity says what a finding does to the run. It is fixed per code.
type Severity int

// The severities, gravest first: an Error means that there is no output, a
// Warning that the output is less than the document asks for.
const (
	Error Severity = iota
	Warning
	Info
)

func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	case Info:
		return "note"
	}
	panic("diag: unknown severity")
}

// Errors.
const (
	BadConfig          Code = "bad-config"
	CannotLoad         Code = "cannot-load"
	EmptyDocument      Code = "empty-document"
	FileNotFound       Code = "file-not-found"
	Internal           Code = "internal"
	InvalidPackage     Code = "invalid-package"
	OapiCodegenFailed  Code = "oapi-codegen-failed"
	OutputNotOurs      Code = "output-not-ours"
	Syntax             Code = "syntax"
	UnsupportedVersion Code = "unsupported-version"
)

// Warnings.
const (
	DuplicateEnumValue         Code = "duplicate-enum-value"
	DuplicateOperationID       Code = "duplicate-operation-id"
	UndeclaredPathParameter    Code = "undeclared-path-parameter"
	UnusedPathParameter        Code = "unused-path-parameter"
	DuplicateKey               Code = "duplicate-key"
	InvalidDocument            Code = "invalid-document"
	Mended                     Code = "mended"
	MissingOperationID         Code = "missing-operation-id"
	NoEquivalent               Code = "no-equivalent"
	OapiCodegenWarning         Code = "oapi-codegen-warning"
	Renamed                    Code = "renamed"
	RequiredCycle              Code = "required-cycle"
	UnresolvedRef              Code = "unresolved-ref"
	UnsupportedKeyword         Code = "unsupported-keyword"
	UnsupportedMediaType       Code = "unsupported-media-type"
	UnsupportedParameterStyle  Code = "unsupported-parameter-style"
	UnsupportedResponseHeaders Code = "unsupported-response-headers"
	UnsupportedSecurity        Code = "unsupported-security"
	UnsupportedType            Code = "unsupported-type"
	UnusedMapping              Code = "unused-mapping"
)

// Notes.
const (
	HookSecurity Code = "hook-security"
)

type entry struct {
	severity Severity
	summary  string
}

var codes = map[Code]entry{
	BadConfig:          {Error, "the configuration has an unknown key or a value it cannot have"},
	CannotLoad:         {Error, "the document is readable but is not shaped like an OpenAPI document"},
	EmptyDocument:      {Error, "the document has no content"},
	FileNotFound:       {Error, "a document, overlay or configuration cannot be opened"},
	Internal:           {Error, "the generator has a bug, which is to be reported"},
	InvalidPackage:     {Error, "the package name is not a Go identifier"},
	OapiCodegenFailed:  {Error, "oapi-codegen cannot render the target"},
	OutputNotOurs:      {Error, "a file in the way was not written by this generator"},
	Syntax:             {Error, "the document is neither valid JSON nor valid YAML"},
	UnsupportedVersion: {Error, "the document is of a version of OpenAPI that cannot be read"},

	DuplicateEnumValue:         {Warning, "an enum lists a value twice"},
	DuplicateOperationID:       {Warning, "two operations have the same operationId; one is named after method and path"},
	UndeclaredPathParameter:    {Warning, "a path template names a parameter that the operation does not declare; it is a string, or the declared one of another spelling"},
	UnusedPathParameter:        {Warning, "an operation declares a path parameter that its path template does not name; it is left out"},
	DuplicateKey:               {Warning, "an object has two members of one name; the last one counts"},
	InvalidDocument:            {Warning, "the document breaks a rule of the OpenAPI Specification"},
	Mended:                     {Warning, "a value or name is none that OpenAPI wants there, and is read as what it seems to mean, or left out"},
	MissingOperationID:         {Warning, "an operation has no operationId; its name is made of method and path"},
	NoEquivalent:               {Warning, "a key of an oapi-codegen configuration has no equivalent here"},
	OapiCodegenWarning:         {Warning, "oapi-codegen warns about its configuration"},
	Renamed:                    {Warning, "a Go name differs from the document's to avoid a collision"},
	RequiredCycle:              {Warning, "schemas require one another, so that no finite value satisfies them"},
	UnresolvedRef:              {Warning, "a $ref leads to nothing; what it stands for is unknown"},
	UnsupportedKeyword:         {Warning, "a keyword is ignored"},
	UnsupportedMediaType:       {Warning, "a body of this media type is passed on as bytes"},
	UnsupportedParameterStyle:  {Warning, "a parameter is serialized in a way that cannot be generated"},
	UnsupportedResponseHeaders: {Warning, "a declared response header is a string, or travels otherwise than the document says"},
	UnsupportedSecurity:        {Warning, "a security scheme has to be applied by hand"},
	UnsupportedType:            {Warning, "a schema has no Go type and is passed on as raw JSON"},
	UnusedMapping:              {Warning, "a row of type-mapping stands for nothing in the document"},

	HookSecurity: {Info, "the security of the document is not that of its webhooks and callbacks"},
}

func (c Code) entry() entry {
	e, ok := codes[c]
	if !ok {
		panic("diag: unknown code " + string(c))
	}
	return e
}

// Severity returns the severity of the findings with this code. It panics if
// the code is not in the table.
func (c Code) Severity() Severity { return c.entry().severity }

// Summary says in one line, without a full stop, what the code means. It panics
// if the code is not in the table.
func (c Code) Summary() string { return c.entry().summary }

// All returns every code, sorted.
func All() []Code { return slices.Sorted(maps.Keys(codes)) }
