// Package suites finds the test suites of other projects. They are no part of this
// repository: PEERGEN_SUITES names their folder, and without it they are in
// ../shared/suites of the repository.
package suites

import (
	"os"
	"path/filepath"
	"testing"
)

// Folder returns a folder of the suites, for example
// Folder(t, "JSONTestSuite", "test_parsing").
//
// It skips the test only on machines without suites: if PEERGEN_SUITES is set, or if
// there is a folder ../shared, a missing suite fails the test.
func Folder(t testing.TB, elem ...string) string {
	t.Helper()
	suites, required := place(t)
	folder := filepath.Join(append([]string{suites}, elem...)...)
	if _, err := os.Stat(folder); err != nil {
		if required {
			t.Fatal(err)
		}
		t.Skipf("no %s; set PEERGEN_SUITES to a folder with the suites", folder)
	}
	return folder
}

// place returns the folder of all suites, and whether it must exist.
func place(t testing.TB) (suites string, required bool) {
	t.Helper()
	if suites := os.Getenv("PEERGEN_SUITES"); suites != "" {
		return suites, true
	}
	shared := filepath.Join(repository(t), "..", "shared")
	_, err := os.Stat(shared)
	return filepath.Join(shared, "suites"), err == nil
}

// packageDir is the folder of the package under test. Tests change the working directory.
var packageDir, packageDirErr = os.Getwd()

// repository returns the folder with the .ci of this module, above that of the test.
func repository(t testing.TB) string {
	t.Helper()
	folder, err := packageDir, packageDirErr
	for err == nil {
		if _, err = os.Stat(filepath.Join(folder, ".ci")); err == nil {
			return folder
		}
		if parent := filepath.Dir(folder); parent != folder {
			folder, err = parent, nil
		}
	}
	t.Fatal(err)
	return ""
}
