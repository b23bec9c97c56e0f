package support

// lenientPart is leniently for the parts of a stream.
func lenientPart[T any](code func(*T, *partCodec)) func(*T, *partCodec) {
	return func(v *T, c *partCodec) {
		c.strict = false
		code(v, c)
	}
}
