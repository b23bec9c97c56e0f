package change

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
)

// Revision is a commit of the repository that a folder is in.
type Revision struct {
	root   string // folder of the repository
	commit string // hash
}

// ParseRevision finds a revision, such as main or v1.2.0, of the repository of the current folder.
// A revision that begins with a hyphen is not an option of git.
func ParseRevision(name string) (*Revision, error) {
	root, err := git("", "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, err
	}
	commit, err := git("", "rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("there is no revision %s: %w", name, err)
	}
	return &Revision{strings.TrimSpace(string(root)), strings.TrimSpace(string(commit))}, nil
}

// git runs git in a folder, or in the current one, and returns its standard output.
func git(dir string, args ...string) ([]byte, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_LITERAL_PATHSPECS=1") // the path of a file is not a pattern
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		if text := strings.TrimSpace(stderr.String()); text != "" {
			err = errors.New(text)
		}
		return nil, fmt.Errorf("git %s: %w", args[0], err)
	}
	return out, nil
}

// Folder returns the regular files of a folder in the revision by name, without those of
// folders in it. It returns none if the revision has no such folder.
func (r *Revision) Folder(dir string) (map[string][]byte, error) {
	inside, err := r.path(dir)
	if err != nil {
		return nil, err
	}
	files, err := r.archive(inside)
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for name, content := range files {
		if path.Dir(name) == path.Clean(inside) {
			out[path.Base(name)] = content
		}
	}
	return out, nil
}

// Extract writes files of the revision below a folder, with their paths in the repository, and
// returns their new paths. It leaves out those that the revision does not have.
func (r *Revision) Extract(into string, files []string) ([]string, error) {
	return r.place(into, files, func(file, inside string) ([]byte, error) {
		found, err := r.archive(inside)
		return found[inside], err
	})
}

// Copy is Extract with the files as they are now.
func (r *Revision) Copy(into string, files []string) ([]string, error) {
	return r.place(into, files, func(file, _ string) ([]byte, error) {
		content, err := os.ReadFile(file)
		if errors.Is(err, os.ErrNotExist) {
			return nil, nil
		}
		return content, err
	})
}

// place writes files below a folder. The content of a file that does not exist is nil.
func (r *Revision) place(into string, files []string, content func(file, inside string) ([]byte, error)) (placed []string, err error) {
	for _, file := range files {
		inside, err := r.path(file)
		if err != nil {
			return nil, err
		}
		to := filepath.Join(into, filepath.FromSlash(inside))
		placed = append(placed, to)
		text, err := content(file, inside)
		if err != nil {
			return nil, err
		}
		if text == nil {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return nil, err
		}
		if err := os.WriteFile(to, text, 0o600); err != nil {
			return nil, err
		}
	}
	return placed, nil
}

// path returns a path as the repository has it.
func (r *Revision) path(name string) (string, error) {
	absolute, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(absolute)); err == nil { // git reports the root without symbolic links
		absolute = filepath.Join(folder, filepath.Base(absolute))
	}
	inside, err := filepath.Rel(r.root, absolute)
	if err != nil || !filepath.IsLocal(inside) {
		return "", fmt.Errorf("%s is not in the repository %s", name, r.root)
	}
	return filepath.ToSlash(inside), nil
}

// archive returns the regular files of a file or folder of the repository, by path.
func (r *Revision) archive(inside string) (map[string][]byte, error) {
	listed, err := git(r.root, "ls-tree", "-z", "--name-only", r.commit, "--", inside)
	if err != nil || len(listed) == 0 {
		return nil, err
	}
	out, err := git(r.root, "archive", "--format=tar", r.commit, "--", inside)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for reader := tar.NewReader(bytes.NewReader(out)); ; {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		if header.Typeflag == tar.TypeReg {
			content, err := io.ReadAll(reader)
			if err != nil {
				return nil, err
			}
			files[header.Name] = content
		}
	}
}
