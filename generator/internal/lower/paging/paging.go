// Package paging finds the operations whose results are pages of a list, and how the next
// page is requested: what gen.yaml has, else extensions, else names.
package paging

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/identity"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lock"
	"github.com/peergen/peergen/generator/internal/spec"
)

// none is the style of an operation that does not page, although it seems to.
const none ir.PagingStyle = "none"

// Input is what decides how operations page.
type Input struct {
	Operations []Operation
	Rules      []Rule
	Identities *identity.Table
	Diagnose   *diag.List
}

// Operation is an operation, and where the document has it.
type Operation struct {
	*ir.Operation
	Cursor spec.Cursor
}

// Apply sets the paging of operations whose results are complete: that of gen.yaml, else of the
// lock, else of an extension, else by names.
func Apply(in Input) {
	used := make([]use, len(in.Rules))
	for _, op := range in.Operations {
		if op.Hook == nil {
			op.Paging = in.decide(op, used)
		}
	}
	in.reportUnused(used)
}

// use is what became of a rule.
type use struct {
	applied bool
	problem string // of the last operation that cannot page so
}

func (in Input) decide(op Operation, used []use) *ir.Paging {
	for i, rule := range in.Rules {
		if !rule.matches(op.Operation) {
			continue
		}
		if rule.choice.style == none {
			used[i].applied = true
			return nil
		}
		p, problem := rule.choice.resolve(op.Operation)
		if p != nil {
			used[i].applied = true
			return p
		}
		used[i].problem = op.ID + ": " + problem
	}
	if p := in.locked(op.Operation); p != nil {
		return p
	}
	c, name, problem := byExtension(op.Cursor)
	switch {
	case name == "":
		return byNames(op.Operation)
	case c.style == none:
		return nil
	case problem == "":
		p, why := c.resolve(op.Operation)
		if p != nil {
			return p
		}
		problem = why
	}
	at := op.Cursor.Child(name)
	pos := at.Pos()
	in.Diagnose.Add(diag.Diagnostic{
		Code: diag.UnsupportedKeyword, File: pos.File, Line: pos.Line, Column: pos.Column, Pointer: at.Pointer(),
		Message: name + " has no effect: " + problem, Hint: "write how the operation pages in `pagination` of gen.yaml",
	})
	return nil
}

// locked is how an operation pages by the lock, or nil. A change of it would change what
// importers call; gen.yaml alone makes it.
func (in Input) locked(op *ir.Operation) *ir.Paging {
	b := in.Identities.EarlierOperation(op)
	for _, e := range b.Entries() {
		if e.Kind != lock.Paging || e.Gone {
			continue
		}
		if c, ok := parseChoice(e.ID); ok {
			p, _ := c.resolve(op)
			return p
		}
	}
	return nil
}

// parseChoice reads what [identity.Paging] writes.
func parseChoice(text string) (c choice, ok bool) {
	parts := strings.Split(text, ", ")
	if len(parts) != 4 {
		return c, false
	}
	c.style = ir.PagingStyle(parts[0])
	if parts[1] != identity.Unset {
		c.param = parts[1]
	}
	if parts[2] != identity.Unset {
		if c.next, ok = parsePlace(parts[2]); !ok {
			return c, false
		}
	}
	c.items = &place{}
	if parts[3] != identity.Unset {
		c.items, ok = parsePlace(parts[3])
		return c, ok
	}
	return c, true
}

// byNames finds how an operation pages by the names of its parameters and of the members of
// its result, or returns nil.
func byNames(op *ir.Operation) *ir.Paging {
	if op.Method != http.MethodGet || !hasPage(op) {
		return nil
	}
	found := lists(op.Page())
	if len(found) != 1 {
		return nil
	}
	s := search{op: op, items: found[0], all: members(op.Page(), maxDepth)}
	for _, style := range []func() *ir.Paging{s.nextCursor, s.lastItem, s.url, s.nextPage, s.header, s.page} {
		if p := style(); p != nil {
			return p
		}
	}
	return nil
}

// hasPage reports whether the results of an operation have one Go type, which is read from
// JSON as a whole.
func hasPage(op *ir.Operation) bool {
	return op.Hook == nil && len(op.Bodies) == 1 && op.Bodies[0].First().Media().Format == ir.JSON
}

// search looks for the parts of one operation by their names.
type search struct {
	op     *ir.Operation
	params []*ir.Param // nil for those of the operation, or one that is given, whatever its name is
	items  ir.Path
	all    []member // of the result
}

// param is a parameter of the query that has the first name of a list which any has, and
// a value that fits, or nil.
func (s search) param(list []string, fits func(ir.Value) bool) *ir.Param {
	for _, p := range s.params {
		if fits(p.Value) {
			return p
		}
	}
	if s.params != nil {
		return nil
	}
	for _, name := range list {
		for _, p := range s.op.Params {
			if p.In == ir.InQuery && p.IsText() && spelling(p.Name) == name && fits(p.Value) {
				return p
			}
		}
	}
	return nil
}

func (s search) find(list []string, fits func(ir.Value) bool) ir.Path {
	return find(s.all, list, func(m member) bool { return fits(m.path.Value()) })
}

func (s search) paging(style ir.PagingStyle) *ir.Paging { return ir.NewPaging(s.op, style, s.items) }

