package json

// Mode is how a text is read, and which way it goes. The zero Mode is lenient and
// goes neither way: it has all members.
type Mode uint8

const (
	// Strict reports all that the schema does not allow. A lenient codec takes what
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

// ReadOnly reports whether to read a read-only member. If the text goes to the
// API, it skips the value.
func (o *Object) ReadOnly(name string) bool {
	if o.codec.mode&ToAPI == 0 {
		return true
	}
	if o.name == name {
		o.codec.Skip()
		o.Done()
	}
	return false
}

// ReadOnlyRequired is ReadOnly for a member that is required in responses. A strict
// codec reports it if it is absent there.
func (o *Object) ReadOnlyRequired(name string) bool {
	if o.codec.mode&FromAPI != 0 && o.codec.Strict {
		o.require(name)
	}
	return o.ReadOnly(name)
}
