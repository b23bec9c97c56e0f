// Package ir is an API as plain data: declarations, types, operations.
//
// It holds facts of the document and, after naming.Assign, one Go identifier
// per fact. It knows no Go syntax and no kin-openapi type. Kinds are closed
// sets: every switch over them ends in a panic that names the kind.
package ir

// API is one document, ready to be emitted.
type API struct {
	Title       string
	Version     string
	Description string
	Source      string // the document as the user named it, base name only
	Hash        string // hex SHA-256 over all bytes the document was read from
	BaseURL     string // first server, variables at their defaults; "" without one
	BasePath    string // its path, without a trailing slash
	Decls       []*Decl
	Operations  []*Operation // of paths, then those of Hooks
	Hooks       []*Hook      // webhooks, then callbacks
	Schemes     []*SecurityScheme
	Errors      []*ErrorType // one per declared type that is the body of an error
	Taken       []string     // Go names that are declared by hand beside the output
}

// ErrorType is a declaration that errors carry: *StatusError of it has a name.
type ErrorType struct {
	Decl *Decl
	Name string // Go
}

// Doc is what the document says in prose about a thing.
type Doc struct {
	Summary     string
	Description string
	Deprecated  bool
	Reason      string // why it is deprecated, or ""
	From        string // JSON pointer of the place it comes from
	Pos         Pos
}

// Pos is a place in a document, 1-based; the zero line is no place.
type Pos struct {
	File         string
	Line, Column int
}

// Operation is one method of one path, or of one hook.
type Operation struct {
	ID       string    // operationId, or the one made from method and path
	Name     string    // Go: the method of API
	Hook     *Hook     // nil for an operation of a path
	Method   string    // GET, POST, ...
	Path     string    // as in the document, without a query; of a hook: what is below the base URL, mostly ""
	Query    string    // that the document wrote behind the path: "beta=true"; mostly ""
	Segments []Segment // of the path, between its slashes
	Doc      Doc
	Params   []*Param
	Body     *Body // nil without a request body
	Results  []*Response
	Errors   []*Response
	Security []Requirement // alternatives; none at all means public

	ParamsName string // Go: the params struct
	ResultName string // Go: the sealed interface over several results, else ""
}

// Segment is what stands between two slashes of a path: literal text and
// parameters in turn, mostly just one of them. An empty segment is a slash at
// the end, or two in a row.
type Segment []Piece

// Piece is literal text, or a parameter where Param is set.
type Piece struct {
	Literal string
	Param   *Param
}

// Location says where a parameter travels.
type Location string

// The locations of OpenAPI 3.0 and 3.1.
const (
	InPath   Location = "path"
	InQuery  Location = "query"
	InHeader Location = "header"
	InCookie Location = "cookie"
)

// Param is one parameter of an operation.
type Param struct {
	Name     string
	GoName   string // before naming what an extension calls it
	In       Location
	Explode  bool
	Required bool
	Value    Value
	Doc      Doc
	Default  string // JSON text, or ""
	Example  string // JSON text, or ""
	Tags     []Tag
}

// Media is a content type and what its bytes mean.
type Media struct {
	Type   string // as in the document: "application/json"
	Format Format
	Value  Value // without a meaning for Binary
}

// Format is how the bytes of a body are read.
type Format string

// The formats.
const (
	JSON   Format = "json"
	Binary Format = "binary" // the bytes themselves
)

// Body is a request body.
type Body struct {
	Required bool
	Media    Media
	Doc      Doc
}

// Response is one entry of responses. Media is nil without content.
type Response struct {
	Status Status
	Media  *Media
	Doc    Doc
	GoName string // Go: the variant of a sealed result, else ""
	Links  []*Link
}

// Status is a response key: a code, a class (4 for 4XX), or default.
type Status struct {
	Code  int // 0 unless exact
	Class int // 1 to 5, 0 unless a class
}

// IsDefault reports whether the status is the key "default".
func (s Status) IsDefault() bool { return s.Code == 0 && s.Class == 0 }

// SchemeKind is how a credential travels.
type SchemeKind string

// The kinds of security schemes. Unknown is one that nobody can satisfy.
const (
	Unknown      SchemeKind = "unknown"
	Bearer       SchemeKind = "bearer"
	Basic        SchemeKind = "basic"
	APIKeyHeader SchemeKind = "apiKey header"
	APIKeyQuery  SchemeKind = "apiKey query"
	APIKeyCookie SchemeKind = "apiKey cookie"
)

// SecurityScheme is an entry of components.securitySchemes.
type SecurityScheme struct {
	Key    string
	Name   string // Go: the field of Security, and With<Name>
	Kind   SchemeKind
	Member string // apiKey: header, query or cookie name
	Doc    Doc
}

// Requirement is a set of schemes that must all be satisfied; an empty one is
// satisfied by anybody.
type Requirement []SchemeUse

// SchemeUse is one scheme with the scopes an operation needs.
type SchemeUse struct {
	Scheme *SecurityScheme
	Scopes []string
}
