package main

import (
	"bytes"
	"slices"
	"strings"
)

// call runs the tests of all packages that pass go vet. These are the generated
// examples: for each operation a client calls a server, with values made from
// the schemas.
func (w *workspace) call(docs []*document) error {
	args := []string{"test", "-trimpath", "-vet=off", "-p", w.jobs} // with the flags of the compilation
	var vetted []*document
	for _, d := range docs {
		if d.vetted {
			vetted, args = append(vetted, d), append(args, "./api/"+d.id())
		}
	}
	if len(vetted) == 0 {
		return nil
	}
	out, err := w.goCommand(args...)
	failed := failedTests(out)
	if err != nil && len(failed) == 0 {
		return &commandError{"test", err, out}
	}
	for _, d := range vetted {
		if reason, ok := failed["api/"+d.id()]; ok {
			d.fail(calling, reason)
		}
		d.called = !d.failed(calling)
	}
	return nil
}

// failedTests returns the failures in the output of go test, by folder: the
// name of the first failed test and the first line of its output.
func failedTests(out []byte) map[string]string {
	failed := map[string]string{}
	var said []string
	for line := range strings.Lines(string(bytes.TrimSpace(out))) {
		line = strings.TrimSpace(line)
		fields := strings.Fields(line)
		switch {
		case len(fields) > 1 && slices.Contains([]string{"ok", "?", "FAIL"}, fields[0]) && strings.HasPrefix(fields[1], modulePath+"/"):
			if fields[0] == "FAIL" {
				failed[strings.TrimPrefix(fields[1], modulePath+"/")] = strings.Join(said, " ")
			}
			said = nil
		case len(said) < 2 && line != "got:" && line != "FAIL" && line != "":
			said = append(said, strings.TrimPrefix(line, "--- FAIL: "))
		}
	}
	return failed
}
