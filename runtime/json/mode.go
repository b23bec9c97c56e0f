package json

// Mode is how a text is read, and which way it goes. The zero Mode is lenient and
// goes neither way: it has all members.
type Mode uint8

const (
	// Strict reports all that the schema does not allow. A lenient reader takes what
	// it can use, see the package comment.
	Strict Mode = 1 << iota
	// ToAPI is for requests. They have no read-only members: these are not written,
	// and skipped while reading. The responses of webhooks and callbacks go to the
	// API, too.
	ToAPI
	// FromAPI is for responses, and for the requests of webhooks and callbacks.
	// Write-only members are not written.
	FromAPI
	// Defaults fills in the defaults of members that are absent while reading.
	Defaults
)
