package generator

import (
	"strconv"

	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/lower/paging"
)

// PaginationRule is how some operations page.
type PaginationRule struct {
	Operations []string // patterns of operationIds, or of methods and paths; * is any text
	Style      string   // cursor, page, offset, link or none
	Param      string   // name of the parameter of the next page; "" to find it
	Next       string   // JSON Pointer to the cursor or URL of the next page, or "-/" and a member of the last item; "" to find it
	Items      string   // JSON Pointer to the items; "/" for the result itself, "" to find them
	First      *int     // number of the first page; nil for that of the document, or 1

	at diag.Diagnostic // its position in a gen.yaml
}

var paginationKeys = []string{"operations", "style", "param", "next", "items", "first"}

const paginationHint = "write `pagination: [{operations: [listPets], style: cursor, param: page_token, next: /next_page_token, items: /pets}]`"

// pagination returns the rules as lowering reads them. It reports those that cannot be used.
func (opt Options) pagination(ds *diag.List) []paging.Rule {
	var out []paging.Rule
	for _, given := range opt.Pagination {
		rule, problem := given.rule()
		if problem != "" {
			d := given.at
			d.Code, d.Message, d.Hint = diag.BadConfig, problem, paginationHint
			ds.Add(d)
			continue
		}
		out = append(out, rule)
	}
	return out
}

func (p PaginationRule) rule() (paging.Rule, string) {
	return paging.NewRule(p.Operations, p.Style, p.Param, p.Next, p.Items, p.First, p.at)
}

// pagination reads the list of a target.
func (r *configReader) pagination(node *yaml.Node) []PaginationRule {
	if node == nil {
		return nil
	}
	if node.Kind != yaml.SequenceNode {
		r.report(node, "expected a list, found "+kindOf(node), paginationHint)
		return nil
	}
	var out []PaginationRule
	for _, item := range node.Content {
		item = resolve(item)
		m := r.members(item, paginationKeys...)
		if m == nil {
			continue
		}
		rule := PaginationRule{
			Style: r.text(m["style"]), Param: r.text(m["param"]), Next: r.text(m["next"]), Items: r.text(m["items"]),
			First: r.number(m["first"]), at: r.at(item),
		}
		for _, pattern := range r.patterns(m["operations"]) {
			rule.Operations = append(rule.Operations, pattern.Text)
		}
		_, problem := rule.rule()
		switch {
		case m["operations"] == nil:
			r.report(item, "the rule has no operations", paginationHint)
		case m["style"] == nil:
			r.report(item, "the rule has no style", paginationHint)
		case problem != "" && rule.Style != "":
			r.report(item, problem, paginationHint)
		default:
			out = append(out, rule)
		}
	}
	return out
}

// number reads an integer; nil for an absent one.
func (r *configReader) number(node *yaml.Node) *int {
	if node == nil {
		return nil
	}
	n, err := strconv.Atoi(node.Value)
	if err != nil || node.Kind != yaml.ScalarNode || node.ShortTag() != "!!int" {
		r.report(node, "expected an integer, found "+kindOf(node), "write a number")
		return nil
	}
	return &n
}
