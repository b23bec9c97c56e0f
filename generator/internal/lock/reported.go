package lock

// SetReported records that a finding of this run has a change of the entry which importers
// see.
func (e *Entry) SetReported() { e.reported = true }

// IsReported reports whether a finding of this run has a change of the entry.
func (e *Entry) IsReported() bool { return e.reported }
