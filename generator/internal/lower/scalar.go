package lower

import (
	"strconv"

	"github.com/peergen/peergen/generator/internal/source"
	"github.com/peergen/peergen/generator/internal/spec"
)

func firstOr(list []string, otherwise string) string {
	if len(list) == 0 {
		return otherwise
	}
	return list[0]
}

// limits reads two counts; what is no count is as good as absent. A count that
// no Go int holds limits nothing.
func limits(part spec.Cursor, least, most string) (uint64, *uint64) {
	count := func(keyword string) (uint64, bool) {
		n := part.Child(keyword).Node
		if n == nil || n.Kind != source.Number {
			return 0, false
		}
		f, err := strconv.ParseFloat(n.Text, 64)
		return uint64(f), err == nil && f >= 0 && f < 1<<31
	}
	low, _ := count(least)
	if high, ok := count(most); ok {
		return low, &high
	}
	return low, nil
}
