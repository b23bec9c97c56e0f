package ir

import "github.com/peergen/peergen/generator/internal/source"

// Paging is how the result of an operation is a page of a list, and how the next page is
// requested.
type Paging struct {
	Style PagingStyle
	Param *Param // of a cursor, the number of a page or of an item; nil for ByLink
	Items Path   // the list; empty if the result is the list itself

	// Next is the cursor, or the URL of the next page. If it is empty, ByCursor takes ItemID
	// of the last item, and ByLink the header Link.
	Next   Path
	ItemID *Field

	// MayBeURL is for cursors: a URL has the cursor in its query, as Param.
	MayBeURL bool

	First   int  // number of the first page, for ByPage
	Current Path // number of the page, or empty
	More    Path // false on the last page, or empty
	Total   Path // number of all items, or empty
	Pages   Path // number of all pages, or empty
	Size    Path // greatest number of items in a page, or empty

	Functions [3]PagingFunction // by kind
}

// PagingFunction is a function of the output for an operation that pages.
type PagingFunction struct {
	Of   *Operation
	Kind PagingKind
}

// PagingKind is what a function does.
type PagingKind int

// The kinds of functions.
const (
	AllItems PagingKind = iota // iterates over the items of all pages
	AllPages                   // iterates over all pages
	NextPage                   // returns the parameters for the next page
)

// NewPaging returns the paging of an operation by a style, without anything else.
func NewPaging(op *Operation, style PagingStyle, items Path) *Paging {
	p := &Paging{Style: style, Items: items}
	for i := range p.Functions {
		p.Functions[i] = PagingFunction{op, PagingKind(i)}
	}
	return p
}

// PagingStyle is what identifies a page.
type PagingStyle string

// The styles.
const (
	ByCursor PagingStyle = "cursor" // a text or number of the page before
	ByPage   PagingStyle = "page"   // its number
	ByOffset PagingStyle = "offset" // the number of items before it
	ByLink   PagingStyle = "link"   // a URL in the body or the header Link of the page before
)

// Path leads from a value to a part of it: a member of an object, a member of that and so
// on. An empty path is that of the value itself, or is not set.
type Path []*Field

// Value is the value at the end of a path that is not empty.
func (p Path) Value() Value { return p[len(p)-1].Value }

// Pointer is the path as a JSON Pointer.
func (p Path) Pointer() string {
	names := make([]string, 0, len(p))
	for _, f := range p {
		names = append(names, f.Name)
	}
	return source.JoinPointer("", names...)
}

// UsesHeader reports whether the next page is in a header of the response.
func (p *Paging) UsesHeader() bool { return p.Style == ByLink && len(p.Next) == 0 }

// Page is the value of the results of an operation that pages.
func (o *Operation) Page() Value { return o.Bodies[0].First().Media().Value }

// Item is the value of an item of an operation that pages.
func (o *Operation) Item() Value {
	v := o.Page()
	if items := o.Paging.Items; len(items) > 0 {
		v = items.Value()
	}
	list, _ := ListOf(v)
	return list.Elem
}

// ListOf is the list that a value is, or that its declared type is.
func ListOf(v Value) (List, bool) {
	list, ok := Base(Underlying(v)).(List)
	return list, ok
}

// HasList reports whether the result of an operation is a list, or an object with one or
// more at most two levels deep.
func HasList(o *Operation) bool {
	return len(o.Bodies) == 1 && hasList(o.Page(), 2)
}

func hasList(v Value, depth int) bool {
	u := Underlying(v)
	if _, ok := ListOf(u); ok {
		return true
	}
	d := StructDecl(u)
	if d == nil || depth == 0 {
		return false
	}
	for _, f := range d.Body.(*Struct).Fields {
		if hasList(f.Value, depth-1) {
			return true
		}
	}
	return false
}
