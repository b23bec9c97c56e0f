package target

// Helpers are the unexported declarations of one kind that generated code has, one
// for each P of the IR at most. Like declarations of the runtime they are part of
// the output only if something mentions them: files that mention helpers are
// written before those that declare them.
type Helpers[P comparable] struct {
	mentioned map[P]bool
	pending   []P
}

// Mention makes the helper of a part be part of the output.
func (h *Helpers[P]) Mention(part P) {
	if h.mentioned[part] {
		return
	}
	if h.mentioned == nil {
		h.mentioned = map[P]bool{}
	}
	h.mentioned[part] = true
	h.pending = append(h.pending, part)
}

// Mentions reports whether the helper of a part has been mentioned so far.
func (h *Helpers[P]) Mentions(part P) bool { return h.mentioned[part] }

// Write calls write for each part whose helper is mentioned, also for those that
// write itself mentions.
func (h *Helpers[P]) Write(write func(part P)) {
	for len(h.pending) > 0 {
		part := h.pending[0]
		h.pending = h.pending[1:]
		write(part)
	}
}
