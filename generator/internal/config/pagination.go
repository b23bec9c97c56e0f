package config

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

	At diag.Diagnostic `json:"-"` // its position in a gen.yaml
}

// PaginationKeys are the keys of a rule.
var PaginationKeys = []string{"operations", "style", "param", "next", "items", "first"}

const paginationHint = "write `pagination: [{operations: [listPets], style: cursor, param: page_token, next: /next_page_token, items: /pets}]`"

// PagingRules returns the rules as lowering reads them. It reports those that cannot be used.
func PagingRules(given []PaginationRule, ds *diag.List) (rules []paging.Rule) {
	for _, g := range given {
		rule, problem := g.rule()
		if problem != "" {
			d := g.At
			d.Code, d.Message, d.Hint = diag.BadConfig, problem, paginationHint
			ds.Add(d)
			continue
		}
		rules = append(rules, rule)
	}
	return rules
}

func (p PaginationRule) rule() (paging.Rule, string) {
	return paging.NewRule(p.Operations, p.Style, p.Param, p.Next, p.Items, p.First, p.At)
}

// Pagination reads the list of a target.
func (r *Reader) Pagination(node *yaml.Node) []PaginationRule {
	if node == nil {
		return nil
	}
	if node.Kind != yaml.SequenceNode {
		r.Report(node, "expected a list, found "+KindOf(node), paginationHint)
		return nil
	}
	var out []PaginationRule
	for _, item := range node.Content {
		item = Resolve(item)
		m := r.Members(item, PaginationKeys...)
		if m == nil {
			continue
		}
		rule := PaginationRule{
			Style: r.Text(m["style"]), Param: r.Text(m["param"]), Next: r.Text(m["next"]), Items: r.Text(m["items"]),
			First: r.number(m["first"]), At: r.At(item),
		}
		for _, pattern := range r.patterns(m["operations"]) {
			rule.Operations = append(rule.Operations, pattern.Text)
		}
		_, problem := rule.rule()
		switch {
		case m["operations"] == nil:
			r.Report(item, "the rule has no operations", paginationHint)
		case m["style"] == nil:
			r.Report(item, "the rule has no style", paginationHint)
		case problem != "" && rule.Style != "":
			r.Report(item, problem, paginationHint)
		default:
			out = append(out, rule)
		}
	}
	return out
}

// number reads an integer; nil for an absent one.
func (r *Reader) number(node *yaml.Node) *int {
	if node == nil {
		return nil
	}
	n, err := strconv.Atoi(node.Value)
	if err != nil || node.Kind != yaml.ScalarNode || node.ShortTag() != "!!int" {
		r.Report(node, "expected an integer, found "+KindOf(node), "write a number")
		return nil
	}
	return &n
}
