package diag

import "strings"

// Policy is what a run does about its findings.
type Policy struct {
	Allow  []Allowance
	Strict bool // what is not allowed is an error
}

// Allowance names findings that a team has seen: all with a code, or those about a value of the
// document and its content.
type Allowance struct {
	Code    Code
	Pointer string // JSON Pointer, or "" for all
}

// Level changes the severity of a finding.
type Level int

// The levels.
const (
	ByCode  Level = iota // the severity of the code
	Allowed              // an error is a warning
	Strict               // a warning or note is an error
)

// ParseAllowance reads CODE or CODE:POINTER. problem is empty if it is valid.
func ParseAllowance(text string) (a Allowance, problem string) {
	code, pointer, found := strings.Cut(text, ":")
	a = Allowance{Code(code), strings.TrimPrefix(pointer, "#")}
	switch {
	case !a.Code.IsKnown():
		return a, "there is no code " + code
	case !a.Code.IsAllowable():
		return a, "findings with the code " + code + " cannot be allowed"
	case found && !strings.HasPrefix(a.Pointer, "/"):
		return a, "expected a JSON Pointer after the colon, found " + pointer
	}
	return a, ""
}

// covers reports whether a finding is one of those that are named.
func (a Allowance) covers(d Diagnostic) bool {
	return a.Code == d.Code && (a.Pointer == "" || a.Pointer == d.Pointer || strings.HasPrefix(d.Pointer, a.Pointer+"/"))
}

func (p Policy) level(d Diagnostic) Level {
	for _, a := range p.Allow {
		if a.covers(d) && !d.Needed {
			return Allowed
		}
	}
	if p.Strict && d.Severity() != Error {
		return Strict
	}
	return ByCode
}
