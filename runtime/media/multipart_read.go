package media

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"slices"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/form"
	"github.com/peergen/peergen/runtime/json"
)

// maxParts is the maximum number of parts of a body that is one value.
const maxParts = 1000

// MultipartBody is a received body with all of its parts.
type MultipartBody struct {
	parts   []namedPart
	files   map[string][]FilePart // of members that are files
	Memory  int64                 // number of bytes that may still be kept in memory
	Texts   int64                 // number of bytes of parts that are not files, or 0 if there is no limit
	spilled *os.File              // file with the other contents, or nil
	size    int64                 // of spilled
}

// namedPart is a part and its name.
type namedPart struct {
	name string
	FilePart
}

// Read reads all parts.
func (b *MultipartBody) Read(body io.Reader, boundary string) error {
	reader := multipart.NewReader(body, boundary)
	for {
		part, err := reader.NextPart()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case len(b.parts) == maxParts:
			return fmt.Errorf("there are more than %d parts", maxParts)
		}
		name, f := receivedPart(part)
		if f.Content, err = b.keep(part); err != nil {
			return err
		}
		b.parts = append(b.parts, namedPart{name, f})
	}
}

// keep reads a content, into memory while there is some left, else into a
// temporary file.
func (b *MultipartBody) keep(content io.Reader) (io.Reader, error) {
	held, err := io.ReadAll(io.LimitReader(content, b.Memory+1))
	if err != nil {
		return nil, err
	}
	if n := int64(len(held)); n <= b.Memory {
		b.Memory -= n
		return bytes.NewReader(held), nil
	}
	if b.spilled == nil {
		if b.spilled, err = os.CreateTemp("", "multipart-"); err != nil {
			return nil, &StorageError{err}
		}
	}
	n, err := io.Copy(storage{b.spilled}, io.MultiReader(bytes.NewReader(held), content))
	if err != nil {
		return nil, err
	}
	b.size += n
	return io.NewSectionReader(b.spilled, b.size-n, n), nil
}

// StorageError is the error of a temporary file: the sender of the body did nothing wrong.
type StorageError struct{ err error }

// Error returns the text of the file system, which has paths.
func (e *StorageError) Error() string { return "keeping a multipart body: " + e.err.Error() }

// Unwrap returns the error of the file system.
func (e *StorageError) Unwrap() error { return e.err }

// storage is a file whose errors are those of the receiver.
type storage struct{ file io.Writer }

// Write returns a *StorageError if the file cannot be written.
func (s storage) Write(p []byte) (int, error) {
	n, err := s.file.Write(p)
	if err != nil {
		err = &StorageError{err}
	}
	return n, err
}

// Remove removes the temporary file, if there is one.
func (b *MultipartBody) Remove() {
	if b != nil && b.spilled != nil {
		_ = b.spilled.Close()
		_ = os.Remove(b.spilled.Name())
	}
}

// find returns the files with a name, including parts without a file name.
func (b *MultipartBody) find(name string) []FilePart {
	if found, ok := b.files[name]; ok {
		return found
	}
	var found []FilePart
	for _, part := range b.parts {
		if part.name == name {
			found = append(found, part.FilePart)
		}
	}
	if b.files == nil {
		b.files = map[string][]FilePart{}
	}
	b.files[name] = found
	return found
}

// texts returns the parts that are not members with files. They may be sent as
// files: browsers send JSON that way. Parts that are not declared are empty.
func (b *MultipartBody) texts(isDeclared func(name string) bool) ([]form.Pair, error) {
	var pairs []form.Pair
	left := b.Texts
	for _, part := range b.parts {
		if _, isFile := b.files[part.name]; isFile {
			continue
		}
		if !isDeclared(part.name) {
			pairs = append(pairs, form.Pair{Name: part.name})
			continue
		}
		content := part.Content
		if b.Texts > 0 {
			content = io.LimitReader(content, left+1)
		}
		text, err := io.ReadAll(content)
		if left -= int64(len(text)); err == nil && b.Texts > 0 && left < 0 {
			err = &http.MaxBytesError{Limit: b.Texts}
		}
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, form.Pair{Name: part.name, Text: string(text)})
	}
	return pairs, nil
}

// declares returns a function that reports whether the name of a part is that of a
// member. names are those of all members, or nil if parts of any name are.
func declares(names []string, members []FormMember) func(string) bool {
	return func(name string) bool {
		return names == nil || slices.Contains(names, name) || slices.ContainsFunc(members, func(m FormMember) bool {
			return m.claims(name) || m.Style == "form" && m.Explode && m.Shape&form.Objects != 0 // its members are parts
		})
	}
}

// DecodeMultipart reads a value from a multipart body: first the names of
// members that are files, then the other members, then the files. names are those of all
// members; nil if parts of any name are kept.
func DecodeMultipart[T any](b *MultipartBody, mode json.Mode, p *T, read json.ReadFunc[T], members []FormMember, names []string, codeFiles func(*T, *FileCodec)) error {
	files := &FileCodec{found: b.find, mode: mode}
	if codeFiles != nil {
		codeFiles(new(T), &FileCodec{found: func(name string) []FilePart { b.find(name); return nil }})
	}
	pairs, err := b.texts(declares(names, members))
	if err != nil {
		return err
	}
	t, err := formTree(pairs, members, nil)
	if err == nil {
		err = form.ReadTree(t, mode, p, read)
	}
	if codeFiles != nil {
		codeFiles(p, files)
	}
	var invalid *core.ConstraintError
	switch {
	case len(files.violations) == 0:
		return err
	case errors.As(err, &invalid):
		files.violations = append(invalid.Violations, files.violations...)
	case err != nil:
		return err
	}
	return &core.ConstraintError{Violations: files.violations}
}
