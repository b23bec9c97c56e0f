package generator

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/txtar"

	"github.com/peergen/peergen/generator/internal/config"
)

const configSchema = "../docs/gen.schema.json"

// TestConfigSchema validates every gen.yaml of the repository, and those of archives, with the
// JSON Schema that editors use. A configuration with errors about itself alone must violate it.
func TestConfigSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile(configSchema)
	if err != nil {
		t.Fatal(err)
	}
	valid, invalid := 0, 0
	check := func(name string, text []byte, want bool) {
		var value any
		if err := yaml.Unmarshal(text, &value); err != nil {
			return // a golden about syntax
		}
		switch err := schema.Validate(value); {
		case want && err != nil:
			t.Errorf("%s: %v", name, err)
		case !want && err == nil:
			t.Errorf("%s is valid by the schema", name)
		case want:
			valid++
		default:
			invalid++
		}
	}
	err = filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		switch {
		case entry.Name() == "gen.yaml":
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			check(path, text, true)
		case filepath.Ext(path) == ".txtar":
			archive, err := txtar.ParseFile(path)
			if err != nil {
				return err
			}
			i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == "gen.yaml" })
			inKeys := slices.Contains(schemaCatches, filepath.Base(path))
			if i >= 0 && (inKeys || filepath.Base(filepath.Dir(path)) == "golden") {
				check(path, archive.Files[i].Data, !inKeys)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if valid < 10 || invalid != len(schemaCatches) {
		t.Errorf("%d valid and %d invalid configurations, want at least 10 and %d", valid, invalid, len(schemaCatches))
	}
}

// schemaCatches are archives of testdata/errors whose gen.yaml violates the schema.
var schemaCatches = []string{"config-filter-keys.txtar", "config-keys.txtar", "config-no-mapping.txtar"}

// TestConfigSchemaKeys compares the keys that the reader knows with those of the schema.
func TestConfigSchemaKeys(t *testing.T) {
	text, err := os.ReadFile(configSchema)
	if err != nil {
		t.Fatal(err)
	}
	var root any
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	for place, keys := range map[string][]string{
		"": configKeys, "properties/runtime": runtimeKeys, "$defs/target": targetKeys, "$defs/include": config.IncludeKeys, "$defs/exclude": config.ExcludeKeys,
		"$defs/target/properties/type-mapping": config.TypeMappingKeys, "$defs/goTypes/additionalProperties": config.GoTypeKeys,
		"$defs/target/properties/operations/additionalProperties": config.OperationKeys,
	} {
		at := root
		for token := range strings.SplitSeq(place, "/") {
			if token != "" {
				at, _ = at.(map[string]any)[token].(map[string]any)
			}
		}
		properties, _ := at.(map[string]any)["properties"].(map[string]any)
		for _, key := range keys {
			if properties[key] == nil {
				t.Errorf("docs/gen.schema.json lacks the key %s in %q", key, place)
			}
		}
		for key := range properties {
			if !slices.Contains(keys, key) {
				t.Errorf("docs/gen.schema.json has the key %s in %q, which is unknown", key, place)
			}
		}
	}
}
