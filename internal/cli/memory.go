package cli

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// The command gives the garbage collector memory that a process of some seconds does not have
// to save: by default the collector takes a third of the time of a document of some megabytes.
// It runs when the heap is five times what is in use, and before the process has softLimit
// bytes. That limit is higher for documents that need more. Programs that use the library
// decide for themselves.
const (
	heapGrowth = 400 // percent
	softLimit  = 272 << 20
)

// tuneCollector sets when the garbage collector runs, unless the environment does.
func tuneCollector() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(heapGrowth)
	debug.SetMemoryLimit(softLimit)
	afterCollection(softLimit)
}

// afterCollection adjusts the limit after each collection. If it is late, the collector runs
// more often than it has to.
func afterCollection(limit int64) {
	runtime.SetFinalizer(new([16]byte), func(any) { // unused, so collected
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		now := limitFor(int64(live[0].Value.Uint64()))
		if now != limit {
			debug.SetMemoryLimit(now)
		}
		afterCollection(now)
	})
}

// limitFor returns the limit of a process with so many bytes in use. The heap can always grow
// by more than half.
func limitFor(live int64) int64 { return max(softLimit, live*8/5) }
