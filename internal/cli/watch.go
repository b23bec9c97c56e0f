package cli

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/spf13/cobra"

	"github.com/peergen/peergen/generator"
)

// settle is how long files must not change before targets are generated: an editor writes a
// file in several steps.
const settle = 200 * time.Millisecond

func (r *run) watchCommand() *cobra.Command {
	cmd := r.targetCommand("watch", "Write the targets of gen.yaml again whenever a document changes, until it is interrupted", false,
		func(ctx context.Context, targets []generator.Target, _ *selection) error {
			ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
			defer stop()
			return r.watch(ctx, targets)
		})
	cmd.Long = "Watch writes all targets, and again those of which a file has changed: the document, files that it refers to, overlays.\n" +
		"Each run compares with the lock as it was at the start, so that a name that you are typing leaves no trace in the lock.\n" +
		"Changes of gen.yaml need a new start."
	return cmd
}

// watch generates targets until ctx ends.
func (r *run) watch(ctx context.Context, targets []generator.Target) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer func() { _ = watcher.Close() }() // nothing is left to do
	w := &watching{run: r, watcher: watcher, folders: map[string]bool{}}
	for _, t := range targets {
		w.targets = append(w.targets, &watched{Target: t, start: t.StartingLock(), changed: true})
	}
	for {
		if err := w.generate(ctx); err != nil {
			return err
		}
		if !w.wait(ctx) {
			return nil
		}
	}
}

// watching is one run of watch.
type watching struct {
	run     *run
	watcher *fsnotify.Watcher
	targets []*watched
	folders map[string]bool // that are watched: editors replace files, which ends a watch of the file itself
}

// watched is a target and the files that it depends on.
type watched struct {
	generator.Target
	start   generator.StartingLock
	files   map[string]bool // absolute paths
	changed bool
}

// generate writes the targets that have changed. Those with errors stay as they are.
func (w *watching) generate(ctx context.Context) error {
	for _, t := range w.targets {
		if !t.changed {
			continue
		}
		t.changed = false
		start := time.Now()
		out, ds := t.GenerateFrom(ctx, t.start)
		w.run.report(ds)
		inputs := []string{t.Input.Path}
		if out != nil {
			inputs = append(inputs, out.Inputs()...)
		}
		if err := w.depend(t, append(inputs, t.Input.Overlays...)); err != nil {
			return err
		}
		if out == nil {
			fmt.Fprintf(w.run.info, "%s: errors, nothing written\n", t.String())
			continue
		}
		results, err := generator.WriteAll([]generator.FolderOutput{{Dir: t.Out, Output: out}})
		if err != nil {
			w.run.fail(err)
			continue
		}
		w.run.printResults([]rendered{{Target: t.Target, output: out, took: time.Since(start)}}, results)
	}
	w.run.code = exitOK // errors of a document that is being edited are no failure of the command
	return nil
}

// depend sets the files that a target depends on. After an error files that it had before
// stay, because the run may not have reached them.
func (w *watching) depend(t *watched, files []string) error {
	if t.files == nil {
		t.files = map[string]bool{}
	}
	for _, file := range files {
		absolute, err := filepath.Abs(file)
		if err != nil {
			return err
		}
		t.files[absolute] = true
	}
	for file := range maps.Keys(t.files) {
		folder := filepath.Dir(file)
		if w.folders[folder] {
			continue
		}
		if err := w.watcher.Add(folder); err != nil && len(t.files) == 1 {
			return err // the folder of the document; another one may not exist yet
		}
		w.folders[folder] = true
	}
	return nil
}

// wait returns true when files have changed and are settled, and false when ctx ends.
func (w *watching) wait(ctx context.Context) bool {
	var settled <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return false
		case event := <-w.watcher.Events:
			path, err := filepath.Abs(event.Name)
			if err != nil || event.Op == fsnotify.Chmod {
				continue
			}
			for _, t := range w.targets {
				if t.files[path] {
					t.changed = true
					settled = time.After(settle)
				}
			}
		case err := <-w.watcher.Errors: // events may be lost
			fmt.Fprintln(w.run.stderr, "peergen:", err)
			for _, t := range w.targets {
				t.changed = true
			}
			settled = time.After(settle)
		case <-settled:
			if slices.ContainsFunc(w.targets, func(t *watched) bool { return t.changed }) {
				return true
			}
		}
	}
}
