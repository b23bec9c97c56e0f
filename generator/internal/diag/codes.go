package diag

import (
	"maps"
	"slices"
)

// Code names a kind of finding. Users filter and count by it, so a code keeps its name
// from release to release.
type Code string

// Severity is the effect of a finding on the run. It is fixed per code, unless a run allows a
// finding or is strict.
type Severity int

// The severities, most severe first: an Error means that there is no output, a
// Warning that the output does less than the document requires.
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
	AmbiguousScheme    Code = "ambiguous-scheme"
	BadConfig          Code = "bad-config"
	BreakingRename     Code = "breaking-rename"
	EmptyDocument      Code = "empty-document"
	FileNotFound       Code = "file-not-found"
	Internal           Code = "internal"
	InvalidLock        Code = "invalid-lock"
	InvalidName        Code = "invalid-name"
	InvalidOverlay     Code = "invalid-overlay"
	InvalidPackage     Code = "invalid-package"
	OapiCodegenFailed  Code = "oapi-codegen-failed"
	OutputNotOurs      Code = "output-not-ours"
	Syntax             Code = "syntax"
	UnknownIdentity    Code = "unknown-identity"
	UnresolvedRef      Code = "unresolved-ref"
	UnsupportedVersion Code = "unsupported-version"
)

// Warnings.
const (
	Breaking                   Code = "breaking"
	DuplicateEnumValue         Code = "duplicate-enum-value"
	DuplicateKey               Code = "duplicate-key"
	DuplicateOperationID       Code = "duplicate-operation-id"
	InvalidDocument            Code = "invalid-document"
	MissingLock                Code = "missing-lock"
	MissingOperationID         Code = "missing-operation-id"
	NoEquivalent               Code = "no-equivalent"
	OapiCodegenWarning         Code = "oapi-codegen-warning"
	OutsideFolder              Code = "outside-folder"
	Renamed                    Code = "renamed"
	Repaired                   Code = "repaired"
	RequiredCycle              Code = "required-cycle"
	TooManyCombinations        Code = "too-many-combinations"
	UndeclaredPathParameter    Code = "undeclared-path-parameter"
	UnresolvedMapping          Code = "unresolved-mapping"
	UnsupportedKeyword         Code = "unsupported-keyword"
	UnsupportedMediaType       Code = "unsupported-media-type"
	UnsupportedParameterStyle  Code = "unsupported-parameter-style"
	UnsupportedResponseHeaders Code = "unsupported-response-headers"
	UnsupportedSecurity        Code = "unsupported-security"
	UnsupportedType            Code = "unsupported-type"
	UnusedAction               Code = "unused-action"
	UnusedMapping              Code = "unused-mapping"
	UnusedPathParameter        Code = "unused-path-parameter"
	WithoutValue               Code = "without-value"
)

// Notes.
const (
	Aliased       Code = "aliased"
	Held          Code = "held"
	UnfilledError Code = "unfilled-error"
	HookSecurity  Code = "hook-security"
	Moved         Code = "moved"
)

// entry describes a code in the documentation.
type entry struct {
	effect
	summary string // what it means
	remedy  string // what to write instead
}

// effect is what findings with a code do to the run.
type effect struct {
	severity  Severity
	unusable  bool // see Code.IsUnusable
	allowable bool // see Code.IsAllowable
}

// The effects.
var (
	unusable  = effect{severity: Error, unusable: true}
	failure   = effect{severity: Error}
	allowable = effect{severity: Error, allowable: true}
	warning   = effect{severity: Warning, allowable: true}
	note      = effect{severity: Info, allowable: true}
)

