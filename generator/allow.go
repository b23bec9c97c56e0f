package generator

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/peergen/peergen/generator/internal/config"
	"github.com/peergen/peergen/generator/internal/diag"
)

// policy returns what Allow and Strict mean, and reports entries of Allow that mean nothing.
func (opt Options) policy(ds *diag.List) diag.Policy {
	policy := diag.Policy{Strict: opt.Strict}
	for _, text := range opt.Allow {
		a, problem := diag.ParseAllowance(text)
		if problem != "" {
			ds.Add(diag.Diagnostic{Code: diag.BadConfig, Message: problem, Hint: allowHint(a.Code)})
		}
		policy.Allow = append(policy.Allow, a)
	}
	return policy
}

// CheckAllowance returns an error unless a text can be an entry of [Options.Allow].
func CheckAllowance(text string) error {
	a, problem := diag.ParseAllowance(text)
	if problem == "" {
		return nil
	}
	return fmt.Errorf("--allow %s: %s; %s", text, problem, allowHint(a.Code))
}

// allowHint returns what to write instead of a code that cannot be allowed.
func allowHint(code diag.Code) string {
	var codes []string
	for _, known := range diag.All() {
		if known.IsAllowable() {
			codes = append(codes, string(known))
		}
	}
	if best := diag.Nearest(string(code), codes); best != "" && best != string(code) {
		return "did you mean " + best + "?"
	}
	return "`peergen explain` lists the codes"
}

// allow reads the list of findings that are allowed.
func (r *configReader) allow(node *yaml.Node) []string {
	if node == nil {
		return nil
	}
	if node.Kind != yaml.SequenceNode {
		r.Report(node, "expected a list, found "+config.KindOf(node), "write `allow: [unresolved-ref]`, or with a JSON Pointer `unresolved-ref:/components/schemas/Pet`")
		return nil
	}
	var out []string
	for _, item := range node.Content {
		item = config.Resolve(item)
		text := r.Text(item)
		a, problem := diag.ParseAllowance(text)
		switch {
		case text == "":
		case problem != "":
			r.Report(item, problem, allowHint(a.Code))
		case slices.Contains(out, text):
			r.Report(item, text+" is a duplicate", "remove one of them")
		default:
			out = append(out, text)
		}
	}
	return out
}

// CodeInfo describes a code of diagnostics.
type CodeInfo struct {
	Code      string
	Severity  Severity
	Allowable bool   // whether Options.Allow can name it
	Meaning   string // one line, without a full stop
	Remedy    string // what to do about it, one line, without a full stop
}

// Codes returns all codes of diagnostics, sorted.
func Codes() []CodeInfo {
	var out []CodeInfo
	for _, code := range diag.All() {
		out = append(out, CodeInfo{string(code), Severity(code.Severity().String()), code.IsAllowable(), code.Summary(), code.Remedy()})
	}
	return out
}
