package json

// space returns the offset of the first byte at or behind i that is not white space.
func (r *Reader) space(i int) int {
	for ; i < len(r.Src) && r.Src[i] <= ' '; i++ {
		if b := r.Src[i]; b != ' ' && b != '\n' && b != '\r' && b != '\t' {
			break
		}
	}
	return i
}

// Kind returns the type of the value at i by its first byte: '{', '[', '"', 't', 'f',
// 'n', '0' for all numbers. Any other byte is not the start of a value.
func (r *Reader) Kind(i int) byte {
	if i >= len(r.Src) {
		return 0
	}
	b := r.Src[i]
	if b == '-' || '0' <= b && b <= '9' {
		return '0'
	}
	return b
}

// isNull reports whether the value at i is null.
func (r *Reader) isNull(i int) bool { return i < len(r.Src) && r.Src[i] == 'n' && r.literal(i, "null") }

// literal reports whether word is at i.
func (r *Reader) literal(i int, word string) bool {
	return len(r.Src)-i >= len(word) && string(r.Src[i:i+len(word)]) == word
}

// unexpectedNull reports whether the value at i is null, which the schema does not
// allow. A strict reader reports it.
func (r *Reader) unexpectedNull(i int) bool {
	is := r.isNull(i)
	if is && r.Strict {
		r.unreadable(i, "type", "must not be null")
	}
	return is
}

// Skip skips a value of any type. It checks syntax as strictly as reading does.
func (r *Reader) Skip(i int) int {
	switch r.Kind(i) {
	case '{', '[':
		return r.skipNested(i)
	case '"':
		_, i = r.word(i)
		return i
	case '0':
		return r.number(i).end
	}
	for _, word := range []string{"null", "true", "false"} {
		if r.literal(i, word) {
			return i + len(word)
		}
	}
	return r.unexpected(i, "a value")
}

// largeValue is the length from which arrays and objects are skipped only once.
const largeValue = 256

// skipNested skips an array or object.
func (r *Reader) skipNested(start int) (i int) {
	if r.ends != nil && r.ends[start] > 0 {
		return r.ends[start]
	}
	if i = start; r.Src[i] == '{' {
		_, _, i = r.Open(i, &nothing)
	} else {
		var ok bool
		for i, ok = r.array(i); ok; i, ok = r.more(i) {
			i = r.Skip(i)
		}
	}
	// Looking for a discriminator skips a value at each level of nesting.
	if r.looksAhead && i-start >= largeValue && r.err == nil {
		if r.ends == nil {
			r.ends = map[int]int{}
		}
		r.ends[start] = i
	}
	return i
}

// nothing is the table of an object without declared members.
var nothing Members

// array reads the opening bracket of an array, and reports whether it has an element,
// which is at the offset.
func (r *Reader) array(i int) (first int, ok bool) {
	if r.depth == MaxDepth {
		return r.fail(i, "nested more than 1000 deep"), false
	}
	if i = r.space(i + 1); i < len(r.Src) && r.Src[i] == ']' {
		return i + 1, false
	}
	r.depth++
	return i, r.err == nil
}

// more reads what follows an element, and reports whether that is another one.
func (r *Reader) more(i int) (next int, ok bool) {
	if i < len(r.Src) && r.Src[i] <= ' ' {
		i = r.space(i)
	}
	switch {
	case r.err != nil:
		return len(r.Src), false
	case i >= len(r.Src):
	case r.Src[i] == ',':
		if i++; i < len(r.Src) && r.Src[i] <= ' ' {
			i = r.space(i)
		}
		return i, true
	case r.Src[i] == ']':
		r.depth--
		return i + 1, false
	}
	return r.unexpected(i, "',' or ']'"), false
}
