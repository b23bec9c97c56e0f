package support

// orEmpty is what p points at, or an empty T for nil.
func orEmpty[T any](p *T) *T {
	if p == nil {
		return new(T)
	}
	return p
}
