package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/peergen/peergen/generator"
)

// history is which sums this executable has written. One that was built from source may
// write another output than a build with the same version, so a PACKAGE.sum alone does not
// show that a target is up to date. The cache of the user has an empty file for each sum,
// named by the hash of the executable and the sum.
type history struct {
	dir        string
	executable []byte // its hash
}

// maxAge is how long files of the history are kept.
const maxAge = 30 * 24 * time.Hour

// openHistory returns nil if there is no cache, or the executable cannot be read.
func openHistory() *history {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	path, err := os.Executable()
	if err != nil {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer func() { _ = f.Close() }() // it is only read
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return nil
	}
	return &history{filepath.Join(cache, "peergen"), hash.Sum(nil)}
}

// path returns the file for the sum of a target, or "" if it has none.
func (h *history) path(t generator.Target) string {
	sum, err := os.ReadFile(t.SumFile())
	if err != nil {
		return ""
	}
	hash := sha256.Sum256(slices.Concat(h.executable, sum))
	return filepath.Join(h.dir, hex.EncodeToString(hash[:16]))
}

// has reports whether this executable has written the sum of a target.
func (h *history) has(t generator.Target) bool {
	path := h.path(t)
	if path == "" {
		return false
	}
	_, err := os.Stat(path)
	return err == nil
}

// add records that this executable has written the sum of a target. If it fails, the target
// is generated again.
func (h *history) add(t generator.Target) {
	path := h.path(t)
	if path == "" || os.MkdirAll(h.dir, 0o755) != nil || os.WriteFile(path, nil, 0o644) != nil {
		return
	}
	entries, err := os.ReadDir(h.dir)
	if err != nil {
		return
	}
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && time.Since(info.ModTime()) > maxAge {
			_ = os.Remove(filepath.Join(h.dir, entry.Name())) // the next run tries again
		}
	}
}
