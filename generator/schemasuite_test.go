package generator_test

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/peergen/peergen/internal/suites"
)

// exceptions is the table of differences between generated validation and
// JSON-Schema-Test-Suite, one line each: file, group, test, reason. The test is
// one of
//
//	a name       one test of the group
//	*            the group accepts invalid values, and the generator reports why
//	not run      the group cannot be expressed in an OpenAPI document
//
// A group of schemas without a type is run a second time with the type that its
// keywords apply to. Its name then ends in " as TYPE".
const exceptions = "testdata/schemasuite.tsv"

const notRun = "not run"

type exception struct{ file, group, test, reason string }

func (x exception) key() string { return x.file + "\t" + x.group + "\t" + x.test }

// TestJSONSchemaTestSuite validates the instances of
// https://github.com/json-schema-org/JSON-Schema-Test-Suite with the server of
// a generated package.
func TestJSONSchemaTestSuite(t *testing.T) {
	folder := suites.Folder(t, "JSON-Schema-Test-Suite", "draft2020-12")
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range []string{"ecmascript-regex", "non-bmp-regex", "bignum", "float-overflow"} {
		files = append(files, filepath.Join(folder, "optional", name+".json"))
	}
	known := readExceptions(t)
	skip := map[string]bool{}
	for _, x := range known {
		skip[x.file+"\t"+x.group] = skip[x.file+"\t"+x.group] || x.test == notRun
	}
	groups := readSuite(t, folder, files, skip)
	judge(t, groups)
	found := disagreements(groups)
	for _, x := range known {
		if x.test == notRun {
			found = append(found, x)
		}
	}
	logShares(t, groups)
	compareExceptions(t, known, found)
}

// disagreements returns the lines that the table needs for the verdicts. They
// have a reason only if the generator reported an unsupported keyword.
func disagreements(groups []*suiteGroup) (out []exception) {
	for _, g := range groups {
		covered := false
		for _, test := range g.Tests {
			switch {
			case test.accepted == test.Valid:
			case test.accepted && g.finding != "":
				if !covered {
					out = append(out, exception{g.file, g.name, "*", "reported: " + g.finding})
				}
				covered = true
			default:
				out = append(out, exception{g.file, g.name, test.Description, ""})
			}
		}
	}
	return out
}

func compareExceptions(t *testing.T, known, found []exception) {
	t.Helper()
	reasons := map[string]string{}
	for _, x := range known {
		reasons[x.key()] = x.reason
	}
	var table []string
	for _, x := range found {
		reason, ok := reasons[x.key()]
		delete(reasons, x.key())
		if !ok && !*update {
			t.Errorf("%s: %q, test %q: the verdict is wrong (%s)", x.file, x.group, x.test, x.reason)
		}
		reason = cmp.Or(reason, x.reason, "?")
		if strings.HasPrefix(x.reason, "reported: ") && strings.HasPrefix(reason, "reported: ") {
			reason = x.reason
		}
		if reason == "?" {
			t.Errorf("%s: %q, test %q: the table has no reason", x.file, x.group, x.test)
		}
		table = append(table, x.key()+"\t"+reason)
	}
	for key := range reasons {
		if !*update {
			t.Errorf("unused line: %s", key)
		}
	}
	if *update {
		slices.Sort(table)
		if err := os.WriteFile(filepath.Join(packageDir, exceptions), []byte(strings.Join(table, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func readExceptions(t *testing.T) (out []exception) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(packageDir, exceptions))
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(data) {
		cells := strings.Split(strings.TrimSuffix(string(line), "\n"), "\t")
		if len(cells) != 4 {
			t.Fatalf("%s: a line of %d cells: %s", exceptions, len(cells), line)
		}
		out = append(out, exception{cells[0], cells[1], cells[2], cells[3]})
	}
	return out
}

// logShares logs the number of correct verdicts per file.
func logShares(t *testing.T, groups []*suiteGroup) {
	right, all := map[string]int{}, map[string]int{}
	var files []string
	for _, g := range groups {
		name := g.file
		if g.typed != "" {
			name += " with a type"
		}
		for _, key := range []string{name, "all"} {
			if all[key] == 0 {
				files = append(files, key)
			}
			for _, test := range g.Tests {
				all[key]++
				if test.accepted == test.Valid {
					right[key]++
				}
			}
		}
	}
	slices.Sort(files)
	var out strings.Builder
	for _, name := range files {
		fmt.Fprintf(&out, "%4d of %4d  %s\n", right[name], all[name], name)
	}
	t.Logf("correct verdicts:\n%s", out.String())
}
