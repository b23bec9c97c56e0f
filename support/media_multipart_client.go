package support

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"net/textproto"
	"slices"
	"strings"
)

// parts is a multipart body: what stands before each content, and the content.
type parts struct {
	writer  *multipart.Writer
	text    bytes.Buffer // what the writer has written since the last file
	pieces  []piece
	members []formMember
	err     error
}

// piece is some text, and then a file, nil behind the last one.
type piece struct {
	text []byte
	file *outgoing
}

// setMultipart is the body of a request that sends a value as
// multipart/form-data: scalars as text, objects as JSON, files as they are read.
// It can be sent again if all files can seek.
func setMultipart[T any](r *request, contentType string, p *T, code func(*jsonCodec, *T), members []formMember, codeFiles func(*T, *fileCodec)) *outgoing {
	b := &parts{members: members}
	b.writer = multipart.NewWriter(&b.text)
	r.contentType = contentType + "; boundary=" + b.writer.Boundary()
	t, err := formTreeOf(p, code)
	if err != nil {
		r.err = err
		return nil
	}
	for i, item := range t.items {
		b.member(t.names[i], item)
	}
	if codeFiles != nil {
		codeFiles(p, &fileCodec{add: b.file})
	}
	b.fail(b.writer.Close())
	b.cut(nil)
	r.err = b.err
	return b.outgoing()
}

func (b *parts) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *parts) cut(file *outgoing) {
	b.pieces = append(b.pieces, piece{bytes.Clone(b.text.Bytes()), file})
	b.text.Reset()
}

// member writes the parts of a member: each element of a list is one.
func (b *parts) member(name string, item *formTree) {
	m := memberOf(b.members, name)
	if m == nil || m.style == "" {
		elements := []*formTree{item}
		if item.kind == '[' {
			elements = item.items
		}
		for _, element := range elements {
			b.element(name, element, m)
		}
		return
	}
	pairs, err := m.pairs(item, func(s string) string { return s })
	b.fail(err)
	for _, p := range pairs {
		b.part(p.name, "", []byte(p.text))
	}
}

func (b *parts) element(name string, element *formTree, m *formMember) {
	contentType, text := "", element.text
	if m != nil {
		contentType, _, _ = strings.Cut(m.types, ",")
	}
	switch {
	case element.kind == 0:
		return
	case element.kind != '"' || isJSON(contentType) && contentType != "":
		var err error
		text, err = element.json()
		b.fail(err)
		if contentType == "" {
			contentType = "application/json"
		}
	}
	b.part(name, contentType, []byte(text))
}

func (b *parts) part(name, contentType string, content []byte) {
	header := textproto.MIMEHeader{"Content-Disposition": {multipartName(name)}}
	if contentType != "" {
		header.Set("Content-Type", contentType)
	}
	w, err := b.writer.CreatePart(header)
	b.fail(err)
	if err == nil {
		_, err = w.Write(content)
		b.fail(err)
	}
}

func multipartName(name string) string {
	disposition, _, _ := strings.Cut(multipart.FileContentDisposition(name, ""), "; filename=")
	return disposition
}

// file writes what stands before a file.
func (b *parts) file(name, types string, f *FilePart) {
	if f.Content == nil {
		b.fail(errors.New("the file " + name + " has no content"))
		return
	}
	header := textproto.MIMEHeader{}
	maps.Copy(header, textproto.MIMEHeader(f.Header))
	filename, contentType := f.Filename, f.ContentType
	if filename == "" {
		filename = name // without one it would be no file
	}
	if contentType == "" {
		contentType = streamType(f.Content, types)
		if types == "" || strings.Contains(types, ",") {
			contentType = streamType(f.Content, "*/*")
		}
	}
	header.Set("Content-Disposition", multipart.FileContentDisposition(name, filename))
	header.Set("Content-Type", contentType)
	for field, values := range header {
		if strings.ContainsAny(field, "\r\n: ") || slices.ContainsFunc(values, func(v string) bool { return strings.ContainsAny(v, "\r\n") }) {
			b.fail(fmt.Errorf("the file %s has a header that breaks its line", name))
			return
		}
	}
	_, err := b.writer.CreatePart(header)
	b.fail(err)
	b.cut(outgoingStream(new(request), contentType, f.Content))
}

// outgoing puts the pieces behind one another.
func (b *parts) outgoing() *outgoing {
	out := &outgoing{}
	for _, p := range b.pieces {
		out.size += int64(len(p.text))
		if p.file != nil {
			out.once = out.once || p.file.once
			if p.file.size < 0 {
				out.size = -1 << 62 // stays below zero
			}
			out.size += p.file.size
		}
	}
	out.size = max(out.size, -1)
	out.open = func() (io.ReadCloser, error) {
		var readers []io.Reader
		for _, p := range b.pieces {
			readers = append(readers, bytes.NewReader(p.text))
			if p.file != nil {
				file, err := p.file.open()
				if err != nil {
					return nil, err
				}
				readers = append(readers, file)
			}
		}
		return io.NopCloser(io.MultiReader(readers...)), nil
	}
	return out
}
