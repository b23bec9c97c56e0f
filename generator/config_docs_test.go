package generator

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/peergen/peergen/generator/internal/config"
)

// TestReadmeKeys checks that the README describes every key of gen.yaml.
func TestReadmeKeys(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	section := regexp.MustCompile("(?s)\n## gen.yaml\n.*?\n```yaml\n(.*?)```").FindSubmatch(readme)
	if section == nil {
		t.Fatal("README.md has no configuration below the heading gen.yaml")
	}
	for _, key := range slices.Concat(configKeys, runtimeKeys, targetKeys, config.OperationKeys, config.ExcludeKeys, config.TypeMappingKeys, config.GoTypeKeys, config.PaginationKeys, config.EnvKeys) {
		if !regexp.MustCompile(`(?m)(^|[\s{])` + key + `:`).Match(section[1]) {
			t.Errorf("README.md does not describe the key %s", key)
		}
	}
}
