package target

import (
	"strings"
	"testing"
)

func TestLowerFirst(t *testing.T) {
	for text, want := range map[string]string{
		"":                              "",
		"List pets":                     "list pets",
		"Gets a pet":                    "gets a pet",
		"Searches pets":                 "searches pets",
		"Modifies a pet":                "modifies a pet",
		"A pet by its ID":               "a pet by its ID",
		"Get":                           "get",
		"GET a pet":                     "GET a pet",
		"Linux kernel namespaces":       "Linux kernel namespaces",
		"Germany's taxes":               "Germany's taxes",
		"API keys":                      "API keys",
		"already small":                 "already small",
		"\u00c9num\u00e8re les animaux": "\u00c9num\u00e8re les animaux",
	} {
		if got := LowerFirst(text); got != want {
			t.Errorf("LowerFirst(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestWithArticle(t *testing.T) {
	for _, want := range []string{
		"an Error", "an APIError", "an HTTPError", "an SSOError", "an Unauthorized", "an UploadError",
		"a Problem", "a StatusError", "a User", "a Unit", "a URL", "an X",
	} {
		_, name, _ := strings.Cut(want, " ")
		if got := WithArticle(name); got != want {
			t.Errorf("WithArticle(%q) = %q, want %q", name, got, want)
		}
	}
}
