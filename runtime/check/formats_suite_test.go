package check

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/peergen/peergen/internal/suites"
)

// asPunycode is why the meaning of an encoded label is not checked.
const asPunycode = "internationalized labels are not decoded: their rules are tables of Unicode, which the standard library does not have"

// suiteDecisions are the texts on which the predicates and JSON-Schema-Test-Suite
// disagree, each with the reason.
var suiteDecisions = map[string]string{
	"hostname: invalid Punycode":                                            asPunycode,
	"hostname: contains illegal char U+302E Hangul single dot tone mark":    asPunycode,
	"hostname: Begins with a Spacing Combining Mark":                        asPunycode,
	"hostname: Begins with a Nonspacing Mark":                               asPunycode,
	"hostname: Begins with an Enclosing Mark":                               asPunycode,
	"hostname: Exceptions that are DISALLOWED, right-to-left chars":         asPunycode,
	"hostname: Exceptions that are DISALLOWED, left-to-right chars":         asPunycode,
	"hostname: MIDDLE DOT with no preceding 'l'":                            asPunycode,
	"hostname: MIDDLE DOT with nothing preceding":                           asPunycode,
	"hostname: MIDDLE DOT with no following 'l'":                            asPunycode,
	"hostname: MIDDLE DOT with nothing following":                           asPunycode,
	"hostname: Greek KERAIA not followed by Greek":                          asPunycode,
	"hostname: Greek KERAIA not followed by anything":                       asPunycode,
	"hostname: Hebrew GERESH not preceded by Hebrew":                        asPunycode,
	"hostname: Hebrew GERESH not preceded by anything":                      asPunycode,
	"hostname: Hebrew GERSHAYIM not preceded by Hebrew":                     asPunycode,
	"hostname: Hebrew GERSHAYIM not preceded by anything":                   asPunycode,
	"hostname: KATAKANA MIDDLE DOT with no Hiragana, Katakana, or Han":      asPunycode,
	"hostname: KATAKANA MIDDLE DOT with no other characters":                asPunycode,
	"hostname: Arabic-Indic digits mixed with Extended Arabic-Indic digits": asPunycode,
	"hostname: ZERO WIDTH JOINER not preceded by Virama":                    asPunycode,
	"hostname: ZERO WIDTH JOINER not preceded by anything":                  asPunycode,
	"hostname: contains \"--\" in the 3rd and 4th position":                 asPunycode,
}

// The predicates agree with JSON-Schema-Test-Suite, but for decisions.
func TestFormatsOfTheSuite(t *testing.T) {
	folder := suites.Folder(t, "JSON-Schema-Test-Suite", "draft2020-12", "optional", "format")
	used := map[string]bool{}
	for format, valid := range Formats {
		data, err := os.ReadFile(filepath.Join(folder, format+".json"))
		if err != nil {
			t.Fatal(err)
		}
		var groups []struct {
			Tests []struct {
				Description string
				Data        any
				Valid       bool
			}
		}
		if err := json.Unmarshal(data, &groups); err != nil {
			t.Fatal(err)
		}
		for _, group := range groups {
			for _, test := range group.Tests {
				text, ok := test.Data.(string)
				if !ok || valid(text) == test.Valid {
					continue
				}
				key := format + ": " + test.Description
				if used[key] = true; suiteDecisions[key] == "" {
					t.Errorf("%s: %q: valid is %v", key, text, test.Valid)
				}
			}
		}
	}
	for key, reason := range suiteDecisions {
		if !used[key] || strings.TrimSpace(reason) == "" {
			t.Errorf("the decision about %s is not needed, or has no reason", key)
		}
	}
}
