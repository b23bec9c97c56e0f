package paging

import (
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
)

// Rule is how some operations page, as a gen.yaml has it.
type Rule struct {
	patterns []string
	choice   choice
	at       diag.Diagnostic // its position
}

// NewRule returns a rule for the operations that match one of the patterns: an operationId, or a
// method and path, in which * is any text. param, next and items can be empty; first is the
// number of the first page, or nil. The problem is why there is no such rule, or "".
func NewRule(patterns []string, style, param, next, items string, first *int, at diag.Diagnostic) (r Rule, problem string) {
	r = Rule{patterns: patterns, at: at, choice: choice{style: ir.PagingStyle(style), param: param, first: first}}
	if !slices.Contains(Styles(), style) {
		return r, "expected " + strings.Join(Styles(), ", ") + " as style, found " + style
	}
	read := func(text string, to **place, canBeLast bool) {
		if text == "" || problem != "" {
			return
		}
		p, ok := parsePlace(text)
		if !ok || p.last && !canBeLast {
			problem = "expected a JSON Pointer, found " + text
			return
		}
		*to = p
	}
	read(next, &r.choice.next, r.choice.style == ir.ByCursor)
	read(items, &r.choice.items, false)
	return r, problem
}

// Styles are the styles of a rule.
func Styles() []string {
	return []string{string(ir.ByCursor), string(ir.ByPage), string(ir.ByOffset), string(ir.ByLink), string(none)}
}

// matches reports whether a rule is about an operation.
func (r Rule) matches(op *ir.Operation) bool {
	return slices.ContainsFunc(r.patterns, func(pattern string) bool {
		return glob(pattern, op.ID) || glob(pattern, op.Method+" "+op.Path)
	})
}

// glob reports whether a text matches a pattern, in which * is any text.
func glob(pattern, text string) bool {
	first, rest, found := strings.Cut(pattern, "*")
	if !found {
		return pattern == text
	}
	text, ok := strings.CutPrefix(text, first)
	for ok && text != "" && !glob(rest, text) {
		text = text[1:]
	}
	return ok && glob(rest, text)
}

// reportUnused reports rules without an effect.
func (in Input) reportUnused(used []use) {
	for i, u := range used {
		if u.applied {
			continue
		}
		d := in.Rules[i].at
		d.Code, d.Message = diag.BadConfig, "no operation of the document is "+strings.Join(in.Rules[i].patterns, " or ")
		d.Hint = "write an operationId, or a method and path such as `GET /pets`, in which * is any text"
		if u.problem != "" {
			d.Message, d.Hint = "this does not fit: "+u.problem, "name param, next and items as the operation has them"
		}
		in.Diagnose.Add(d)
	}
}
