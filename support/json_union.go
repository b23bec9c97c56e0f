package support

import (
	"encoding/json"
	"errors"
	"slices"
)

// jsonTag looks ahead for the string that a member of the next object is; ""
// where there is no such thing.
func jsonTag(c *jsonCodec, property string) string {
	if c.kind() != '{' {
		return ""
	}
	tag, at := "", c.mark()
	for o := c.object(); tag == "" && o.more(); {
		requiredValue(&o, property, &tag, jsonString)
	}
	c.reset(at)
	return tag
}

// jsonLiteralTag looks ahead for the text of the number or boolean that a member of the
// next object is; "" where there is no such thing.
func jsonLiteralTag(c *jsonCodec, property string) string {
	if c.kind() != '{' {
		return ""
	}
	var tag json.RawMessage
	at := c.mark()
	for o := c.object(); tag == nil && o.more(); {
		requiredValue(&o, property, &tag, jsonRaw)
	}
	c.reset(at)
	return string(tag)
}

// jsonMemberAmong looks ahead for the first of the names that the next object has a
// member of; "" where it has none.
func jsonMemberAmong(c *jsonCodec, names ...string) string {
	at, best := c.mark(), len(names)
	for o := c.object(); best > 0 && o.more(); {
		if i := slices.Index(names[:best], o.name); i >= 0 {
			best = i
		}
	}
	c.reset(at)
	if best == len(names) {
		return ""
	}
	return names[best]
}

// jsonElementKind is the kind of the first element of the array that is next; 0 for
// an empty one.
func jsonElementKind(c *jsonCodec) byte {
	at, kind := c.mark(), byte(0)
	if c.open('[', 0, "an array") && c.next(']', true) {
		kind = c.kind()
	}
	c.reset(at)
	return kind
}

// readVariant reads a variant of a union. A trial that is within another one goes
// past what was tried already.
func readVariant[T any, P interface {
	*T
	codeJSON(*jsonCodec)
}](c *jsonCodec) *T {
	v := new(T)
	if known, ok := c.trials[triedAs[*T]{c.pos}]; ok && c.trying && known[0] < unfit {
		c.pos, c.unknown = known[1], c.unknown+known[2]
		return v
	}
	P(v).codeJSON(c)
	return v
}

// triedAs is the key of a trial in the codec: T is the pointer to the type, or the
// pointer to that where constraints count.
type triedAs[T any] struct{ pos int }

// unfit is the misfit of a value that a type cannot hold.
const unfit = 1_000_000

// misfit tells how badly the next value fits a type: by what it violates, then
// by how many members the type does not know. What trials within trials find is
// known from then on: else unions of unions would take a time that grows with each
// level by as many times as there are variants.
func misfit[T any, P interface {
	*T
	codeJSON(*jsonCodec)
}](c *jsonCodec) int {
	key := triedAs[*T]{c.pos}
	if known, ok := c.trials[key]; ok {
		return known[0]
	}
	at, strict, trying := c.mark(), c.strict, c.trying
	c.strict, c.trying = true, true
	P(new(T)).codeJSON(c)
	unknown := c.unknown - at.unknown
	n := unfit*(len(c.violations)-at.violations) + min(unknown, 999)
	if c.strict, c.trying = strict, trying; trying {
		c.learn(key, n, c.pos, unknown)
	}
	c.reset(at)
	return n
}

func (c *jsonCodec) learn(key any, misfit, end, unknown int) {
	if c.trials == nil {
		c.trials = map[any][3]int{}
	}
	c.trials[key] = [3]int{misfit, end, unknown}
}

// misfitChecked is misfit for a type with constraints, too. They decide between
// variants that can hold the value, no more: of one that breaks them a reader
// gets to know how.
func misfitChecked[T any, P interface {
	*T
	codeJSON(*jsonCodec)
	check(*checker)
}](c *jsonCodec) int {
	n := misfit[T, P](c)
	key := triedAs[**T]{c.pos}
	if known, ok := c.trials[key]; ok || n >= unfit {
		return max(n, known[0])
	}
	at, trying := c.mark(), c.trying
	c.trying = false
	v := readVariant[T, P](c)
	c.trying = trying
	c.reset(at)
	found := checker{in: "body"}
	P(v).check(&found)
	n += 1000 * min(len(found.violations), 900)
	if trying {
		c.learn(key, n, 0, 0)
	}
	return n
}

// bestFit is the index of the least misfit, the first of equals; -1 where all
// violate something.
func bestFit(misfits ...int) int {
	best := -1
	for i, n := range misfits {
		if n < unfit && (best < 0 || n < misfits[best]) {
			best = i
		}
	}
	return best
}

// unknownVariant reads a value that is no variant of a union; a strict codec
// refuses it.
func unknownVariant(c *jsonCodec) (raw json.RawMessage) {
	at := c.pos
	jsonRaw(c, &raw)
	if c.strict && c.pos > at {
		c.violate("oneOf", "must be one of the variants")
	}
	return raw
}

// noVariant is for a union that is nil where a value must be.
func noVariant(c *jsonCodec) { c.refuse(errors.New("a required union is nil")) }
