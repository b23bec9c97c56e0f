package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// oracle lets the packages that peergen and oapi-codegen make of the same
// documents call each other. In the workspace, the packages of oapi-codegen are
// below the folder theirs:
//
//	bare/vendor-zeit-co.json         the document, see [bareDocument]
//	api/vendor-zeit-co/              package of peergen, with a service
//	theirs/api/vendor-zeit-co/       package of oapi-codegen, with a service
//	cases/vendor-zeit-co.json        the requests and responses
//	oracle/main.go                   the program, which calls [driver.Exchange]
type oracle struct {
	ours, theirs *workspace
	unmade       int // requests and responses without a valid value
	cut          int // documents of which only some operations are compared
}

// oracleDocuments are the documents without -all: small ones that both
// generators support. They have parameters of all styles and locations, bodies,
// forms, dates and enumerations.
var oracleDocuments = []string{
	"tools/datamodel-query_parameters", "tools/oai-v3.0-petstore-expanded", "tools/petstore-openapi",
	"tools/readme-3.0-json-parameters-style", "tools/swaggercodegen-petstore3composed",
	"vendor/1password-connect", "vendor/ably", "vendor/alpaca-trading", "vendor/exoapi", "vendor/klaviyo-lists",
	"vendor/lufthansa", "vendor/miataru", "vendor/ory-keto", "vendor/oxide-dns-server", "vendor/realworld-conduit",
	"vendor/refugerestrooms", "vendor/sendgrid-lmc-senders-v3", "vendor/testfire", "vendor/twilio-content-v1",
	"vendor/twilio-routes-v2", "vendor/xero-projects",
}

// runOracle reports whether all differences are known and all known differences
// were found.
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
	pairs, err := o.pairs(w, docs, !opt.all)
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
	if o.cut > 0 {
		fmt.Fprintf(w, "%d of the documents are cut to %d operations each, evenly spaced\n", o.cut, mostOperations)
	}
	return known.report(w, sights, pairs, o.unmade, opt.all && opt.only == ""), nil
}

// pairs returns the documents for which both packages compile. Ours are
// generated only if theirs compile.
func (o *oracle) pairs(w io.Writer, docs []*document, tell bool) (pairs []*document, err error) {
	if err := os.MkdirAll(filepath.Join(o.ours.dir, "bare"), 0o755); err != nil {
		return nil, err
	}
	var own, twins []*document
	cut := map[*document]bool{}
	for _, d := range docs {
		data, some, err := bareDocument(d.path)
		if err != nil {
			fmt.Fprintf(w, "not compared: %s: %v\n", d.name, err)
			continue
		}
		d.path, d.operations, cut[d] = filepath.Join(o.ours.dir, "bare", d.id()+".json"), -1, some
		if err := os.WriteFile(d.path, data, 0o600); err != nil {
			return nil, err
		}
		own = append(own, d)
		twins = append(twins, &document{name: d.name, path: d.path, operations: -1})
	}
	if err := o.make(o.theirs, twins); err != nil {
		return nil, err
	}
	left := map[stage]int{}
	for i, twin := range twins {
		if twin.compiled {
			pairs = append(pairs, own[i])
			continue
		}
		left[twin.failures[0].Stage]++
		if tell {
			fmt.Fprintf(w, "not compared: %s: %s: %s\n", twin.name, twin.failures[0].Stage, twin.failures[0].Reason)
		}
	}
	for _, stage := range slices.Sorted(maps.Keys(left)) {
		fmt.Fprintf(w, "not compared: %d documents for oapi-codegen: %s\n", left[stage], stage)
	}
	if err := o.make(o.ours, pairs); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(pairs, func(d *document) bool {
		if d.compiled {
			if cut[d] {
				o.cut++
			}
			return false
		}
		for _, f := range d.failures {
			fmt.Fprintf(w, "not compared: %s, for us: %s: %s\n", d.name, f.Stage, f.Reason)
		}
		return true
	}), nil
}

// make generates the packages of one side and compiles them with a service.
func (o *oracle) make(side *workspace, docs []*document) error {
	if err := generateAll(side, docs); err != nil {
		return err
	}
	for _, d := range docs {
		if !d.result.Generated {
			continue
		}
		dir := side.packageDir(d)
		err := writeReplies(dir)
		if side == o.ours {
			err = errors.Join(err, writeService(dir, "API"), writeFill(dir))
		} else {
			err = errors.Join(err, writeService(dir, "StrictServerInterface"))
		}
		if err != nil {
			d.result.Generated = false
			d.fail(generation, err.Error())
		}
	}
	return side.compile(docs)
}
