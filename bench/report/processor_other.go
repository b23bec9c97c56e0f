//go:build !unix

package main

import "time"

var started = time.Now()

// processorTime returns the time since the start: other systems do not have
// getrusage.
func processorTime() time.Duration { return time.Since(started) }
