package json

import "slices"

// Default precedes the line of an optional member that has a default, which is JSON.
// If the member is absent, the line reads the default in the last pass.
func (o *Object) Default(name, text string) {
	if o.codec.mode&Defaults != 0 {
		o.fill(name, text)
	}
}

// fill notes that there are defaults. In the last pass it makes the default the next
// value of the input.
func (o *Object) fill(name, text string) {
	c := o.codec
	if o.hasDefaults = true; o.filling && c.err == nil && !slices.Contains(o.received, name) {
		o.name, o.rest, o.next, o.trials = name, c.Src, c.Pos, c.Trials
		c.Src, c.Pos, c.Trials = text, 0, nil // results of trials are by position
	}
}

// fillNext begins the pass that fills in defaults, and reports whether to run it.
func (o *Object) fillNext() bool {
	if !o.hasDefaults || o.filling {
		return false
	}
	o.filling, o.checking = true, false
	o.received = slices.Clone(o.codec.closed) // defaults that are objects replace closed
	return true
}

// filled continues with the input after a default.
func (o *Object) filled() {
	c := o.codec
	c.Src, c.Pos, c.Trials, o.name = o.rest, o.next, o.trials, noMember
}
