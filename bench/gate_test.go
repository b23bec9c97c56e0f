package bench

import (
	"runtime"
	"testing"
	"time"
)

// allocationLimits are the most allocations that peergen may need. Lower them
// with the code, never raise them without a reason in the commit.
var allocationLimits = map[string]float64{
	"decode/report-small":      52,
	"decode/report-large":      169,
	"decode/report-shuffled":   169,
	"decode/report-unknown":    169,
	"decode/issues-small":      15,
	"decode/issues-large":      417,
	"decode/issues-shuffled":   417,
	"decode/issues-unknown":    417,
	"decode/payments-small":    18,
	"decode/payments-large":    852,
	"decode/payments-shuffled": 852,
	"decode/payments-unknown":  852,
	"decode/chat-small":        4,
	"decode/chat-large":        980,
	"decode/chat-shuffled":     980,
	"decode/chat-unknown":      980,
	"decode/records-small":     5,
	"decode/records-large":     10383,
	"decode/records-shuffled":  10383,
	"decode/records-unknown":   10383,
	"encode/report-small":      3,
	"encode/report-large":      3,
	"encode/issues-small":      3,
	"encode/issues-large":      3,
	"encode/payments-small":    17,
	"encode/payments-large":    888,
	"encode/chat-small":        3,
	"encode/chat-large":        613,
	"encode/records-small":     3,
	"server/issue-get":         2,
	"server/issue-post":        9,
	"server/report-small":      3,
	"server/payments-small":    5,
	"encode/records-large":     50, // the buffer is pooled, so that the number depends on the collector
}

// Allocations do not depend on the machine, times do.
func TestAllocations(t *testing.T) {
	cases, err := Cases()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		name := c.Operation + "/" + c.Body
		limit, ok := allocationLimits[name]
		if c.Peer != Peergen || !ok && c.Operation != "decode" && c.Operation != "encode" {
			continue
		}
		if !ok {
			t.Errorf("%s has no limit", name)
			continue
		}
		call, stop, err := c.Start(false)
		if err != nil {
			t.Fatal(err)
		}
		n := testing.AllocsPerRun(10, func() { err = call() })
		stop()
		if err != nil {
			t.Fatal(err)
		}
		if n > limit {
			t.Errorf("%s: %.0f allocations, at most %.0f are allowed", name, n, limit)
		}
	}
}

// Time and memory of decoding grow in proportion to the size: for four times
// the size, at most six times as much. Quadratic growth is sixteen times.
func TestGrowth(t *testing.T) {
	const most = 6
	for _, curve := range Curves {
		size := curve.Sizes[len(curve.Sizes)-1]
		var times, bytes [2]float64
		for i, n := range []int{size / 4, size} {
			b, err := curve.Body(n)
			if err != nil {
				t.Fatal(err)
			}
			call, stop, err := codecs[growth].decode[Peergen](b)(true)
			if err != nil {
				t.Fatal(err)
			}
			times[i], bytes[i] = fastest(t, call)
			stop()
		}
		if r := times[1] / times[0]; r > most {
			t.Errorf("%s: %d take %.1f times as long as %d", curve.Name, size, r, size/4)
		}
		if r := bytes[1] / bytes[0]; r > most {
			t.Errorf("%s: %d allocate %.1f times as many bytes as %d", curve.Name, size, r, size/4)
		}
	}
}

// fastest returns the time of the fastest of many calls, and the bytes that one
// allocates. Other load on the machine only adds time.
func fastest(t *testing.T, call func() error) (ns, bytes float64) {
	t.Helper()
	const calls = 200
	shortest := time.Hour
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range calls {
		start := time.Now()
		if err := call(); err != nil {
			t.Fatal(err)
		}
		shortest = min(shortest, time.Since(start))
	}
	runtime.ReadMemStats(&after)
	return float64(shortest), float64(after.TotalAlloc-before.TotalAlloc) / calls
}
