package check

import (
	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

// Misfit is json.Misfit for a type with constraints. Constraints decide only
// between variants that can represent the value; violations of the variant that
// is chosen are reported.
func Misfit[T any](r *json.Reader, i int, read json.ReadFunc[T], check func(*T, *Collector)) int {
	return json.CheckedMisfit(r, i, read, counting(r, check))
}

// TryVariant is json.TryVariant for a type with constraints, which a value for a
// strict reader must satisfy to fit.
func TryVariant[T any](r *json.Reader, i int, read json.ReadFunc[T], check func(*T, *Collector)) (v *T, end int, fits bool) {
	return json.TryCheckedVariant(r, i, read, counting(r, check))
}

// counting returns a function that counts violations.
func counting[T any](r *json.Reader, check func(*T, *Collector)) func(*T) int {
	return func(v *T) int {
		if r.Counts == nil {
			r.Counts = map[any]int{}
		}
		found := Collector{In: "body", counts: r.Counts}
		check(v, &found)
		return len(found.violations)
	}
}

// Variant checks the variant of a union. Where violations are only counted, each value is
// checked once, although each variant around it is tried.
func Variant[T any](c *Collector, v *T, check func(*T, *Collector)) {
	n, known := c.counts[v]
	if known {
		c.violations = append(c.violations, make([]core.Violation, min(n, core.MaxViolations-len(c.violations)))...)
		return
	}
	before := len(c.violations)
	if check(v, c); c.counts != nil {
		c.counts[v] = len(c.violations) - before
	}
}

// As is json.As for a type with constraints.
func As[T, U any](v *T, elem json.Appender[T], read json.ReadFunc[U], check func(*U, *Collector)) (*U, error) {
	other, err := json.As(v, elem, read)
	if err != nil {
		return nil, err
	}
	if err := Validate(func(c *Collector) { check(other, c) }); err != nil {
		return nil, err
	}
	return other, nil
}
