package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/generator/corpus/driver"
	"github.com/peergen/peergen/generator/internal/source"
)

// writeReplies adds a table of response types to a package: those of
// oapi-codegen and its parse functions, or our results that have a status in
// their name, and our errors:
//
//	func CorpusReplies() map[string]any {
//		return map[string]any{
//			"GetPet200JSONResponse": new(GetPet200JSONResponse),
//			"ParseGetPetResponse":   ParseGetPetResponse,
//			"GetPet404Error":        new(StatusError[Missing]),
//		}
//	}
func writeReplies(dir string) error {
	paths, err := filepath.Glob(filepath.Join(dir, "*.gen.go"))
	if err != nil {
		return err
	}
	rows := map[string]string{}
	for _, path := range paths {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			name := f.Name.Name
			switch {
			case f.Recv == nil && strings.HasPrefix(name, "Parse") && strings.HasSuffix(name, "Response"):
				rows[name] = name
			case f.Recv != nil && (strings.HasPrefix(name, "Visit") || strings.HasPrefix(name, "is") && strings.HasSuffix(name, "Result")):
				of := receiver(f.Recv.List[0].Type)
				rows[of] = "new(" + of + ")"
			case f.Recv != nil && receiver(f.Recv.List[0].Type) == "Client" && f.Body != nil:
				declaredErrors(f, rows)
			}
		}
	}
	var text strings.Builder
	text.WriteString("package api\n\nfunc CorpusReplies() map[string]any {\n\treturn map[string]any{\n")
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		fmt.Fprintf(&text, "\t\t%q: %s,\n", name, rows[name])
	}
	text.WriteString("\t}\n}\n")
	return os.WriteFile(filepath.Join(dir, "corpus_replies.go"), []byte(text.String()), 0o600)
}

// declaredErrors returns the error types that a method of our client returns,
// the first one of each status:
//
//	switch resp.Status {
//	case 404:
//		return nil, clientDecodeError[Missing](resp, readMissing)
//	}
//	return nil, clientDecodeError[Problem](resp, readProblem) // by default, or in a switch of content types
func declaredErrors(f *ast.FuncDecl, rows map[string]string) {
	note := func(n ast.Node, status string) {
		ast.Inspect(n, func(n ast.Node) bool {
			index, ok := n.(*ast.IndexExpr)
			if !ok {
				return true
			}
			name, _ := index.X.(*ast.Ident)
			of, _ := index.Index.(*ast.Ident)
			if key := f.Name.Name + status + "Error"; name != nil && of != nil && name.Name == "clientDecodeError" && rows[key] == "" {
				rows[key] = "new(StatusError[" + of.Name + "])"
			}
			return true
		})
	}
	for _, statement := range f.Body.List {
		choice, ok := statement.(*ast.SwitchStmt)
		if !ok {
			note(statement, "default")
			continue
		}
		class := ""
		if _, divided := choice.Tag.(*ast.BinaryExpr); divided { // resp.Status / 100
			class = "XX"
		}
		for _, clause := range choice.Body.List {
			for _, status := range clause.(*ast.CaseClause).List {
				switch status, ok := status.(*ast.BasicLit); {
				case ok && status.Kind == token.INT:
					note(clause, status.Value+class)
				case ok: // a content type of the default
					note(clause, "default")
				}
			}
		}
	}
}

// replies returns the compared responses of an operation, in the content type
// that [replyKind] chooses: successes in all variants, errors only with all
// members.
func (w *requestWriter) replies(op operation, id string, args []driver.Arg) {
	responses, _ := op.node["responses"].(object)
	for _, declared := range slices.Sorted(maps.Keys(responses)) {
		response := w.follow(responses[declared])
		status := statusOf(declared, responses)
		if response == nil || status == 0 {
			continue
		}
		content, _ := response["content"].(object)
		kind, ok := w.replyKind(content)
		if op.method == "head" || status == http.StatusNoContent || len(content) == 0 {
			kind, ok = "", len(content) == 0
		}
		if !ok || kind == "" && status >= http.StatusBadRequest {
			continue
		}
		pointer := w.pointerOf(responses[declared], source.JoinPointer(op.pointer, "responses", declared))
		variants := []variant{onlyRequired, everything, hostile}
		if status >= http.StatusBadRequest || kind == "" { // successes with an empty body have only one variant
			variants = []variant{everything}
		}
		for _, w.variant = range variants {
			r := driver.Reply{Operation: id, Variant: string(w.variant), Declared: declared, Status: status, Kind: kind, Args: args}
			if kind != "" {
				media, _ := content[kind].(object)
				w.response = true
				r.Value = w.sample(media["schema"], source.JoinPointer(pointer, "content", kind, "schema"), true)
				w.response = false
				if r.Value == nil {
					w.unmade++
					continue
				}
			}
			w.cases.Replies = append(w.cases.Replies, r)
		}
	}
}

// replyKind returns the compared content type: JSON, else text, else the first
// one of bytes.
func (w *requestWriter) replyKind(content object) (kind string, ok bool) {
	for _, kind := range []string{"application/json", "text/plain"} {
		if content[kind] != nil {
			return kind, true
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(content)) {
		media, _ := content[kind].(object)
		schema := w.follow(media["schema"])
		if typeOf(schema) == "string" && schema["format"] == "binary" && !strings.ContainsAny(kind, "*;") {
			return kind, true
		}
	}
	return "", false
}

// statusOf returns the status that a server responds with: the first of a
// class, an error for default if a success is declared, too, and 0 for
// informational responses and for redirects, which clients follow.
func statusOf(declared string, responses object) int {
	if strings.EqualFold(declared, "default") {
		for other := range responses {
			if strings.HasPrefix(other, "2") {
				return undeclared(responses)
			}
		}
		return http.StatusOK
	}
	status, err := strconv.Atoi(strings.NewReplacer("X", "0", "x", "0").Replace(declared))
	if err != nil || status < 200 || 300 <= status && status < 400 {
		return 0
	}
	return status
}

// undeclared returns an error status that only default covers, or 0.
func undeclared(responses object) int {
	for _, status := range []int{http.StatusInternalServerError, http.StatusServiceUnavailable, http.StatusTeapot, http.StatusLoopDetected} {
		text := strconv.Itoa(status)
		if responses[text] == nil && responses[text[:1]+"XX"] == nil && responses[text[:1]+"xx"] == nil {
			return status
		}
	}
	return 0
}
