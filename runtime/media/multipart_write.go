package media

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"strings"

	"github.com/peergen/peergen/runtime/form"
	"github.com/peergen/peergen/runtime/json"
)

// parts is a multipart body to be sent: texts and files in turn.
type parts struct {
	Writer  *multipart.Writer
	text    bytes.Buffer // written since the last file
	pieces  []piece
	Files   []*FilePart
	members []FormMember
	Err     error
}

// piece is text, followed by a file, which is nil for the last piece.
type piece struct {
	text []byte
	file *Outgoing
}

// EncodeMultipart returns a value as a multipart body: scalars as text, objects
// as JSON, files as they are read.
func EncodeMultipart[T any](mode json.Mode, p *T, elem json.Appender[T], members []FormMember, codeFiles func(*T, *FileCodec)) *parts {
	b := &parts{members: members}
	b.Writer = multipart.NewWriter(&b.text)
	t, err := membersOf(mode, p, elem)
	if err != nil {
		b.Err = err
		return b
	}
	for i, item := range t.Items {
		b.member(t.Names[i], item)
	}
	if codeFiles != nil {
		codeFiles(p, &FileCodec{mode: mode, add: b.file})
	}
	b.fail(b.Writer.Close())
	b.cut(nil)
	return b
}

// fail records the first error.
func (b *parts) fail(err error) {
	if b.Err == nil {
		b.Err = err
	}
}

// cut ends the current piece.
func (b *parts) cut(file *Outgoing) {
	b.pieces = append(b.pieces, piece{bytes.Clone(b.text.Bytes()), file})
	b.text.Reset()
}

// member writes the parts of a member, one for each element of a list.
func (b *parts) member(name string, item *form.Tree) {
	m := memberOf(b.members, name)
	if m == nil || m.Style == "" {
		elements := []*form.Tree{item}
		if item.Kind == '[' {
			elements = item.Items
		}
		for _, element := range elements {
			b.element(name, element, m)
		}
		return
	}
	pairs, err := m.plain().Pairs(item)
	b.fail(err)
	for _, p := range pairs {
		b.part(p.Name, "", p.Text)
	}
}

// element writes one part.
func (b *parts) element(name string, element *form.Tree, m *FormMember) {
	if element.Kind == 0 {
		return
	}
	types := ""
	if m != nil {
		types = m.Types
	}
	contentType, text, err := partText(element, types)
	b.fail(err)
	b.part(name, contentType, text)
}

// partText returns the content of a part: text, or JSON if that is declared for
// it.
func partText(t *form.Tree, types string) (contentType, text string, err error) {
	contentType, _, _ = strings.Cut(types, ",")
	if t.Kind == '"' && (contentType == "" || !IsJSON(contentType)) {
		return contentType, t.Text, nil
	}
	if contentType == "" {
		contentType = "application/json"
	}
	text, err = t.JSON()
	return contentType, text, err
}

// part writes a part that is text.
func (b *parts) part(name, contentType, text string) {
	if b.begin(name, &FilePart{ContentType: contentType}) {
		b.text.WriteString(text)
	}
}

// file writes the header of a file and ends the piece.
func (b *parts) file(name string, f *FilePart, err error) {
	switch {
	case err != nil:
		b.fail(err)
	case f.Content == nil:
		b.fail(fmt.Errorf("the file %s has no content", name))
	case b.begin(name, f):
		b.Files = append(b.Files, f)
		b.cut(OutgoingReader(f.Content))
	}
}

// begin writes the header of a part.
func (b *parts) begin(name string, f *FilePart) bool {
	header, err := f.mimeHeader(name)
	if err == nil {
		_, err = b.Writer.CreatePart(header)
	}
	b.fail(err)
	return err == nil
}

// Outgoing joins the pieces. The body can be sent again if all files can seek.
func (b *parts) Outgoing() *Outgoing {
	out := &Outgoing{}
	for _, p := range b.pieces {
		out.Size += int64(len(p.text))
		if p.file != nil {
			out.Once = out.Once || p.file.Once
			if p.file.Size < 0 {
				out.Size = -1 << 62 // remains negative
			}
			out.Size += p.file.Size
		}
	}
	out.Size = max(out.Size, -1)
	out.Release = func() {
		for _, p := range b.pieces {
			if p.file != nil {
				p.file.Release()
			}
		}
	}
	out.Open = func() (io.ReadCloser, error) {
		var readers []io.Reader
		for _, p := range b.pieces {
			readers = append(readers, bytes.NewReader(p.text))
			if p.file != nil {
				file, err := p.file.Open()
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
