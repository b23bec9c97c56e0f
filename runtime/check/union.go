package check

import (
	"github.com/peergen/peergen/runtime/json"
)

// Misfit is json.Misfit for a type with constraints. Constraints decide only
// between variants that can represent the value; violations of the variant that
// is chosen are reported.
func Misfit[T any](c *json.Codec, code func(*json.Codec, *T), check func(*T, *Collector)) int {
	n := json.Misfit(c, code)
	key := json.Trial[**T]{Pos: c.Pos}
	if known, ok := c.Trials[key]; ok || n >= json.Unfit {
		return max(n, known[0])
	}
	at, trying := c.Mark(), c.Trying
	c.Trying = false
	v := json.ReadVariant(c, code)
	c.Trying = trying
	c.Reset(at)
	found := Collector{In: "body"}
	check(v, &found)
	n += json.Violated * min(len(found.violations), 900)
	if trying {
		c.Learn(key, n, 0, 0)
	}
	return n
}

// TryVariant is json.TryVariant for a type with constraints, which a value for a
// strict codec must satisfy to fit.
func TryVariant[T any](c *json.Codec, code func(*json.Codec, *T), check func(*T, *Collector)) (v *T, fits bool) {
	switch {
	case !c.Strict:
		return json.TryVariant(c, code)
	case c.Trying:
		if Misfit(c, code, check) >= json.Violated {
			return nil, false
		}
		return json.TryVariant(c, code)
	}
	at := c.Mark()
	if v, fits = json.TryVariant(c, code); fits {
		found := Collector{In: "body"}
		if check(v, &found); len(found.violations) == 0 && c.Keep(at) {
			return v, true
		}
	}
	c.Reset(at)
	return nil, false
}

// As is json.As for a type with constraints.
func As[T, U any](v *T, from json.Appender[T], to func(*json.Codec, *U), check func(*U, *Collector)) (*U, error) {
	other, err := json.As(v, from, to)
	if err != nil {
		return nil, err
	}
	if err := Validate(func(c *Collector) { check(other, c) }); err != nil {
		return nil, err
	}
	return other, nil
}
