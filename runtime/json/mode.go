package json

// Mode is a set of flags: how strictly a text is read, and its direction, for read-only and
// write-only members. The zero Mode is lenient, and has all members.
type Mode uint8

// The flags.
const (
	Strict   Mode = 1 << iota // reports all that the schema does not allow; see the package comment
	ToAPI                     // of requests, and of responses of webhooks: without read-only members
	FromAPI                   // of responses, and of requests of webhooks: without write-only members
	Defaults                  // absent members get their defaults
)
