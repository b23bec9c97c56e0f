# Everything here also works with the go command alone; see README.md.
GO ?= go
CORPUS ?= ../shared/corpus

.PHONY: help generate check test lint bench golden corpus additive prism oracle

help: ## list the targets
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

generate: ## generate all packages of the repository: the main job
	$(GO) generate ./...
	$(GO) run ./cmd/gen --config generator/testdata/behaviour/gen.yaml
	$(GO) run ./cmd/gen --config bench/gen.yaml
	$(GO) run ./cmd/gen --config otel/gen.yaml

check: ## fail if generated packages are not up to date
	$(GO) run ./cmd/gen check
	$(GO) run ./cmd/gen check --config generator/testdata/behaviour/gen.yaml
	$(GO) run ./cmd/gen check --config bench/gen.yaml
	$(GO) run ./cmd/gen check --config otel/gen.yaml

# Code that users run is tested with the race detector: the runtime, generated
# clients and servers, and the examples. The generator is not: its tests work on
# one document after the other, and would take several times as long.
RACED = $(shell $(GO) list $(patsubst %,./%/...,$(wildcard runtime generated examples)))
PLAIN = $(filter-out $(RACED),$(shell $(GO) list ./...))

# go test need not vet again.
GOTEST = $(GO) test -shuffle=on -vet=off

test: ## pass all tests: gofmt, vet, lint if it is built, up-to-date output, unit and end-to-end tests
	@out=$$(gofmt -l $$(git ls-files '*.go')); test -z "$$out" || { echo "not gofmt'ed:"; echo "$$out"; exit 1; }
	$(GO) vet ./...
	$(MAKE) --no-print-directory check
	@test ! -x $(LINT) || $(MAKE) --no-print-directory lint
	@command -v node >/dev/null || echo "node is not installed: the tests against Prism (e2e) are skipped"
	$(GOTEST) $(PLAIN)
	$(GOTEST) -race $(RACED)
	cd generator/testdata/behaviour && $(GO) vet ./... && $(GOTEST) -race ./...
	cd bench && $(GO) vet ./... && $(GOTEST) ./...
	cd otel && $(GO) vet ./... && $(GOTEST) -race ./...

LINT_VERSION = v2.15.0
VULN_VERSION = v1.9.0
LINT = $(CURDIR)/.bin/golangci-lint-$(LINT_VERSION)

lint: $(LINT) ## run golangci-lint, pinned and built the first time, and govulncheck if its database can be reached
	$(LINT) run
	cd generator/testdata/behaviour && $(LINT) run
	cd bench && $(LINT) run
	cd otel && $(LINT) run
	@if curl -fsSI -m 10 -o /dev/null https://vuln.go.dev/index/db.json 2>/dev/null; \
	then $(GO) run golang.org/x/vuln/cmd/govulncheck@$(VULN_VERSION) ./...; \
	else echo "https://vuln.go.dev cannot be reached: known vulnerabilities are not checked"; fi

# The file name has the version, so that another version is built anew.
$(LINT):
	GOBIN=$(CURDIR)/.bin $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)
	mv .bin/golangci-lint $@

bench: ## measure next to other generators and JSON packages, and write bench/results.md and its charts: minutes
	cd bench && $(GO) run ./report -o .

golden: ## record golden files anew, those that compile
	$(GO) test ./generator -run 'Golden|Errors' -update

corpus: ## generate, compile and vet every document of CORPUS, twice
	$(GO) run ./generator/corpus -corpus $(CORPUS)

additive: ## make additions to the documents of CORPUS, and report what they do to importers: under two hours
	$(GO) run ./generator/corpus -additive -corpus $(CORPUS) -calls 100 -details additive.tsv

prism: ## Prism as mock and as validating proxy for our documents and some of CORPUS: minutes
	PRISM_CORPUS=$(abspath $(CORPUS)) $(GO) test -count=1 -timeout=30m -v -run TestPrismDocuments ./e2e

oracle: ## have our packages and those of oapi-codegen call each other, for documents of CORPUS; ORACLE=all for every one
	$(GO) run ./generator/corpus -oracle -corpus $(CORPUS) $(if $(filter all,$(ORACLE)),-all)
