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
	for o := c.object(); o.more(); {
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
	for o := c.object(); o.more(); {
		requiredValue(&o, property, &tag, jsonRaw)
	}
	c.reset(at)
	return string(tag)
}

// jsonMemberAmong looks ahead for the first of the names that the next object has a
// member of; "" where it has none.
func jsonMemberAmong(c *jsonCodec, names ...string) string {
	at, best := c.mark(), len(names)
	for o := c.object(); o.more(); {
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

// readVariant reads a variant of a union.
func readVariant[T any, P interface {
	*T
	codeJSON(*jsonCodec)
}](c *jsonCodec) *T {
	v := new(T)
	P(v).codeJSON(c)
	return v
}

// unfit is the misfit of a value that a type cannot hold.
const unfit = 1_000_000

// misfit tells how badly the next value fits a type: by what it violates, then
// by how many members the type does not know.
func misfit[T any, P interface {
	*T
	codeJSON(*jsonCodec)
}](c *jsonCodec) int {
	at, strict := c.mark(), c.strict
	c.strict = true
	P(new(T)).codeJSON(c)
	n := unfit*(len(c.violations)-at.violations) + min(c.unknown-at.unknown, 999)
	c.strict = strict
	c.reset(at)
	return n
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
	if n >= unfit {
		return n
	}
	at := c.mark()
	v := readVariant[T, P](c)
	c.reset(at)
	found := checker{in: "body"}
	P(v).check(&found)
	return n + 1000*min(len(found.violations), 900)
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
