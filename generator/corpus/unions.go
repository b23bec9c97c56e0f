package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// unionsFile joins the generated files of a package, in the workspace only.
const unionsFile = "corpus_unions.go"

// writeUnions adds a type to the package in dir for each union that cases are
// of. A union is an interface, which encoding/json cannot read and nothing
// outside the package can; the type is read and written as bodies are, by the
// codec of the union:
//
//	type CorpusUnionPet struct{ value Pet }
//
// The file is compiled along with the package, which saves a second build: what
// is wrong in it shows as a failure to compile, under its name.
func writeUnions(dir string, cases []exampleCase) error {
	var file strings.Builder
	file.WriteString("package api\n")
	written := map[string]bool{}
	for _, c := range cases {
		if c.Union == "" || written[c.Union] {
			continue
		}
		written[c.Union] = true
		wrapper := unionWrapper(c.Union)
		fmt.Fprintf(&file, "\ntype %s struct{ value %s }\n", wrapper, c.Union)
		fmt.Fprintf(&file, "\nfunc (u *%s) UnmarshalJSON(data []byte) error { return decodeBody(data, false, &u.value, code%s) }\n", wrapper, c.Union)
		fmt.Fprintf(&file, "func (u *%s) MarshalJSON() ([]byte, error) { return encodeBody(&u.value, code%s) }\n", wrapper, c.Union)
	}
	if len(written) == 0 {
		return nil
	}
	return os.WriteFile(filepath.Join(dir, unionsFile), []byte(file.String()), 0o600)
}

func unionWrapper(union string) string { return "CorpusUnion" + union }

// tried is the Go type that a program tries a case as, seen from outside the
// generated package: "[]api.Pet", "[]api.CorpusUnionPet".
func (c exampleCase) tried() string {
	name := strings.TrimLeft(c.GoType, "[]")
	lists := strings.TrimSuffix(c.GoType, name)
	if c.Union != "" {
		name = unionWrapper(c.Union)
	}
	return lists + "api." + name
}
