package generator

import "runtime/debug"

// Version is the version of the generator, which the header of every generated
// file contains. It is a constant, not read from the build information, so that
// the output does not depend on how the generator was built.
const Version = "v0.1.0"

// IsRelease reports whether this program contains the generator of a released version,
// as `go run github.com/peergen/peergen@v0.1.0` does. One that was built from source may
// write another output with the same Version.
func IsRelease() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && isRelease(info)
}

func isRelease(info *debug.BuildInfo) bool {
	for _, m := range append([]*debug.Module{&info.Main}, info.Deps...) {
		if m.Path == "github.com/peergen/peergen" {
			return m.Replace == nil && m.Version == Version
		}
	}
	return false
}
