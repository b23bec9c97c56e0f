package generator

import (
	"go/token"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/peergen/peergen/generator/internal/diag"
)

// packageOf returns the package name that a folder implies: its base name.
func packageOf(out string) string {
	abs, err := filepath.Abs(out) // for "." and ".."
	if err != nil {
		return ""
	}
	return filepath.Base(abs)
}

// checkPackage reports an invalid package name at a position.
func checkPackage(name string, at diag.Diagnostic, ds *diag.List) {
	if isPackageName(name) {
		return
	}
	at.Code, at.Message = diag.InvalidPackage, "`"+name+"` is not a valid name for a Go package"
	at.Hint = "write `" + suggestPackage(name) + "`"
	ds.Add(at)
}

func isPackageName(name string) bool { return token.IsIdentifier(name) && name != "_" }

// suggestPackage returns a valid name similar to name: "peerreport" for "peer-report".
func suggestPackage(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
	if !isPackageName(name) {
		return "api"
	}
	return name
}
