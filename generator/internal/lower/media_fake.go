package lower

import (
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/lower/types"
	"github.com/peergen/peergen/generator/internal/rules"
	"github.com/peergen/peergen/generator/internal/spec"
)

// maxFakeExample is the size of the longest example that fakes respond with, in bytes.
const maxFakeExample = 64 << 10

// fakeExample is an example of a response, to be checked when all types are known.
type fakeExample struct {
	media   *ir.Media
	example *ir.Example
	cur     spec.Cursor
}

// fakeExamples collects the examples of the contents of a response that are valid against
// their schema. Package rules reports the others.
func (l *lowering) fakeExamples(m *ir.Media, cur spec.Cursor) {
	if !l.API.Fake || m.Format != ir.JSON && m.Format != ir.Text {
		return
	}
	add := func(name string, value spec.Cursor) {
		text := value.JSON()
		if text == "" || len(text) > maxFakeExample || !rules.IsValid(l.Doc, value, cur.Child("schema")) {
			return
		}
		example := &ir.Example{Name: name, Text: text}
		m.Fakes = append(m.Fakes, example)
		l.fakes = append(l.fakes, fakeExample{m, example, value})
	}
	add("", cur.Child("example"))
	for name, example := range cur.Child("examples").AllMembers() {
		add(name, l.Doc.Follow(example).Child("value"))
	}
	if len(m.Fakes) > 0 {
		return
	}
	for _, example := range l.ExampleCursors(cur.Child("schema")) {
		add("", example)
	}
}

// checkFakeExamples reports examples that the Go type of their response cannot represent, such
// as a date-time without a time, and does not use them.
func (l *lowering) checkFakeExamples() {
	for _, f := range l.fakes {
		problem, at := types.ExampleProblem(f.media.Value, f.cur)
		if problem == "" {
			continue
		}
		l.Report(diag.InvalidDocument, at, "the example is not valid: it "+problem+"; fakes do not respond with it", "")
		f.media.Fakes = slices.DeleteFunc(f.media.Fakes, func(e *ir.Example) bool { return e == f.example })
	}
}
