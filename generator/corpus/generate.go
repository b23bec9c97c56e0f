package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"time"
)

// Limits for one document, for all three runs in one process.
const (
	childTime   = 3 * time.Minute
	childMemory = "GOMEMLIMIT=6GiB"
)

// generateAll generates each document in a child process. It runs as many in
// parallel as there are processors.
func generateAll(w *workspace, docs []*document) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	queue := make(chan *document)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for d := range queue {
				d.generate(self, w)
			}
		})
	}
	for _, d := range docs {
		queue <- d
	}
	close(queue)
	workers.Wait()
	return nil
}

func (d *document) generate(self string, w *workspace) {
	ctx, cancel := context.WithTimeout(context.Background(), childTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, self, "-child", d.path, "-into", w.packageDir(d), "-cases", w.casesFile(d), "-peer", w.peer, "-allow", strings.Join(d.allow, " "))
	cmd.Env = append(os.Environ(), childMemory)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if err == nil {
		err = json.Unmarshal(stdout.Bytes(), &d.result)
	}
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		d.fail(generation, "not finished after "+childTime.String())
	case err != nil:
		d.fail(generation, crash(stderr.String(), err))
	}
	d.failures = append(d.failures, d.result.Failures...)
	if got := d.result.Operations; d.result.Generated && d.operations >= 0 && got != d.operations {
		d.fail(operations, fmt.Sprintf("API has %d methods, the document %d operations", got, d.operations))
	}
}

// crash returns the line that describes why a Go program died, with the
// location if it is in our code.
func crash(stderr string, err error) string {
	reason, place := err.Error(), ""
	for line := range strings.Lines(stderr) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") || strings.HasPrefix(line, "runtime: goroutine stack exceeds") {
			reason = line
		}
		if _, file, ok := strings.Cut(line, "/generator/internal/"); ok && place == "" {
			place, _, _ = strings.Cut(file, " ")
		}
	}
	if place == "" {
		return reason
	}
	return reason + " at " + place
}
