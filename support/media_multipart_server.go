package support

import (
	"errors"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
)

// memoryForFiles is how much of the files of a body is kept in memory; more is
// kept in temporary files.
const memoryForFiles = 1 << 20

// multipartBody is a body that came, with its files.
type multipartBody struct {
	form   *multipart.Form
	files  map[string][]FilePart // of the members that are files
	opened []io.Closer
	err    error // that a file could not be opened
}

// readMultipart reads a multipart body up to the server's limit; it answers nil
// for an optional one that is empty.
func (s *serverConfig) readMultipart(w http.ResponseWriter, r *http.Request, declared string, required bool) (*multipartBody, error) {
	body, err := s.openBody(w, r, declared, required)
	if body == nil || err != nil {
		return nil, err
	}
	_, params, _ := mime.ParseMediaType(body.ContentType)
	if params["boundary"] == "" {
		return nil, wrongMediaType(body.ContentType)
	}
	form, err := multipart.NewReader(body, params["boundary"]).ReadForm(memoryForFiles)
	var tooLarge *http.MaxBytesError
	switch {
	case err == nil:
		return &multipartBody{form: form, files: map[string][]FilePart{}}, nil
	case errors.As(err, &tooLarge):
		return nil, err
	case errors.Is(err, multipart.ErrMessageTooLarge):
		return nil, &APIError{StatusCode: http.StatusRequestEntityTooLarge, Detail: err.Error()}
	}
	return nil, &APIError{StatusCode: http.StatusBadRequest, Detail: "the multipart body cannot be read: " + err.Error()}
}

// close closes the files and removes those that are temporary.
func (b *multipartBody) close() {
	if b == nil {
		return
	}
	for _, file := range b.opened {
		_ = file.Close()
	}
	_ = b.form.RemoveAll()
}

// decodeMultipart reads the members of a multipart body: first those that are
// files, to know their names, then the others.
func decodeMultipart[T any](b *multipartBody, p *T, code func(*jsonCodec, *T), members []formMember, codeFiles func(*T, *fileCodec)) error {
	files := &fileCodec{found: b.find}
	if codeFiles != nil {
		codeFiles(new(T), &fileCodec{found: b.find})
	}
	pairs, err := b.texts()
	if err != nil {
		return err
	}
	t, err := formTreeFrom(pairs, members, func(s string) (string, error) { return s, nil })
	if err == nil {
		err = readFormTree(t, true, p, code)
	}
	if codeFiles != nil {
		codeFiles(p, files)
	}
	var invalid *ValidationFailure
	switch {
	case b.err != nil:
		return b.err
	case len(files.violations) == 0:
		return err
	case errors.As(err, &invalid):
		files.violations = append(invalid.Violations, files.violations...)
	case err != nil:
		return err
	}
	return &ValidationFailure{Violations: files.violations}
}

// texts are the parts that are no files. A text may have come as a file: so do
// browsers send JSON.
func (b *multipartBody) texts() ([]formPair, error) {
	var pairs []formPair
	for _, name := range slices.Sorted(maps.Keys(b.form.Value)) {
		if _, isFile := b.files[name]; !isFile {
			for _, text := range b.form.Value[name] {
				pairs = append(pairs, formPair{name, text})
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b.form.File)) {
		if _, isFile := b.files[name]; isFile {
			continue
		}
		for _, f := range b.open(name) {
			text, err := io.ReadAll(f.Content)
			if err != nil {
				return nil, err
			}
			pairs = append(pairs, formPair{name, string(text)})
		}
	}
	return pairs, b.err
}

// find answers the files of a name; a part without a file name is one as well.
func (b *multipartBody) find(name string) []FilePart {
	if found, ok := b.files[name]; ok {
		return found
	}
	found := b.open(name)
	for _, text := range b.form.Value[name] {
		found = append(found, FilePart{Content: strings.NewReader(text)})
	}
	b.files[name] = found
	return found
}

func (b *multipartBody) open(name string) []FilePart {
	var out []FilePart
	for _, header := range b.form.File[name] {
		content, err := header.Open()
		if err != nil {
			b.err = err
			continue
		}
		b.opened = append(b.opened, content)
		more := http.Header(maps.Clone(header.Header))
		more.Del("Content-Disposition")
		more.Del("Content-Type")
		out = append(out, FilePart{Filename: header.Filename, ContentType: header.Header.Get("Content-Type"), Header: more, Content: content})
	}
	return out
}
