package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/peergen/peergen/generator"
)

// unionsFile is added to a generated package, in the workspace only.
const unionsFile = "corpus_unions.go"

// writeUnions adds a type to the package in dir for each union that has cases.
// A union is an interface, which encoding/json cannot decode, and other
// packages cannot decode it either. The type uses the codec of the union, as
// bodies do:
//
//	type CorpusUnionPet struct{ value Pet }
//
// The file is compiled with the package, which saves a second build. Errors in
// it are reported as errors of the package, with this file name.
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
		fmt.Fprintf(&file, "\nfunc (u *%s) UnmarshalJSON(data []byte) error { return jsonDecode(data, 0, &u.value, read%s) }\n", wrapper, c.Union)
		fmt.Fprintf(&file, "func (u *%s) MarshalJSON() ([]byte, error) {\n\tw := jsonNewWriter(0)\n\treturn w.Finish(append%s(w.Buf, w, \"\", &u.value))\n}\n", wrapper, c.Union)
	}
	if len(written) == 0 {
		return nil
	}
	return os.WriteFile(filepath.Join(dir, unionsFile), []byte(file.String()), 0o600)
}

// readable returns the schemas without the unions that have no functions for JSON,
// because no operation and no other type uses them.
func readable(schemas []generator.Schema, n names) []generator.Schema {
	return slices.DeleteFunc(slices.Clone(schemas), func(s generator.Schema) bool {
		return s.Union != "" && !(n.functions["read"+s.Union] && n.functions["append"+s.Union])
	})
}

func unionWrapper(union string) string { return "CorpusUnion" + union }

// tried returns the Go type that a program uses for a case, as written outside
// the generated package: "[]api.Pet", "[]api.CorpusUnionPet".
func (c exampleCase) tried() string {
	name := strings.TrimLeft(c.GoType, "[]")
	lists := strings.TrimSuffix(c.GoType, name)
	if c.Union != "" {
		name = unionWrapper(c.Union)
	}
	return lists + "api." + name
}
