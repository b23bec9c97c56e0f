package support

import (
	"encoding/json"
	"errors"
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

// readVariant reads a variant of a union.
func readVariant[T any, P interface {
	*T
	codeJSON(*jsonCodec)
}](c *jsonCodec) *T {
	v := new(T)
	P(v).codeJSON(c)
	return v
}

// misfit tells how badly the next value fits a type: by what it violates, then
// by how many members the type does not know.
func misfit[T any, P interface {
	*T
	codeJSON(*jsonCodec)
}](c *jsonCodec) int {
	at, strict, unknown := c.mark(), c.strict, c.unknown
	c.strict = true
	P(new(T)).codeJSON(c)
	n := 1000*(len(c.violations)-at.violations) + min(c.unknown-unknown, 999)
	c.strict, c.unknown = strict, unknown
	c.reset(at)
	return n
}

// bestFit is the index of the least misfit, the first of equals; -1 where all
// violate something.
func bestFit(misfits ...int) int {
	best := -1
	for i, n := range misfits {
		if n < 1000 && (best < 0 || n < misfits[best]) {
			best = i
		}
	}
	return best
}

// unknownVariant reads a value that is no variant of a union; a strict codec
// refuses it.
func unknownVariant(c *jsonCodec, p *json.RawMessage) {
	at := c.pos
	jsonRaw(c, p)
	if c.strict && c.pos > at {
		c.violate("oneOf", "must be one of the variants")
	}
}

// noVariant is for a union that is nil where a value must be.
func noVariant(c *jsonCodec) { c.refuse(errors.New("a required union is nil")) }
