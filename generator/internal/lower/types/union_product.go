package types

import (
	"fmt"
	"slices"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/schema"
)

// Limits of the types that the alternatives of several lists make together. They are
// arbitrary: in 405 documents of the corpus, the largest number is 90.
const (
	maxCombinations   = 1000 // of one schema
	leastCombinations = 20   // of one schema, however many those before it make
)

// isProduct reports whether alternatives within alternatives make more types than the
// document has schemas, and too many, and reports that:
//
//	allOf: [{anyOf: [A, B]}, {anyOf: [C, D]}]    A and C, A and D, B and C, B and D
func (b *Builder) isProduct(v schema.Intersection, s Site) bool {
	limit := min(maxCombinations, max(maxIntersections-b.recursion.combinations, leastCombinations))
	left := limit
	b.countCombinations(v, 0, &left)
	b.recursion.combinations += limit - left
	if left >= 0 {
		return false
	}
	b.ReportFirst(diag.TooManyCombinations, s.cur, fmt.Sprintf("the alternatives of this schema make more than %d combinations: the raw JSON that is generated is checked against all of them", limit),
		"write the alternatives that are meant in one list, or as members of an object")
	return true
}

// countCombinations subtracts from left the types of alternatives within alternatives that one
// of them has only together with the rest, until it is negative.
func (b *Builder) countCombinations(v schema.Intersection, depth int, left *int) {
	for _, alternative := range b.Schemas.Possible(v).Alternatives {
		own := b.Schemas.Intersection(alternative)
		rest, _ := b.without(b.Schemas.RestFor(v, alternative), own)
		if len(rest) == 0 {
			continue
		}
		both := slices.Concat(rest, own)
		if _, isEnum := b.enumeration(both); depth < maxAlternatives && both.UnionKeyword() != "" && !isEnum {
			b.countCombinations(both, depth+1, left)
		} else if depth > 0 {
			*left--
		}
		if *left < 0 {
			return
		}
	}
}
