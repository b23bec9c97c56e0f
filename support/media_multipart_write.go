package support

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"strings"
)

// parts is a multipart body: what stands before each content, and the content.
type parts struct {
	writer  *multipart.Writer
	text    bytes.Buffer // what the writer has written since the last file
	pieces  []piece
	files   []*FilePart
	members []formMember
	err     error
}

// piece is some text, and then a file, nil behind the last one.
type piece struct {
	text []byte
	file *outgoing
}

// multipartOf is a value as a multipart body: scalars as text, objects as JSON,
// files as they are read.
func multipartOf[T any](p *T, code func(*jsonCodec, *T), members []formMember, codeFiles func(*T, *fileCodec)) *parts {
	b := &parts{members: members}
	b.writer = multipart.NewWriter(&b.text)
	t, err := formTreeOf(p, code)
	if err != nil {
		b.err = err
		return b
	}
	for i, item := range t.items {
		b.member(t.names[i], item)
	}
	if codeFiles != nil {
		codeFiles(p, &fileCodec{add: b.file})
	}
	b.fail(b.writer.Close())
	b.cut(nil)
	return b
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
		b.part(p.name, "", p.text)
	}
}

func (b *parts) element(name string, element *formTree, m *formMember) {
	if element.kind == 0 {
		return
	}
	types := ""
	if m != nil {
		types = m.types
	}
	contentType, text, err := partText(element, types)
	b.fail(err)
	b.part(name, contentType, text)
}

// partText is a value as the content of a part: a text, unless JSON is what has
// been declared for it.
func partText(t *formTree, types string) (contentType, text string, err error) {
	contentType, _, _ = strings.Cut(types, ",")
	if t.kind == '"' && (contentType == "" || !isJSON(contentType)) {
		return contentType, t.text, nil
	}
	if contentType == "" {
		contentType = "application/json"
	}
	text, err = t.json()
	return contentType, text, err
}

func (b *parts) part(name, contentType, text string) {
	if b.begin(name, &FilePart{ContentType: contentType}) {
		b.text.WriteString(text)
	}
}

// file writes what stands before a file.
func (b *parts) file(name string, f *FilePart, err error) {
	if err != nil {
		b.fail(err)
	} else if f.Content == nil {
		b.fail(fmt.Errorf("the file %s has no content", name))
	} else if b.begin(name, f) {
		b.files = append(b.files, f)
		b.cut(outgoingReader(f.Content))
	}
}

func (b *parts) begin(name string, f *FilePart) bool {
	header, err := f.mimeHeader(name)
	if err == nil {
		_, err = b.writer.CreatePart(header)
	}
	b.fail(err)
	return err == nil
}

// outgoing puts the pieces behind one another. They can be sent again if all
// files can seek.
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
