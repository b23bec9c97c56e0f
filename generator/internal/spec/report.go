package spec

import "github.com/peergen/peergen/generator/internal/diag"

// Reporter adds findings about places of the document to a list.
type Reporter struct {
	ds       *diag.List
	reported map[finding]bool
}

type finding struct {
	code  diag.Code
	place Place
}

// NewReporter returns a reporter that adds to ds.
func NewReporter(ds *diag.List) *Reporter {
	return &Reporter{ds: ds, reported: map[finding]bool{}}
}

// Add adds a finding that is not about the document.
func (r *Reporter) Add(d diag.Diagnostic) { r.ds.Add(d) }

// Report adds a finding about the place of a cursor. The hint can be empty.
func (r *Reporter) Report(code diag.Code, cur Cursor, message, hint string) {
	pos := cur.Pos()
	r.ds.Add(diag.Diagnostic{
		Code: code, File: pos.File, Line: pos.Line, Column: pos.Column, Pointer: cur.Pointer(), Message: message, Hint: hint,
	})
}

// ReportFirst is Report for findings of which the first of a code is enough at
// each place: a schema that is used in several ways can give several messages.
func (r *Reporter) ReportFirst(code diag.Code, cur Cursor, message, hint string) {
	key := finding{code, cur.Place()}
	if !r.reported[key] {
		r.reported[key] = true
		r.Report(code, cur, message, hint)
	}
}
