package repair

import (
	"os"
	"path/filepath"
	"testing"
)

func TestIsBelow(t *testing.T) {
	dir := t.TempDir()
	inside, outside := filepath.Join(dir, "docs"), filepath.Join(dir, "other")
	for _, folder := range []string{inside, outside} {
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "a.yaml"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(outside, "a.yaml"), filepath.Join(inside, "link.yaml")); err != nil {
		t.Skip(err)
	}
	for name, below := range map[string]bool{
		filepath.Join(inside, "a.yaml"): true, filepath.Join(inside, "absent.yaml"): true, filepath.Join(inside, "..", "docs", "a.yaml"): true,
		filepath.Join(outside, "a.yaml"): false, filepath.Join(inside, "link.yaml"): false, filepath.Join(inside, "..", "other", "a.yaml"): false,
	} {
		if IsBelow(inside, name) != below {
			t.Errorf("%s: %t", name, !below)
		}
	}
}

func TestReadReferred(t *testing.T) {
	if _, err := readReferred(t.TempDir()); err == nil {
		t.Error("a folder is read")
	}
	if _, err := os.Stat("/dev/zero"); err == nil {
		if _, err := readReferred("/dev/zero"); err == nil {
			t.Error("a device is read")
		}
	}
	large := filepath.Join(t.TempDir(), "large.yaml")
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, maxFile+1); err != nil {
		t.Skip(err)
	}
	if _, err := readReferred(large); err == nil {
		t.Error("a file above the limit is read")
	}
}

func TestDownload(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.com/a/pet.yaml#/Pet": "download it: `curl -fsSL -o pet.yaml https://example.com/a/pet.yaml`",
		"//example.com/pets":                  "download it: `curl -fsSL -o openapi.yaml https://example.com/pets`",
		"https://example.com/$(id).json?a=b":  "download it: `curl -fsSL -o '$(id).json' 'https://example.com/$(id).json?a=b'`",
	} {
		if got := Download(address); got != want {
			t.Errorf("%s: %s", address, got)
		}
	}
}
