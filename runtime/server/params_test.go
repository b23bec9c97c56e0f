package server

import (
	"errors"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

// An unreadable value was reported: a check of its zero value adds nothing.
func TestFinishReportsEachPlaceOnce(t *testing.T) {
	failure := func(violations ...core.Violation) error { return &core.ConstraintError{Violations: violations} }
	header := func(name, keyword string) core.Violation {
		return core.Violation{In: "header", Name: name, Keyword: keyword}
	}
	body := func(name, keyword string) core.Violation {
		return core.Violation{In: "body", Name: name, Keyword: keyword}
	}
	other := errors.New("no violation")
	for name, c := range map[string]struct {
		read   []core.Violation
		body   error
		checks error
		want   string // keywords, or another error
	}{
		"nothing":                    {nil, nil, nil, ""},
		"all of it":                  {[]core.Violation{header("A", "1")}, failure(body("", "2")), failure(header("B", "3")), "1 2 3"},
		"the same parameter":         {[]core.Violation{header("A", "1")}, nil, failure(header("A", "2")), "1"},
		"a member of it":             {[]core.Violation{header("A", "1")}, nil, failure(header("A/id", "2")), "1"},
		"one of its name's family":   {[]core.Violation{header("A", "1")}, nil, failure(header("A-B", "2")), "1 2"},
		"another member of it":       {[]core.Violation{header("A/id", "1")}, nil, failure(header("A/name", "2")), "1 2"},
		"several checks of one":      {nil, nil, failure(header("A", "1"), header("A", "2")), "1 2"},
		"a body that is not read":    {nil, failure(body("/a", "1")), failure(body("/b", "2")), "1"},
		"an error of another kind":   {[]core.Violation{header("A", "1")}, other, nil, other.Error()},
		"the same name, other place": {[]core.Violation{header("A", "1")}, nil, failure(core.Violation{In: "query", Name: "A", Keyword: "2"}), "1 2"},
	} {
		t.Run(name, func(t *testing.T) {
			err := (&Exchange{Mode: json.Strict, violations: c.read}).Finish(func() error { return c.checks }, c.body)
			if got := keywordsOf(err); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// What cannot be unescaped is not missing, too.
func TestUnreadableIsNotMissing(t *testing.T) {
	for query, want := range map[string]string{"x=%zz": "format", "": "required", "y=%zz": "required", "x=": "", "x=%zz&x=a": "format"} {
		p := &Exchange{Mode: json.Strict, Request: httptest.NewRequest("GET", "/?"+query, nil)}
		var one string
		var all []string
		ReadRequired(p.QueryParam("x"), &one, core.ParseString)
		if got := keywordsOf(p.Finish(func() error { return nil }, nil)); got != want {
			t.Errorf("%s: a text: got %q, want %q", query, got, want)
		}
		p.violations = nil
		ReadList(p.QueryParam("x"), &all, true, core.ParseString)
		if got := keywordsOf(p.Finish(func() error { return nil }, nil)); got != want {
			t.Errorf("%s: a list: got %q, want %q", query, got, want)
		}
	}
}

// keywordsOf are the keywords of violations; of another error, its text.
func keywordsOf(err error) string {
	if err == nil {
		return ""
	}
	invalid, ok := errors.AsType[*core.ConstraintError](err)
	if !ok {
		return err.Error()
	}
	var keywords []string
	for _, v := range invalid.Violations {
		keywords = append(keywords, v.Keyword)
	}
	return strings.Join(keywords, " ")
}

// Constraints are checked only where the result is used.
func TestFinishChecksOnlyWhatCounts(t *testing.T) {
	for name, c := range map[string]struct {
		mode  json.Mode
		body  error
		wants bool
	}{
		"a whole request":           {json.Strict, nil, true},
		"an invalid body":           {json.Strict, missingBody(), true},
		"a body that is not usable": {json.Strict, errors.New("not read"), false},
		"lenient requests":          {0, nil, false},
	} {
		checked := false
		_ = (&Exchange{Mode: c.mode}).Finish(func() error { checked = true; return nil }, c.body)
		if checked != c.wants {
			t.Errorf("%s: constraints checked: %v", name, checked)
		}
	}
}
