package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/peergen/peergen/generator/corpus/driver"
)

const (
	// programSize is the number of documents per program. What each program
	// links in any case is more than the packages.
	programSize = 12
	// exchangeTime limits all calls of a document.
	exchangeTime = 2 * time.Minute
)

// exchange builds programs for some documents each and runs them. Each document
// has a separate process, so that a crash does not affect others.
func (o *oracle) exchange(pairs []*document) (sights []driver.Sight, err error) {
	for _, d := range pairs {
		w, err := requestsOf(d.path)
		if err != nil {
			return nil, err
		}
		o.unmade += w.unmade
		if err := writeJSON(o.ours.casesFile(d), w.cases); err != nil {
			return nil, err
		}
	}
	shared := filepath.Join(o.ours.dir, "oracle")
	if err := errors.Join(os.RemoveAll(shared), os.CopyFS(shared, driverSource)); err != nil {
		return nil, err
	}
	for part := range slices.Chunk(pairs, programSize) {
		program, err := o.program(part)
		if err != nil {
			return nil, err
		}
		sights = append(sights, o.runAll(program, part)...)
		if err := os.Remove(program); err != nil {
			return nil, err
		}
	}
	return sights, nil
}

// program writes the program with the peers of some documents and returns its
// path.
func (o *oracle) program(pairs []*document) (string, error) {
	dir := filepath.Join(o.ours.dir, "oracle")
	if err := os.WriteFile(filepath.Join(dir, "main.go"), oracleProgram(pairs), 0o600); err != nil {
		return "", err
	}
	program := dir + ".exe"
	if out, err := o.theirs.goCommand("build", "-p", o.theirs.jobs, "-trimpath", "-ldflags=-s -w", "-o", program, "../oracle"); err != nil {
		return "", &commandError{"build", err, out}
	}
	return program, nil
}

// runAll runs a program for each document, as many in parallel as there are
// processors.
func (o *oracle) runAll(program string, pairs []*document) []driver.Sight {
	found := make([][]driver.Sight, len(pairs))
	var workers sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, d := range pairs {
		free <- struct{}{}
		workers.Go(func() {
			found[i] = o.run(program, d)
			<-free
		})
	}
	workers.Wait()
	return slices.Concat(found...)
}

// run returns the results of the calls of a document. If the process died, the
// last one describes that.
func (o *oracle) run(program string, d *document) (sights []driver.Sight) {
	ctx, cancel := context.WithTimeout(context.Background(), exchangeTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, filepath.Join(o.ours.dir, "cases"), d.id())
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	lines := json.NewDecoder(bytes.NewReader(out))
	for lines.More() {
		var s driver.Sight
		if failed := lines.Decode(&s); failed != nil {
			err = errors.Join(err, failed)
			break
		}
		sights = append(sights, s)
	}
	if ctx.Err() != nil {
		err = fmt.Errorf("not finished after %s", exchangeTime)
	}
	if err != nil {
		sights = append(sights, driver.Sight{Document: d.id(), Direction: "the process", Operation: "died", Difference: crash(stderr.String(), err)})
	}
	return sights
}

// oracleProgram returns a main package with a pair of peers for each document.
func oracleProgram(pairs []*document) []byte {
	var imports, table bytes.Buffer
	for i, d := range pairs {
		fmt.Fprintf(&imports, "\tours%d %q\n\ttheirs%d %q\n", i, modulePath+"/api/"+d.id(), i, modulePath+"/theirs/api/"+d.id())
		fmt.Fprintf(&table, `		%[2]q: {{
			Name: "peergen",
			Dial: func(url string, c *http.Client) (any, error) {
				return ours%[1]d.NewClient(ours%[1]d.WithBaseURL(url), ours%[1]d.WithHTTPClient(c))
			},
			Serve: func(saw driver.Saw) (http.Handler, error) {
				return ours%[1]d.NewServer(ours%[1]d.CorpusService{Saw: saw}, ours%[1]d.Security{})
			},
			Fill: ours%[1]d.CorpusFill,
			Bodies: ours%[1]d.CorpusBodies(),
			Replies: ours%[1]d.CorpusReplies(),
		}, {
			Name: "oapi-codegen",
			Dial: func(url string, c *http.Client) (any, error) {
				return theirs%[1]d.NewClient(url, theirs%[1]d.WithHTTPClient(c))
			},
			Serve: func(saw driver.Saw) (http.Handler, error) {
				service := theirs%[1]d.NewStrictHandler(theirs%[1]d.CorpusService{Saw: saw}, nil)
				mux := new(driver.Mux)
				theirs%[1]d.HandlerFromMux(service, mux)
				return mux, nil
			},
			Fill: json.Unmarshal,
			Replies: theirs%[1]d.CorpusReplies(),
		}},
`, i, d.id())
	}
	return fmt.Appendf(nil, "package main\n\nimport (\n\t\"encoding/json\"\n\t\"net/http\"\n\n\t%q\n%s)\n\nfunc main() {\n\tdriver.Exchange(map[string][2]driver.Peer{\n%s\t})\n}\n",
		modulePath+"/oracle/driver", &imports, &table)
}
