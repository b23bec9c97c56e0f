package ir

// Param is one parameter of an operation.
type Param struct {
	Name          string
	Given         string // the name that an extension gives it in Go, or ""
	In            Location
	Style         Style
	Explode       bool
	AllowReserved bool // reserved characters are not escaped: in a query, and in a path, where the value may have slashes
	AllowEmpty    bool // an empty text means absent, or true
	Required      bool
	Value         Value
	Doc           Doc
	Default       string   // JSON text, or ""
	Examples      []string // JSON texts of the document, which may be invalid
	Tags          []Tag
}

// Location is the part of a request with a parameter.
type Location string

// The locations. InQuerystring is the query as a whole (3.2).
const (
	InPath        Location = "path"
	InQuery       Location = "query"
	InHeader      Location = "header"
	InCookie      Location = "cookie"
	InQuerystring Location = "querystring"
)

// Style is how the value of a parameter is written as text. Styles are called as in
// OpenAPI.
type Style string

// The styles. StyleTabDelimited is the tsv of Swagger 2.0, StyleCookie comes with
// 3.2, and StyleJSON is for parameters with content.
const (
	StyleSimple         Style = "simple"
	StyleLabel          Style = "label"
	StyleMatrix         Style = "matrix"
	StyleForm           Style = "form"
	StyleSpaceDelimited Style = "spaceDelimited"
	StylePipeDelimited  Style = "pipeDelimited"
	StyleTabDelimited   Style = "tabDelimited"
	StyleDeepObject     Style = "deepObject"
	StyleCookie         Style = "cookie"
	StyleJSON           Style = "application/json"
)

// Kinds is a set of kinds of JSON values.
type Kinds uint8

// The kinds of JSON values.
const (
	Texts Kinds = 1 << iota // scalars
	Lists
	Objects
)

// KindsOf returns the kinds that a value can have.
func KindsOf(v Value) Kinds {
	switch t := Underlying(v).Type.(type) {
	case List:
		return Lists
	case Dict:
		return Objects
	case Any:
		return Texts | Lists | Objects
	case Foreign:
		switch t.JSON {
		case "object":
			return Objects
		case "array":
			return Lists
		}
	case Ref:
		switch body := t.Decl.Body.(type) {
		case *Struct:
			return Objects
		case *Tuple:
			return Lists
		case *Named:
			return KindsOf(body.Value)
		case *Union:
			var all Kinds
			for _, variant := range body.Variants {
				all |= KindsOf(Value{Type: Ref{Decl: variant.Decl}})
			}
			return all
		}
	}
	return Texts
}

// IsScalar reports whether a value is a scalar, or an enum.
func IsScalar(v Value) bool {
	ref, ok := Underlying(v).Type.(Ref)
	if ok {
		_, ok = ref.Decl.Body.(*Enum)
		return ok
	}
	return KindsOf(v) == Texts
}

// IsText reports whether a parameter is encoded by its scalars alone: one, or the
// elements of a list.
func (p *Param) IsText() bool {
	u := NotNull(Underlying(p.Value))
	if IsScalar(u) {
		return p.Style == StyleForm || p.Style == StyleSimple
	}
	list, ok := u.Type.(List)
	if !ok || !IsScalar(list.Elem) || IsNullable(list.Elem) {
		return false
	}
	return p.In == InQuery && p.Style == StyleForm && (p.Explode || !p.AllowReserved) || p.In == InHeader && p.Style == StyleSimple
}

// Param is a header of a response as a parameter.
func (h *Header) Param() *Param {
	return &Param{Name: h.Name, In: InHeader, Style: h.Style, Explode: h.Explode, Required: h.Required, Value: h.Value}
}

// IsText is [Param.IsText] for a header.
func (h *Header) IsText() bool { return h.Lines || h.Param().IsText() }
