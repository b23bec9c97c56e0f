package cli

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// TestTuneCollector keeps more memory than the limit in use, which raises it.
func TestTuneCollector(t *testing.T) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		t.Skip("the environment sets when the collector runs")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(math.MaxInt64))
	tuneCollector()
	if limit := debug.SetMemoryLimit(-1); limit != softLimit {
		t.Fatalf("the limit is %d, want %d", limit, softLimit)
	}
	used := make([]byte, softLimit)
	for range 100 {
		runtime.GC()
		if debug.SetMemoryLimit(-1) >= int64(len(used))*3/2 {
			runtime.KeepAlive(used)
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("the limit is %d with %d bytes in use", debug.SetMemoryLimit(-1), len(used))
	runtime.KeepAlive(used)
}
