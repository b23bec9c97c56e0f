package cli

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/peergen/peergen/generator"
)

// patience is how long a stage takes before a line about it appears.
const patience = time.Second

// progress shows the stage of a target on a terminal, in one line that ends with it.
type progress struct {
	w        io.Writer
	target   string
	patience time.Duration

	mu    sync.Mutex
	timer *time.Timer
	shown bool
}

// withProgress returns a context for the generation of a target, and a function that removes
// the line.
func (r *run) withProgress(ctx context.Context, target string) (context.Context, func()) {
	if r.progress == nil {
		return ctx, func() {}
	}
	p := &progress{w: r.progress, target: target, patience: patience}
	return generator.WithProgress(ctx, p.stage), p.clear
}

// stage begins a stage: what the generator is doing.
func (p *progress) stage(doing string) {
	p.clear()
	p.mu.Lock()
	defer p.mu.Unlock()
	var timer *time.Timer
	timer = time.AfterFunc(p.patience, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.timer == timer {
			p.shown = true
			fmt.Fprintf(p.w, "%s: %s ...", p.target, doing)
		}
	})
	p.timer = timer
}

func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer != nil {
		p.timer.Stop()
		p.timer = nil
	}
	if p.shown {
		p.shown = false
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
