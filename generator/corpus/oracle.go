package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/peergen/peergen/generator/corpus/driver"
)

// oracle has peergen's and oapi-codegen's packages of the same documents call
// each other. The workspace has theirs below the folder theirs:
//
//	bare/vendor-zeit-co.json         the document, see [bareDocument]
//	api/vendor-zeit-co/              package of peergen, with a service
//	theirs/api/vendor-zeit-co/       package of oapi-codegen, with a service
//	cases/vendor-zeit-co.json        the requests
//	oracle/main.go                   the program, which calls [driver.Exchange]
type oracle struct {
	ours, theirs *workspace
	unmade       int
}

// oracleDocuments are small ones that both generators take, with parameters of all
// styles and places, bodies, forms, dates and enumerations among them.
var oracleDocuments = []string{
	"tools/datamodel-query_parameters", "tools/oai-v3.0-petstore-expanded", "tools/petstore-openapi",
	"tools/readme-3.0-json-parameters-style", "tools/swaggercodegen-petstore3composed",
	"vendor/1password-connect", "vendor/ably", "vendor/alpaca-trading", "vendor/exoapi", "vendor/klaviyo-lists",
	"vendor/lufthansa", "vendor/miataru", "vendor/ory-keto", "vendor/oxide-dns-server", "vendor/realworld-conduit",
	"vendor/refugerestrooms", "vendor/sendgrid-lmc-senders-v3", "vendor/testfire", "vendor/twilio-content-v1",
	"vendor/twilio-routes-v2", "vendor/xero-projects",
}

// runOracle answers whether all differences are known, and all known ones are there.
func runOracle(w io.Writer, opt options, root, work string, docs []*document) (ok bool, err error) {
	ours, err := newWorkspace(work, opt.jobs)
	if err != nil {
		return false, err
	}
	theirs, err := newWorkspace(filepath.Join(work, "theirs"), opt.jobs)
	if err != nil {
		return false, err
	}
	theirs.peer = oapiCodegen
	mod := "module " + modulePath + "\n\ngo 1.26\n\nrequire " + oapiCodegenRuntime + "\n"
	err = errors.Join(os.Remove(filepath.Join(theirs.dir, "go.mod")), os.WriteFile(filepath.Join(work, "go.mod"), []byte(mod), 0o600))
	if err != nil {
		return false, err
	}
	o := &oracle{ours: ours, theirs: theirs}
	pairs, err := o.pairs(w, docs)
	if err != nil {
		return false, err
	}
	sights, err := o.exchange(pairs)
	if err != nil {
		return false, err
	}
	known, err := readKnownSights(filepath.Join(root, "generator", "corpus", "oracle.tsv"))
	if err != nil {
		return false, err
	}
	return known.report(w, sights, len(pairs), o.unmade, opt.only == ""), nil
}

// pairs are the documents of which both make packages that compile.
func (o *oracle) pairs(w io.Writer, docs []*document) (pairs []*document, err error) {
	if err := os.MkdirAll(filepath.Join(o.ours.dir, "bare"), 0o755); err != nil {
		return nil, err
	}
	var twins []*document
	for _, d := range docs {
		data, err := bareDocument(d.path)
		if err != nil {
			return nil, err
		}
		d.path, d.operations = filepath.Join(o.ours.dir, "bare", d.id()+".json"), -1
		if err := os.WriteFile(d.path, data, 0o600); err != nil {
			return nil, err
		}
		twins = append(twins, &document{name: d.name, path: d.path, operations: -1})
	}
	for _, side := range []struct {
		*workspace
		docs []*document
		api  string
	}{{o.theirs, twins, "StrictServerInterface"}, {o.ours, docs, "API"}} {
		if err := generateAll(side.workspace, side.docs); err != nil {
			return nil, err
		}
		for _, d := range side.docs {
			if d.result.Generated {
				err := writeService(side.packageDir(d), side.api)
				if side.workspace == o.ours {
					err = errors.Join(err, writeFill(side.packageDir(d)))
				}
				if err != nil {
					return nil, err
				}
			}
		}
		if err := side.compile(side.docs); err != nil {
			return nil, err
		}
	}
	for i, d := range docs {
		if d.compiled && twins[i].compiled {
			pairs = append(pairs, d)
			continue
		}
		for _, f := range append(d.failures, twins[i].failures...) {
			fmt.Fprintf(w, "not compared: %s: %s: %s\n", d.name, f.Stage, f.Reason)
		}
	}
	return pairs, nil
}

// exchange builds and runs the program.
func (o *oracle) exchange(pairs []*document) (sights []driver.Sight, err error) {
	dir := filepath.Join(o.ours.dir, "oracle")
	if err := errors.Join(os.RemoveAll(dir), os.CopyFS(dir, driverSource), os.WriteFile(filepath.Join(dir, "main.go"), oracleProgram(pairs), 0o600)); err != nil {
		return nil, err
	}
	args := []string{filepath.Join(o.ours.dir, "cases")}
	for _, d := range pairs {
		w, err := requestsOf(d.path)
		if err != nil {
			return nil, err
		}
		o.unmade += w.unmade
		if err := writeJSON(o.ours.casesFile(d), w.requests); err != nil {
			return nil, err
		}
		args = append(args, d.id())
	}
	program := dir + ".exe"
	if out, err := o.theirs.goCommand("build", "-p", o.theirs.jobs, "-trimpath", "-ldflags=-s -w", "-o", program, "../oracle"); err != nil {
		return nil, &commandError{"build", err, out}
	}
	cmd := exec.Command(program, args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	for lines := json.NewDecoder(bytes.NewReader(out)); lines.More(); {
		var s driver.Sight
		if err := lines.Decode(&s); err != nil {
			return nil, err
		}
		sights = append(sights, s)
	}
	return sights, nil
}

// oracleProgram is a main with a pair of peers for each document.
func oracleProgram(pairs []*document) []byte {
	var imports, table bytes.Buffer
	for i, d := range pairs {
		fmt.Fprintf(&imports, "\tours%d %q\n\ttheirs%d %q\n", i, modulePath+"/api/"+d.id(), i, modulePath+"/theirs/api/"+d.id())
		fmt.Fprintf(&table, `		%[2]q: {{
			Name: "peergen",
			Dial: func(url string, c *http.Client) (any, error) {
				return ours%[1]d.NewClient(ours%[1]d.WithBaseURL(url), ours%[1]d.WithHTTPClient(c))
			},
			Serve: func(saw func(string, any)) (http.Handler, error) {
				return ours%[1]d.NewServer(ours%[1]d.CorpusService{Saw: saw}, ours%[1]d.Security{})
			},
			Fill: ours%[1]d.CorpusFill,
		}, {
			Name: "oapi-codegen",
			Dial: func(url string, c *http.Client) (any, error) {
				return theirs%[1]d.NewClient(url, theirs%[1]d.WithHTTPClient(c))
			},
			Serve: func(saw func(string, any)) (http.Handler, error) {
				return theirs%[1]d.Handler(theirs%[1]d.NewStrictHandler(theirs%[1]d.CorpusService{Saw: saw}, nil)), nil
			},
			Fill: json.Unmarshal,
		}},
`, i, d.id())
	}
	return fmt.Appendf(nil, "package main\n\nimport (\n\t\"encoding/json\"\n\t\"net/http\"\n\n\t%q\n%s)\n\nfunc main() {\n\tdriver.Exchange(map[string][2]driver.Peer{\n%s\t})\n}\n",
		modulePath+"/oracle/driver", &imports, &table)
}
