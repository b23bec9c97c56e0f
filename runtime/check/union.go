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
	n += 1000 * min(len(found.violations), 900)
	if trying {
		c.Learn(key, n, 0, 0)
	}
	return n
}
