package json

// Fills reports whether to fill in the default of a member: the member is absent, and
// the mode has Defaults.
func (o *Object) Fills(k int) bool {
	return o.reader.mode&Defaults != 0 && o.table != nil && o.reader.err == nil && !has(o.seen, k)
}

// Default reads a default, which is JSON. A value that read cannot store is ignored.
func Default(r *Reader, text string, read func(r *Reader, i int) int) {
	inner := newReader([]byte(text), r.mode)
	_ = inner.finish(read(inner, inner.space(0)))
}
