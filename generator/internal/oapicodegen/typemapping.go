package oapicodegen

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/oapi-codegen/oapi-codegen/v2/pkg/codegen"
	"go.yaml.in/yaml/v3"
)

// typeRow is a row of their type mapping in gen.yaml: by type and format, or by
// type alone.
type typeRow struct {
	key     string
	goType  codegen.SimpleTypeSpec
	problem string // why gen.yaml cannot express it, or ""
}

const theirTypes = "github.com/oapi-codegen/runtime/types"

var mappableType = regexp.MustCompile(`^[\pL\d_.*\[\]]+$`)

// typeRows returns the rows of the mapping, each with the import that it
// requires.
func typeRows(cfg Config) []typeRow {
	m := cfg.OutputOptions.TypeMapping
	if m == nil {
		return nil
	}
	var rows []typeRow
	for _, kind := range []struct {
		name string
		codegen.FormatMapping
	}{{"integer", m.Integer}, {"number", m.Number}, {"boolean", m.Boolean}, {"string", m.String}} {
		if kind.Default.Type != "" {
			rows = append(rows, newTypeRow(kind.name, kind.Default, cfg))
		}
		for _, format := range slices.Sorted(maps.Keys(kind.Formats)) {
			rows = append(rows, newTypeRow(kind.name+"/"+format, kind.Formats[format], cfg))
		}
	}
	return rows
}

func newTypeRow(key string, goType codegen.SimpleTypeSpec, cfg Config) typeRow {
	row := typeRow{key: key, goType: goType}
	qualifier, _, qualified := strings.Cut(strings.TrimLeft(goType.Type, "*[]"), ".")
	if qualified && goType.Import == "" {
		row.goType.Import = importOf(qualifier, cfg)
	}
	switch {
	case goType.Type == "":
		row.problem = "names no type"
	case !mappableType.MatchString(goType.Type):
		row.problem = "is no plain type: " + goType.Type
	case qualified && row.goType.Import == "":
		row.problem = "needs the import path of " + qualifier
	}
	return row
}

// importOf returns the path of a package that their output imports by default,
// or that the configuration adds.
func importOf(qualifier string, cfg Config) string {
	for _, added := range cfg.AdditionalImports {
		if added.Alias == qualifier || added.Alias == "" && path.Base(added.Package) == qualifier {
			return added.Package
		}
	}
	return map[string]string{"openapi_types": theirTypes, "json": "encoding/json", "time": "time"}[qualifier]
}

// types adds notes for the rows of the type mapping that cannot be converted.
func (i *importer) types(root *yaml.Node, cfg Config) {
	at := resolve(root)
	for _, key := range []string{"output-options", "type-mapping"} {
		if inner := mappingValue(at, key); inner != nil {
			at = inner
		}
	}
	for _, row := range typeRows(cfg) {
		if row.problem != "" {
			i.note(at, "output-options.type-mapping", advice{
				does: "Its row " + row.key + " " + row.problem + ".", instead: "Write a row `" + row.key + ": {type: name.Type, import: path}` under type-mapping.",
			})
		}
	}
}

// writeTypeMapping writes the rows that can be converted.
func writeTypeMapping(b *bytes.Buffer, rows []typeRow) {
	rows = slices.DeleteFunc(rows, func(row typeRow) bool { return row.problem != "" })
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(b, "    type-mapping:\n      formats:\n")
	for _, row := range rows {
		fmt.Fprintf(b, "        %s:\n          type: %s\n", scalar(row.key), scalar(row.goType.Type))
		if row.goType.Import != "" {
			fmt.Fprintf(b, "          import: %s\n", scalar(row.goType.Import))
		}
	}
}
