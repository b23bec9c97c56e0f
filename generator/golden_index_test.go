package generator_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestGoldenIndex checks the tables of testdata/golden/README.md: the names in
// them exist, and every golden is named.
func TestGoldenIndex(t *testing.T) {
	text, err := os.ReadFile("testdata/golden/README.md")
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	quoted := regexp.MustCompile("`([^`]+)`")
	for line := range strings.Lines(string(text)) {
		clause, shown, isRow := strings.Cut(strings.TrimPrefix(line, "| "), " | ")
		if !isRow || !strings.HasPrefix(line, "| ") {
			continue
		}
		names := quoted.FindAllStringSubmatch(shown, -1)
		if len(names) == 0 && !strings.HasPrefix(shown, "shown by") && !strings.HasPrefix(shown, "---") {
			t.Errorf("no name shows %s", clause)
		}
		for _, name := range names {
			named = append(named, name[1])
		}
	}
	for _, name := range named {
		if !exists("testdata/golden/"+name+".txtar") && !exists("testdata/errors/"+name+".txtar") && !exists("testdata/behaviour/"+name) {
			t.Errorf("%s is neither a golden nor an archive of errors nor a package of behaviour", name)
		}
	}
	for _, path := range archives(t, "testdata/golden/*.txtar") {
		if !slices.Contains(named, archiveName(path)) {
			t.Errorf("%s is not named in testdata/golden/README.md", filepath.Base(path))
		}
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
