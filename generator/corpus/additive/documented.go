package additive

// documented has the kinds of change that break importers also with the lock, and why. The
// finding `breaking` reports each of them before anything is written.
var documented = map[string]string{
	"union/boolean":        ofOne,
	"union/existing":       ofOne,
	"union/inline-object":  ofOne,
	"union/inline-titled":  ofOne,
	"union/list":           ofOne,
	"union/reference":      ofOne,
	"union/second-variant": ofOne,
	"union/string":         ofOne,
}

// ofOne is the reason for unions of one alternative, whose type is that of the alternative.
const ofOne = "the type of an only alternative becomes an interface"

// IsDocumented reports whether the documentation excludes what a change does to importers.
func (c Case) IsDocumented() bool {
	switch c.Outcome {
	case Fine, Held, Refused:
		return true
	case Reported:
		_, ok := documented[c.Kind]
		return ok
	}
	return false
}
