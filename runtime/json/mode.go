package json

import "slices"

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

// ReadOnly reports whether to code a read-only member. If the text goes to the
// API, it skips the value.
func (o *Object) ReadOnly(name string) bool {
	if o.codec.mode&ToAPI == 0 {
		return true
	}
	if o.name == name {
		o.codec.Skip()
		o.Done()
	}
	o.list(name)
	return false
}

// ReadOnlyRequired is ReadOnly for a member that is required in responses. If it is
// absent there, a strict codec reports it, and EncodeReply returns its name.
func (o *Object) ReadOnlyRequired(name string, isAbsent bool) bool {
	switch c := o.codec; {
	case c.mode&FromAPI == 0:
	case c.Strict:
		o.require(name)
	case c.Writing && isAbsent && !o.listing && !slices.Contains(c.left, name):
		c.left = append(c.left, name)
	}
	return o.ReadOnly(name)
}

// WriteOnly reports whether to code a write-only member.
func (o *Object) WriteOnly(name string) bool {
	if !o.codec.Writing || o.codec.mode&FromAPI == 0 {
		return true
	}
	o.list(name)
	return false
}

// list keeps additional properties from being written with the name of a member
// that is left out.
func (o *Object) list(name string) {
	if o.listing {
		o.codec.names = append(o.codec.names, name)
	}
}
