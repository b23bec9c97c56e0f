package cli

import (
	"io"
	"path/filepath"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/peergen/peergen/generator"
)

// sarifPrinter prints a log in SARIF 2.1.0, for code scanning.
type sarifPrinter struct {
	w   io.Writer
	all []generator.Diagnostic
}

// sarifLevels are the levels for severities.
var sarifLevels = map[generator.Severity]string{generator.Error: "error", generator.Warning: "warning", generator.Note: "note"}

// The rules that outputs violate, next to the codes of findings.
const (
	staleCode  = "stale"
	changeCode = "change"
)

func (p *sarifPrinter) findings(ds []generator.Diagnostic) { p.all = append(p.all, ds...) }

func (p *sarifPrinter) stale(s stale) {
	p.all = append(p.all, generator.Diagnostic{Code: staleCode, Severity: generator.Error, File: s.Target, Message: "not up to date: run " + s.Command})
}

func (p *sarifPrinter) changes(c changes) {
	c.each(func(target, side, text string, breaking bool) {
		severity := generator.Note
		if breaking {
			severity = generator.Error
		}
		p.all = append(p.all, generator.Diagnostic{Code: changeCode, Severity: severity, File: target, Message: side + ": " + text})
	})
}

func (p *sarifPrinter) end() error {
	report := sarif.NewReport()
	run := sarif.NewRunWithInformationURI("peergen", "https://github.com/peergen/peergen")
	run.Tool.Driver.WithVersion(generator.Version)
	run.WithColumnKind("unicodeCodePoints")
	run.Results = []*sarif.Result{} // a run without findings has an empty list
	run.AddRule(staleCode).WithDescription("an output is not what would be generated from its document")
	run.AddRule(changeCode).WithDescription("an output differs from that of an earlier revision, in Go or on the wire")
	for _, code := range generator.Codes() {
		run.AddRule(code.Code).WithDescription(code.Meaning).WithHelp(sarif.NewMultiformatMessageString().WithText(code.Remedy))
	}
	for _, d := range p.all {
		text := d.Message
		if d.Hint != "" {
			text += "\n" + d.Hint
		}
		result := run.CreateResultForRule(d.Code).WithLevel(sarifLevels[d.Severity]).WithMessage(sarif.NewTextMessage(text))
		if d.File != "" {
			result.AddLocation(location(d))
		}
	}
	report.AddRun(run)
	return report.PrettyWrite(p.w)
}

// location is the place of a finding.
func location(d generator.Diagnostic) *sarif.Location {
	at := sarif.NewPhysicalLocation().WithArtifactLocation(sarif.NewSimpleArtifactLocation(filepath.ToSlash(d.File)))
	if d.Line > 0 {
		region := sarif.NewRegion().WithStartLine(d.Line)
		if d.Column > 0 {
			region.WithStartColumn(d.Column).WithEndColumn(d.Column + max(d.Width, 1))
		}
		at.WithRegion(region)
	}
	return sarif.NewLocationWithPhysicalLocation(at)
}
