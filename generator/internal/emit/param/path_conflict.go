package param

import (
	"fmt"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator/internal/ir"
)

// rivalTexts are texts that would make of a value in a segment a request for
// another operation: of /files/{name}:copy for /files/{name}. Such that begin
// with a letter or a digit are none: where paths differ by words, the more exact
// one is meant.
func (e *Emitter) rivalTexts(op *ir.Operation, i int) []string {
	if e.mixed == nil {
		e.mixed = mixedPaths(e.API.Served())
	}
	var out []string
	for _, other := range e.mixed[pathKey(op)] {
		rival := other.Segments[i]
		if op.Hook != nil || len(rival) < 2 || !mayMeet(op.Segments[i], rival) || !sameBut(op, other, i) {
			continue
		}
		if text := tellingText(rival); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// mixedPaths are the operations with a segment of text and parameters, by
// pathKey.
func mixedPaths(ops []*ir.Operation) map[string][]*ir.Operation {
	out := map[string][]*ir.Operation{}
	for _, op := range ops {
		if slices.ContainsFunc(op.Segments, func(s ir.Segment) bool { return len(s) > 1 }) {
			out[pathKey(op)] = append(out[pathKey(op)], op)
		}
	}
	return out
}

// pathKey is the same for operations that a request could be for at once.
func pathKey(op *ir.Operation) string { return fmt.Sprintf("%s %d", op.Method, len(op.Segments)) }

// sameBut reports whether a path can lead to both operations, but for a segment.
func sameBut(a, b *ir.Operation, segment int) bool {
	for i := range a.Segments {
		x, y := segmentShape(a.Segments[i]), segmentShape(b.Segments[i])
		if i != segment && x != y && !strings.Contains(x+y, "{}") {
			return false
		}
	}
	return true
}

// mayMeet reports whether one text can be of two segments that differ: what they
// begin with, and what they end with, must go together.
func mayMeet(a, b ir.Segment) bool {
	begin, other := a[0].Text(), b[0].Text()
	end, otherEnd := a[len(a)-1].Text(), b[len(b)-1].Text()
	return segmentShape(a) != segmentShape(b) &&
		(strings.HasPrefix(begin, other) || strings.HasPrefix(other, begin)) &&
		(strings.HasSuffix(end, otherEnd) || strings.HasSuffix(otherEnd, end))
}

func segmentShape(segment ir.Segment) string {
	return (&ir.Operation{Segments: []ir.Segment{segment}}).Shape()
}

// tellingText is the last text of a segment that does not begin with a letter and
// needs no escape in a path.
func tellingText(segment ir.Segment) string {
	for _, piece := range slices.Backward(segment) {
		first := firstLetter(piece.Text())
		if first != "" && strings.Trim(first, "-._~!$&'()*+,;=:@") == "" {
			return piece.Text()
		}
	}
	return ""
}
