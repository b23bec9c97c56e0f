package filter

import (
	"regexp"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

// selector selects operations, and remembers which patterns have matched.
type selector struct {
	doc         *spec.Document
	expressions map[*Pattern]*regexp.Regexp
	used        map[*Pattern]bool
}

func newSelector(f *Filter, doc *spec.Document) *selector {
	s := &selector{doc: doc, expressions: map[*Pattern]*regexp.Regexp{}, used: map[*Pattern]bool{}}
	for _, sel := range []*Selection{&f.Include, &f.Exclude} {
		for _, p := range sel.patterns() {
			s.expressions[p] = compile(anyText(p.Text))
		}
		for i := range sel.Paths {
			s.expressions[&sel.Paths[i]] = compile(pathText(sel.Paths[i].Text))
		}
	}
	return s
}

// compile returns the expression for a whole text.
func compile(expression string) *regexp.Regexp {
	return regexp.MustCompile("^(?s:" + expression + ")$")
}

// selects reports whether an operation is part of the output. An operation of a callback is
// if one of the operations that declare the callback is, which kept has.
func (s *selector) selects(f *Filter, op *ir.Operation, kept map[any]bool) bool {
	excluded := s.matches(&f.Exclude, op)
	if op.Hook != nil && op.Hook.Callback != nil {
		return !excluded && slices.ContainsFunc(op.Hook.Callback.Of, func(of *ir.Operation) bool { return kept[of] })
	}
	included := s.matches(&f.Include, op)
	return (included || f.Include.isEmpty()) && !excluded
}

func (s *Selection) isEmpty() bool { return len(s.patterns()) == 0 && !s.Deprecated }

// patterns are the patterns of all criteria.
func (s *Selection) patterns() []*Pattern {
	var out []*Pattern
	for _, list := range [][]Pattern{s.Tags, s.Operations, s.Paths, s.Extensions} {
		for i := range list {
			out = append(out, &list[i])
		}
	}
	return out
}

// matches reports whether an operation satisfies one criterion. It tries all of them, so
// that used is complete.
func (s *selector) matches(sel *Selection, op *ir.Operation) bool {
	found := sel.Deprecated && op.Doc.Deprecated
	try := func(patterns []Pattern, texts []string) {
		for i := range patterns {
			if p := &patterns[i]; slices.ContainsFunc(texts, s.expressions[p].MatchString) {
				found, s.used[p] = true, true
			}
		}
	}
	cur, item := place(s.doc, op)
	try(sel.Tags, tags(cur))
	try(sel.Operations, []string{op.ID})
	if op.Hook == nil {
		try(sel.Paths, []string{op.Path})
	}
	try(sel.Extensions, append(extensions(cur), extensions(item)...))
	return found
}

// place returns an operation and its path item in the document.
func place(doc *spec.Document, op *ir.Operation) (cur, item spec.Cursor) {
	file := doc.ByPath[op.Doc.Pos.File]
	if file == nil {
		file = doc.Root
	}
	tokens := source.SplitPointer(op.Doc.From)
	outer := max(len(tokens)-1, 0)
	if outer > 0 && tokens[outer-1] == "additionalOperations" {
		outer--
	}
	return spec.At(file, op.Doc.From), spec.At(file, source.JoinPointer("", tokens[:outer]...))
}

func tags(cur spec.Cursor) (out []string) {
	for _, tag := range cur.Items("tags") {
		if name, ok := tag.Str(); ok {
			out = append(out, name)
		}
	}
	return out
}

func extensions(cur spec.Cursor) (out []string) {
	for name, value := range cur.AllMembers() {
		if strings.HasPrefix(name, "x-") && !value.IsFalse() {
			out = append(out, name)
		}
	}
	return out
}

// anyText is the regular expression of a pattern in which * is any text.
func anyText(pattern string) string {
	return strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, ".*")
}

// pathText is the regular expression of a pattern of paths.
func pathText(pattern string) string {
	pattern, below := strings.CutSuffix(pattern, "/**")
	text := strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*\*`, ".*")
	text = strings.ReplaceAll(text, `\*`, "[^/]*")
	if below {
		text += "(/.*)?"
	}
	return text
}

// reportUnused reports patterns that match no operation.
func (s *selector) reportUnused(f *Filter, api *ir.API, ds *diag.List) {
	if len(api.Operations) == 0 {
		return // a document of schemas, of which nothing is left
	}
	for _, sel := range []*Selection{&f.Include, &f.Exclude} {
		for _, p := range sel.patterns() {
			if s.used[p] {
				continue
			}
			d := p.At
			d.Code, d.Message, d.Hint = diag.BadConfig, "the pattern "+p.Text+" matches no operation of the document", "correct or remove it; * is any text, in paths without slashes, and ** any text"
			ds.Add(d)
		}
	}
}
