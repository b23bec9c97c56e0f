package generator

import (
	"runtime/debug"
	"testing"
)

func TestIsRelease(t *testing.T) {
	const path = "github.com/peergen/peergen"
	released := debug.Module{Path: path, Version: Version}
	for name, c := range map[string]struct {
		info debug.BuildInfo
		want bool
	}{
		"go run peergen@version":  {debug.BuildInfo{Main: released}, true},
		"a program that calls it": {debug.BuildInfo{Main: debug.Module{Path: "example.com/shop", Version: "(devel)"}, Deps: []*debug.Module{&released}}, true},
		"go run ./cmd/gen":        {debug.BuildInfo{Main: debug.Module{Path: path, Version: "(devel)"}}, false},
		"a commit":                {debug.BuildInfo{Main: debug.Module{Path: path, Version: Version + "-0.20261130-abcdef+dirty"}}, false},
		"a replaced module":       {debug.BuildInfo{Deps: []*debug.Module{{Path: path, Version: Version, Replace: &debug.Module{Path: "../peergen"}}}}, false},
		"none":                    {debug.BuildInfo{}, false},
	} {
		if got := isRelease(&c.info); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
	if IsRelease() {
		t.Error("this test is not a release")
	}
}