// codes is the table of all codes. A test checks that each is in use.
var codes = map[Code]entry{
	AmbiguousScheme: {failure, "the keys of two security schemes, neither of which the lock has, are spelled alike in Go, so that a caller could send a secret to the wrong place",
		"name one of them with `peergen rename`, as the hint shows, or with x-go-name"},
	BadConfig: {unusable, "the configuration has an unknown key or an invalid value",
		"correct the key or value that the finding names"},
	BreakingRename: {unusable, "fields and methods cannot have two names, so that renaming them breaks code that uses them",
		"add `--break` to `peergen rename`, and edit that code"},
	EmptyDocument: {unusable, "the document has no content, or is not an object",
		"start the document with `openapi: 3.0.3`, `info` and `paths`"},
	FileNotFound: {unusable, "a document or configuration cannot be opened",
		"correct the path; paths in gen.yaml are relative to its folder"},
	Internal: {unusable, "the generator has a bug",
		"report it, with the document"},
	InvalidLock: {unusable, "the lock cannot be read, or contradicts itself",
		"correct the line, or restore the file from version control"},
	InvalidName: {unusable, "the new name of a part is not an exported Go name, or is that of another part",
		"write a letter in upper case, then letters and digits; choose a name that is free"},
	InvalidOverlay: {unusable, "an overlay is not valid, or one of its actions cannot be applied",
		"correct the action that the finding names"},
	InvalidPackage: {unusable, "the package name is not a Go identifier",
		"use lower-case letters and digits, with a letter first"},
	OapiCodegenFailed: {failure, "oapi-codegen cannot render the target",
		"correct what its message names, or import the configuration with `peergen import`"},
	OutputNotOurs: {unusable, "a file that would be replaced was not written by this generator",
		"move the file away, or choose another output folder"},
	Syntax: {unusable, "the document is neither valid JSON nor valid YAML",
		"correct the syntax at the position of the finding"},
	UnknownIdentity: {unusable, "a command about the lock names a part that is not in it",
		"write what a line of the lock begins with, such as `schema Pet`, `Pet.owner` or `GET /pets/{id} query limit`"},
	UnresolvedRef: {allowable, "a $ref cannot be resolved; if it is allowed, the schema that it refers to is raw JSON",
		"correct the reference, or add what it refers to"},
	UnsupportedVersion: {unusable, "the document declares a version of OpenAPI that is not supported",
		"convert the document to OpenAPI 3.0, 3.1 or 3.2, or to Swagger 2.0"},

	Breaking: {warning, "a name or Go type that importers use changes, because the change was accepted or the earlier type cannot represent the values",
		"edit the code that uses it, or restore the document"},
	DuplicateEnumValue: {warning, "an enum lists a value twice; it is used once",
		"keep one of the two values"},
	DuplicateKey: {warning, "an object has two members with the same name; the last one wins",
		"keep one of the two members"},
	DuplicateOperationID: {warning, "two operations have the same operationId; one of them is named after its method and path",
		"give each operation a unique operationId"},
	InvalidDocument: {warning, "the document violates a rule of the OpenAPI Specification",
		"follow the rule that the finding names"},
	MissingLock: {warning, "there is generated output, but the lock that keeps its names and types is missing; a new one begins, with those of a lock in the folder of the output",
		"restore the lock from version control, or commit the new one"},
	MissingOperationID: {warning, "an operation has no operationId; it is named after its method and path",
		"add an operationId"},
	NoEquivalent: {warning, "a key of an oapi-codegen configuration has no equivalent in gen.yaml",
		"remove the key, or keep this target on oapi-codegen"},
	OapiCodegenWarning: {warning, "oapi-codegen warns about its configuration",
		"follow its message"},
	OutsideFolder: {warning, "a $ref refers to a file outside of the folder of the document; no line of that file is printed",
		"move the file below the folder of the document; allow the code if you trust the document"},
	Renamed: {warning, "a Go name differs from the name in the document, to avoid a conflict, or because the lock keeps another one",
		"rename one of the two in the document, or set x-go-name"},
	Repaired: {warning, "a value or name is not what OpenAPI requires at this place; it is read as what it most likely means, or ignored",
		"write what the hint shows"},
	RequiredCycle: {warning, "schemas require one another, so that no finite value satisfies them",
		"make one of the members on the cycle optional"},
	TooManyCombinations: {warning, "alternatives within alternatives make more types than can be generated; the value is raw JSON, or its variants have fewer methods",
		"list the combinations that are meant under one oneOf, or write each list as a member"},
	UndeclaredPathParameter: {warning, "a path template names a parameter that the operation does not declare; it is a string, or the declared parameter whose name differs only in spelling",
		"declare the parameter with in: path"},
	UnresolvedMapping: {warning, "the mapping of a discriminator names a schema that is not an alternative; its value selects none",
		"list the schema under oneOf, or write the name of an alternative or a reference to it"},
	UnsupportedKeyword: {warning, "a keyword or member is ignored",
		"remove it, or check the values that it describes in your own code"},
	UnsupportedMediaType: {warning, "a body of this media type is passed on as bytes",
		"describe the body with a media type that is supported, or read and write the bytes yourself"},
	UnsupportedParameterStyle: {warning, "a parameter is serialized differently from its description, or is a header that HTTP sets",
		"use a style that OpenAPI defines for the location and type of the parameter; remove a header that HTTP sets"},
	UnsupportedResponseHeaders: {warning, "a response header is a string, is serialized differently from its description, or is set by HTTP",
		"use style simple with a scalar, an array of scalars or a flat object"},
	UnsupportedSecurity: {warning, "a security scheme or requirement cannot be applied; clients send no credentials for it and servers reject what only it protects",
		"use apiKey, http, oauth2, openIdConnect or mutualTLS, and declare the scheme in components.securitySchemes"},
	UnsupportedType: {warning, "a schema has no Go type and is passed on as raw JSON",
		"give the schema a type, or split what it combines"},
	UnusedAction: {warning, "an action of an overlay matches nothing in the document",
		"correct the JSONPath, or remove the action"},
	UnusedMapping: {warning, "a row of type-mapping matches nothing in the document",
		"correct the name, or remove the row"},
	UnusedPathParameter: {warning, "an operation declares a path parameter that its path template does not name; the parameter is ignored",
		"name the parameter in the path template, or remove it"},
	WithoutValue: {warning, "the document does not have a member, parameter or header any more that importers use; its field stays, but has no value and sends none",
		"edit the code that uses the field, then run the command of the hint; or restore the document, and the lock from version control"},

	Aliased: {note, "two types that importers use are one schema now; the name of the second is an alias of the first",
		"nothing; use the first name in new code"},
	Held: {note, "the document changes a Go type that importers use; the earlier one is kept, as far as it can represent the values",
		"run the command of the hint to apply the change"},
	UnfilledError: {note, "a server cannot fill the declared error body for requests that it rejects itself; it sends application/problem+json",
		"give the error a member for the message, such as message or detail, and make others optional; or declare application/problem+json"},
	Moved: {note, "an operation has another method, path or operationId than in the lock, or a schema another name; it keeps its Go name",
		"nothing, or rename it with `peergen rename`"},
	HookSecurity: {note, "the security requirements of the document do not apply to its webhooks and callbacks",
		"declare security at each webhook or callback operation that needs it"},
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

// IsUnusable reports whether a finding with this code means that an input is not a
// document or configuration at all, or that the output folder cannot be written.
// Other errors are about the content of a document. It panics if the code is not in
// the table.
func (c Code) IsUnusable() bool { return c.entry().unusable }

// IsAllowable reports whether a run can allow findings with this code: all warnings and
// notes, and errors about a part of a document that the output can do without. It panics if
// the code is not in the table.
func (c Code) IsAllowable() bool { return c.entry().allowable }

// IsKnown reports whether the code is in the table.
func (c Code) IsKnown() bool { _, ok := codes[c]; return ok }

// Summary returns what the code means, in one line without a full stop. It panics
// if the code is not in the table.
func (c Code) Summary() string { return c.entry().summary }

// Remedy returns what to write instead, in one line without a full stop. It panics
// if the code is not in the table.
func (c Code) Remedy() string { return c.entry().remedy }

// All returns every code, sorted.
func All() []Code { return slices.Sorted(maps.Keys(codes)) }
