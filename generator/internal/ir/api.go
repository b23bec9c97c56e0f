// Package ir is an API as plain data: declarations, types, operations.
//
// It has facts of the document, including names that extensions give. It has no Go
// identifiers, no Go syntax and no kin-openapi types. Kinds are closed sets: every
// switch over them ends in a panic that names the kind.
package ir

import (
	"net/url"
	"slices"
	"strings"
)

// API is one document, ready to be emitted.
type API struct {
	Title       string
	Version     string
	Description string
	Source      string         // the document as the user named it, base name only
	BaseURL     string         // default server, variables at their defaults; "" without one
	BasePath    string         // its path, without a trailing slash
	Servers     []*Server      // of the whole document; the first is the default
	Named       []*NamedServer // if the configuration requests types for servers
	Decls       []*Decl
	Operations  []*Operation // those of paths, then those of Hooks
	Hooks       []*Hook      // webhooks, then callbacks
	Schemes     []*SecurityScheme
	Security    []Requirement // alternatives of operations that declare none
	Errors      []*ErrorType  // one per declared type that is the body of an error
	Fake        bool          // the output has the type Fake, whose names follow from those of operations
	Taken       []string      // Go names that are declared by hand in the package of the output
}

// Server is a server of the API. Its variables have their default values in URL.
type Server struct {
	URL       string // absolute or not, without a trailing slash
	Path      string // its path, escaped, without a trailing slash
	Template  string // the URL as in the document, if it has variables
	Doc       Doc
	Variables []*ServerVariable
	Kept      bool // the default because it was that of an earlier output: the document has another one first
}

// IsAbsolute reports whether a URL names a host.
func IsAbsolute(raw string) bool {
	u, err := url.Parse(raw)
	return err == nil && u.IsAbs()
}

// ServerVariable is a part of a server's URL that a caller may choose.
type ServerVariable struct {
	Name        string
	Default     string
	Enum        []string
	Description string
}

// ErrorType is a declaration that is the body of an error.
type ErrorType struct{ Decl *Decl }

// Doc is the documentation of a part of the document, and where it is.
type Doc struct {
	Summary     string
	Description string
	Deprecated  bool
	Reason      string // why it is deprecated, or ""
	From        string // JSON pointer of the place it comes from
	Pos         Pos
}

// Pos is a position in a document, counted from 1. Line 0 means unknown.
type Pos struct {
	File         string
	Line, Column int
}

// Operation is one method of one path, or of one hook.
type Operation struct {
	ID         string // operationId, the key of a webhook, or a text made of method and path
	Anonymous  bool   // ID is made of method and path
	Hook       *Hook  // nil for an operation of a path
	Method     string // GET, POST, ...
	Path       string // as in the document, without a query; of a hook: the part after the base URL, mostly ""
	Tags       []string
	Idempotent bool      // by its method, an extension or the configuration
	Query      string    // the query that the document has in the path: "beta=true"; mostly ""
	Segments   []Segment // of the path
	Doc        Doc
	Params     []*Param
	Body       *Body       // nil without a request body
	Results    []*Response // successes
	Errors     []*Response
	Interim    []*Response   // 1XX, for documentation only
	Bodies     []*ResultBody // the Go types of the bodies of Results, that of the lowest status first
	Headers    []*Header     // of all Results and Errors: one for each name and Go type, none of them required
	Security   []Requirement // alternatives; none means public; an empty one comes last
	Server     *Server       // nil for the first of the document
	Paging     *Paging       // nil unless the result is a page of a list

	// RetiredParams and RetiredHeaders are only in the lock: they have fields, but are not sent.
	RetiredParams  []*Param
	RetiredHeaders []*Header
}

// Shape is the path without the names of its parameters, by which servers route.
func (o *Operation) Shape() string {
	var shape strings.Builder
	for _, segment := range o.Segments {
		shape.WriteByte('/')
		for _, piece := range segment {
			if piece.Param != nil {
				shape.WriteString("{}")
			}
			shape.WriteString(piece.Literal)
		}
	}
	return shape.String()
}

// Spans reports whether a parameter of the path may have slashes in its value.
func (o *Operation) Spans() bool {
	return slices.ContainsFunc(o.Params, func(p *Param) bool { return p.In == InPath && p.AllowReserved })
}

// Text is the literal text of a piece without its escapes: documents write a space as it
// is, or as %20. Text with a percent sign that is not an escape is unchanged.
func (p Piece) Text() string {
	if text, err := url.PathUnescape(p.Literal); err == nil {
		return text
	}
	return p.Literal
}

// Template is the path with {+name}, as in RFC 6570, for a parameter that may have
// slashes in its value.
func (o *Operation) Template() string {
	if !o.Spans() {
		return o.Path
	}
	var out strings.Builder
	for _, segment := range o.Segments {
		out.WriteByte('/')
		for _, piece := range segment {
			switch {
			case piece.Param == nil:
				out.WriteString(piece.Literal)
			case piece.Param.AllowReserved:
				out.WriteString("{+" + piece.Param.Name + "}")
			default:
				out.WriteString("{" + piece.Param.Name + "}")
			}
		}
	}
	return out.String()
}

// LiteralQuery is the part of Query without parameters.
func (o *Operation) LiteralQuery() string {
	parts := slices.DeleteFunc(strings.Split(o.Query, "&"), func(part string) bool { return strings.Contains(part, "{") })
	return strings.Join(parts, "&")
}

// Segment is the part of a path between two slashes: literal text and parameters
// in turn, mostly just one of them. A segment is empty after a slash at the end, and
// between two slashes in a row.
type Segment []Piece

// Piece is literal text, or a parameter if Param is set.
type Piece struct {
	Literal string
	Param   *Param
}

// Response is one entry of responses. An entry whose content types have several Go
// types becomes one Response for each.
type Response struct {
	Status   Status
	Contents []*Media // of one Go type, the preferred one first; none without content
	Headers  []*Header
	Doc      Doc
	Links    []*Link
	Kept     bool // services respond with it by default, although another status of its Go type is lower
}

// Media is the preferred content type, nil for a response without content.
func (r *Response) Media() *Media {
	if len(r.Contents) == 0 {
		return nil
	}
	return r.Contents[0]
}

// Header is a declared header of a response. It is encoded like a parameter in a
// header. Set-Cookie alone has a line for each element of its list.
type Header struct {
	Name     string
	Required bool
	Lines    bool // one line per element
	Style    Style
	Explode  bool
	Value    Value
	Doc      Doc
}

// Status is a response key: a code, a class (4 for 4XX), or default.
type Status struct {
	Code  int // 0 for a class or default
	Class int // 1 to 5; 0 for a code or default
}

// Hundreds is the first digit of the status, 0 for default.
func (s Status) Hundreds() int {
	if s.Code != 0 {
		return s.Code / 100
	}
	return s.Class
}

// IsDefault reports whether the status is the key "default".
func (s Status) IsDefault() bool { return s.Code == 0 && s.Class == 0 }

// ResultBody is a Go type of the bodies of successes, and the responses that have it,
// that of the lowest status first.
type ResultBody struct{ Responses []*Response }

// First is the response with the lowest status.
func (b *ResultBody) First() *Response { return b.Responses[0] }

// Redirects reports whether a redirect is a result of this operation.
func (o *Operation) Redirects() bool {
	return len(o.Results) > 0 && o.Results[0].Status.Hundreds() == 3
}
