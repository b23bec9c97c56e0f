package json

import (
	"fmt"
	"testing"
	"time"

	"github.com/peergen/peergen/runtime/core"
)

// An empty date or date-time is absent to a lenient reader, and a violation to a strict one.
func TestReadNullableTime(t *testing.T) {
	for _, test := range []struct{ text, lenient, strict string }{
		{`""`, "<absent>", "error"},
		{`null`, "<null>", "<null>"},
		{`"2026-02-01T10:00:00Z"`, "2026-02-01 10:00:00 +0000 UTC", "2026-02-01 10:00:00 +0000 UTC"},
		{`"0001-01-01T00:00:00Z"`, "0001-01-01 00:00:00 +0000 UTC", "0001-01-01 00:00:00 +0000 UTC"},
		{`"x"`, "error", "error"},
		{`1`, "error", "error"},
	} {
		for mode, want := range map[Mode]string{0: test.lenient, Strict: test.strict} {
			var p core.Opt[time.Time]
			err := Decode([]byte(test.text), mode, &p, func(r *Reader, i int, p *core.Opt[time.Time]) int { return ReadNullableTime(r, i, p, ReadTime) })
			got := fmt.Sprint(p)
			if err != nil {
				got = "error"
			}
			if got != want {
				t.Errorf("%s in mode %d: %s, want %s", test.text, mode, got, want)
			}
		}
	}
}