// cursor returns the paging by a cursor.
func (s search) cursor(p *ir.Param, next ir.Path) *ir.Paging {
	out := s.paging(ir.ByCursor)
	out.Param, out.Next, out.More = p, next, s.find(mores, isBoolean)
	out.MayBeURL = isText(next.Value()) && slices.Contains(links, spelling(next[len(next)-1].Name))
	return out
}

// nextCursor: a parameter gets the cursor in the page before.
func (s search) nextCursor() *ir.Paging {
	p := s.param(cursorParams, isCursor)
	if p == nil {
		return nil
	}
	next := find(s.all, cursors, func(m member) bool { return !s.isLink(m) && canBe(m.path.Value(), p.Value) })
	if next == nil {
		return nil
	}
	return s.cursor(p, next)
}

// isCursor reports whether a value can be a cursor: a text or an integer.
func isCursor(v ir.Value) bool { return isText(v) || isInteger(v) }

// canBe reports whether a cursor can be the value of a parameter.
func canBe(cursor, param ir.Value) bool {
	return isText(cursor) && isText(param) || isInteger(cursor) && isCursor(param)
}

// lastItem: a parameter gets the id of the last item.
func (s search) lastItem() *ir.Paging {
	p, more := s.param(lastItems, isText), s.find(mores, isBoolean)
	if p == nil || more == nil {
		return nil
	}
	if last := s.find(lastIDs, isText); last != nil {
		return s.cursor(p, last)
	}
	item, _ := ir.ListOf(s.listed())
	id := find(members(item.Elem, 1), itemIDs, func(m member) bool { return isText(m.path.Value()) })
	if id == nil {
		return nil
	}
	out := s.paging(ir.ByCursor)
	out.Param, out.ItemID, out.More = p, id[0], more
	return out
}

// listed is the list with the items.
func (s search) listed() ir.Value {
	if len(s.items) == 0 {
		return s.op.Page()
	}
	return s.items.Value()
}

// url: the page has the URL of the next one.
func (s search) url() *ir.Paging {
	next := s.find(urls, isText)
	if next == nil {
		next = find(s.all, slices.Concat(links, hrefs), s.isLink)
	}
	if next == nil {
		return nil
	}
	out := s.paging(ir.ByLink)
	out.Next, out.More = next, s.find(mores, isBoolean)
	return out
}

// isLink reports whether a member is the URL of the next page.
func (s search) isLink(m member) bool {
	switch v := m.path.Value(); {
	case !isText(v):
		return false
	case slices.Contains(urls, m.name):
		return true
	case slices.Contains(hrefs, m.name):
		return slices.Contains(links, m.in)
	case slices.Contains(links, m.name):
		return isURL(v) || slices.Contains(linkParents, m.in)
	}
	return false
}

// nextPage: the page has the number of the next one, or a text for the parameter.
func (s search) nextPage() *ir.Paging {
	p := s.param(pageParams, isCursor)
	if p == nil {
		return nil
	}
	next := find(s.all, nextPages, func(m member) bool { return !s.isLink(m) && canBe(m.path.Value(), p.Value) })
	if next == nil {
		return nil
	}
	return s.cursor(p, next)
}

// header: the response has the URL of the next page in its header Link. Objects that are
// not pages have links to others, too: a list that is not the whole result needs a parameter
// that is about pages.
func (s search) header() *ir.Paging {
	if len(s.items) > 0 && s.param(slices.Concat(limits, cursorParams, pageParams), isCursor) == nil {
		return nil
	}
	for _, r := range s.op.Results {
		if slices.ContainsFunc(r.Headers, func(h *ir.Header) bool { return strings.EqualFold(h.Name, "Link") }) {
			return s.paging(ir.ByLink)
		}
	}
	return nil
}

// page: a parameter gets the number of the page.
func (s search) page() *ir.Paging {
	p := s.param(pageParams, isInteger)
	if p == nil {
		return nil
	}
	out := s.paging(ir.ByPage)
	if out.First = firstPage(p); out.First < 0 {
		if out.Current = s.find(currents, isInteger); out.Current == nil {
			return nil
		}
	}
	out.Param = p
	s.ends(out)
	return out
}

// ends finds what else than an empty page is the end: whether there is more, else the number
// of pages, else that of items, else a page that is shorter than the limit in it.
func (s search) ends(p *ir.Paging) {
	if p.More = s.find(mores, isBoolean); p.More != nil {
		return
	}
	if p.Style == ir.ByPage {
		if p.Pages = s.find(pages, isInteger); p.Pages != nil {
			return
		}
	}
	p.Size, p.Total = s.find(sizes, isInteger), s.find(totals, isInteger)
	if p.Style == ir.ByPage && (p.Size == nil || p.Current != nil) {
		p.Total = nil // which items a page has is not known
	}
	if p.Style == ir.ByOffset && p.Total != nil {
		p.Size = nil
	}
}

// firstPage is the number of the first page: the default of the parameter, or the minimum 1.
// It is negative if the document has neither, because a guess would leave items out or repeat
// them. A minimum of 0 is no proof: many servers take 0 for 1.
func firstPage(p *ir.Param) int {
	if n, err := strconv.Atoi(p.Default); err == nil && (n == 0 || n == 1) {
		return n
	}
	for _, c := range ir.Underlying(p.Value).Checks {
		if b, ok := c.(ir.Bound); ok && !b.Upper && !b.Exclusive && b.Limit == "1" {
			return 1
		}
	}
	return -1
}
