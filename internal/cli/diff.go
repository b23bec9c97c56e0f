package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/peergen/peergen/generator"
	"github.com/peergen/peergen/internal/change"
)

// diffOptions are the flags of diff.
type diffOptions struct {
	base, failOn string
}

func (r *run) diffCommand() *cobra.Command {
	var o diffOptions
	cmd := r.targetCommand("diff", "Print what changes since a revision in Go and on the wire, and what it requires of the next version", false,
		func(ctx context.Context, targets []generator.Target, _ *selection) error {
			return r.diff(ctx, targets, o)
		})
	cmd.Long = "Diff compares the packages that generate would write with those of a revision of the git repository,\n" +
		"and their documents by `go run` of oasdiff, which the go command downloads. Without a network the comparison\n" +
		"of the documents is left out, and reported.\n\n" +
		"The verdict is major if importers, or clients and servers of the earlier package, break; minor for additions, such as\n" +
		"a method of API; patch for other changes of files; none if no file changes."
	cmd.Flags().StringVar(&o.base, "base", "", "revision to compare with, such as main (required)")
	cmd.Flags().StringVar(&o.failOn, "fail-on", "", "exit with 1 if a verdict is at least `VERDICT`: patch, minor or major")
	return cmd
}

func (r *run) diff(ctx context.Context, targets []generator.Target, o diffOptions) error {
	if o.base == "" {
		return errors.New("diff needs a revision to compare with: add --base main")
	}
	limit := change.Major + 1
	if o.failOn != "" {
		var err error
		if limit, err = change.ParseVerdict(o.failOn); err != nil {
			return err
		}
	}
	base, err := change.ParseRevision(o.base)
	if err != nil {
		return err
	}
	all := r.render(ctx, targets, true)
	if len(all) < len(targets) {
		return nil // reported
	}
	reports := []change.Report{}
	worst := change.None
	for _, t := range all {
		report, err := r.compare(ctx, base, t)
		if err != nil {
			return fmt.Errorf("%s: %w", t.name(), err)
		}
		reports = append(reports, report)
		worst = max(worst, report.Verdict)
	}
	if worst >= limit {
		r.exit(exitFindings)
	}
	r.printer.changes(changes{worst, reports})
	return nil
}

// compare compares a target with what the revision has of it.
func (r *run) compare(ctx context.Context, base *change.Revision, t rendered) (change.Report, error) {
	report := change.Report{Target: t.String()}
	before, err := base.Folder(t.Out)
	if err != nil {
		return report, err
	}
	after := map[string][]byte{}
	for _, f := range t.output.Files {
		after[f.Name] = f.Content
	}
	generated := generated(before, after)
	if report.New = len(generated) == 0; report.New {
		report.Decide(true)
		return report, nil
	}
	if report.Go, err = change.Go(t.Out, before, withOthers(before, after, generated)); err != nil {
		return report, err
	}
	if t.Options.RuntimePackage == "" {
		if report.Wire, err = r.compareDocuments(ctx, base, t); errors.Is(err, change.ErrNoTool) {
			report.Wire.Missing = err.Error()
		} else if err != nil {
			return report, err
		}
	}
	report.Decide(!maps.EqualFunc(generated, after, func(a, b []byte) bool { return string(a) == string(b) }))
	return report, nil
}

// generated are the earlier files that a run replaces or removes: those with the header of a
// generated file, and the ones of the same names.
func generated(before, after map[string][]byte) map[string][]byte {
	out := map[string][]byte{}
	for name, content := range before {
		if _, again := after[name]; again || generator.IsGenerated(content) {
			out[name] = content
		}
	}
	return out
}

// withOthers adds the files of the package that are not generated.
func withOthers(before, after, generated map[string][]byte) map[string][]byte {
	out := maps.Clone(after)
	for name, content := range before {
		if generated[name] == nil {
			out[name] = content
		}
	}
	return out
}

// compareDocuments compares the document of a target, overlays included, with that of the revision.
func (r *run) compareDocuments(ctx context.Context, base *change.Revision, t rendered) (side change.Side, err error) {
	dir, err := os.MkdirTemp("", "peergen-diff")
	if err != nil {
		return side, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	inputs := t.output.Inputs()
	if sum := t.SumFile(); sum != "" {
		files, err := base.Folder(filepath.Dir(sum))
		if err != nil {
			return side, err
		}
		inputs = append(inputs, generator.SumInputs(files[filepath.Base(sum)], sum)...)
	}
	inputs = slices.DeleteFunc(inputs, func(path string) bool { return path == t.Input.Path || slices.Contains(t.Input.Overlays, path) })
	inputs = slices.Concat([]string{t.Input.Path}, t.Input.Overlays, inputs)
	var documents []string
	for _, from := range []struct {
		name    string
		extract func(string, []string) ([]string, error)
	}{{"before", base.Extract}, {"after", base.Copy}} {
		paths, err := from.extract(filepath.Join(dir, from.name), inputs)
		if err != nil {
			return side, err
		}
		in := generator.Input{Path: paths[0]}
		for _, overlay := range paths[1 : 1+len(t.Input.Overlays)] {
			if _, err := os.Stat(overlay); err == nil { // the revision can have fewer
				in.Overlays = append(in.Overlays, overlay)
			}
		}
		if _, err := os.Stat(in.Path); err != nil {
			return change.Side{Missing: "the revision has no " + filepath.ToSlash(t.Input.Path)}, nil
		}
		text, ds := generator.Overlaid(in)
		if text == nil {
			return side, generator.Diagnostics(ds)
		}
		if err := os.WriteFile(in.Path, text, 0o600); err != nil {
			return side, err
		}
		documents = append(documents, in.Path)
	}
	return change.Wire(ctx, documents[0], documents[1])
}

// changes are what diff has found.
type changes struct {
	Verdict change.Verdict  `json:"verdict"`
	Targets []change.Report `json:"targets"`
}

// each visits the changes of all targets. side is Go or wire.
func (c changes) each(visit func(target, side, text string, breaking bool)) {
	for _, report := range c.Targets {
		for _, side := range []struct {
			name string
			change.Side
		}{{"Go", report.Go}, {"wire", report.Wire}} {
			for _, text := range side.Breaking {
				visit(report.Target, side.name, text, true)
			}
			for _, text := range side.Compatible {
				visit(report.Target, side.name, text, false)
			}
		}
	}
}

func printReport(w io.Writer, r change.Report) {
	if r.New {
		fmt.Fprintf(w, "%s: %s: a new package\n", r.Target, r.Verdict)
		return
	}
	fmt.Fprintf(w, "%s: %s\n", r.Target, r.Verdict)
	for _, side := range []struct {
		name string
		change.Side
	}{{"Go", r.Go}, {"wire", r.Wire}} {
		for _, text := range side.Breaking {
			fmt.Fprintf(w, "  %s, breaking: %s\n", side.name, text)
		}
		for _, text := range side.Compatible {
			fmt.Fprintf(w, "  %s: %s\n", side.name, text)
		}
		if side.Missing != "" {
			fmt.Fprintf(w, "  %s: not compared: %s\n", side.name, side.Missing)
		}
	}
	switch breaksGo, breaksWire := len(r.Go.Breaking) > 0, len(r.Wire.Breaking) > 0; {
	case breaksWire && !breaksGo:
		fmt.Fprintln(w, "  importers compile, but clients and servers of the earlier package break on the wire")
	case breaksGo && !breaksWire && r.Wire.Missing == "":
		fmt.Fprintln(w, "  nothing breaks on the wire, but importers have to edit code")
	}
}
