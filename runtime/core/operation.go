package core

// Operation describes an operation to clients and servers.
type Operation struct {
	ID       string
	Method   string
	Path     string        // path template
	Security []Requirement // alternatives; a public operation has none
	Results  []Response    // successes
	Errors   []Response    // errors with declared headers
}

// Requirement is a set of security schemes that must all be satisfied.
type Requirement []SchemeUse

// SchemeUse is a security scheme and the scopes that an operation requires.
type SchemeUse struct {
	Scheme string
	Scopes []string
}

// Response is a declared response, with a body of one Go type. A status whose
// body can have several has one for each.
type Response struct {
	Code     int      // exact status, or 0
	Class    int      // first digit of the status, or 0; if both are 0, any status
	Body     int      // number of the Go type of the body, counted from 1; 0 without a body
	Headers  []string // declared
	Required []string // those of Headers that are required
}

// ResponseWith returns the response with a status: exact statuses count before
// classes. With several bodies, it returns the one with the given body if there
// is one.
func ResponseWith(responses []Response, status, body int) (found Response, ok bool) {
	best := 0
	for _, r := range responses {
		var rank int
		switch {
		case r.Code == status:
			rank = 6
		case r.Code != 0:
			continue
		case r.Class == status/100:
			rank = 4
		case r.Class == 0:
			rank = 2
		default:
			continue
		}
		if r.Body == body {
			rank++
		}
		if rank > best && status != 0 {
			found, best = r, rank
		}
	}
	return found, best > 0
}
