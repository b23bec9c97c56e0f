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

// parts is a multipart body: what stands before each content, and the content.
type parts struct {
	Writer  *multipart.Writer
	text    bytes.Buffer // what the writer has written since the last file
	pieces  []piece
	Files   []*FilePart
	members []FormMember
	Err     error
}

// piece is some text, and then a file, nil behind the last one.
type piece struct {
	text []byte
	file *Outgoing
}

// EncodeMultipart is a value as a multipart body: scalars as text, objects as JSON,
// files as they are read.
func EncodeMultipart[T any](p *T, code func(*json.Codec, *T), members []FormMember, codeFiles func(*T, *FileCodec)) *parts {
	b := &parts{members: members}
	b.Writer = multipart.NewWriter(&b.text)
	t, err := form.TreeOf(p, code)
	if err != nil {
		b.Err = err
		return b
	}
	for i, item := range t.Items {
		b.member(t.Names[i], item)
	}
	if codeFiles != nil {
		codeFiles(p, &FileCodec{add: b.file})
	}
	b.fail(b.Writer.Close())
	b.cut(nil)
	return b
}

func (b *parts) fail(err error) {
	if b.Err == nil {
		b.Err = err
	}
}

func (b *parts) cut(file *Outgoing) {
	b.pieces = append(b.pieces, piece{bytes.Clone(b.text.Bytes()), file})
	b.text.Reset()
}

// member writes the parts of a member: each element of a list is one.
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
	pairs, err := m.pairs(item, func(s string) string { return s })
	b.fail(err)
	for _, p := range pairs {
		b.part(p.Name, "", p.Text)
	}
}

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

// partText is a value as the content of a part: a text, unless JSON is what has
// been declared for it.
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
		b.Files = append(b.Files, f)
		b.cut(OutgoingReader(f.Content))
	}
}

func (b *parts) begin(name string, f *FilePart) bool {
	header, err := f.mimeHeader(name)
	if err == nil {
		_, err = b.Writer.CreatePart(header)
	}
	b.fail(err)
	return err == nil
}

// Outgoing puts the pieces behind one another. They can be sent again if all
// files can seek.
func (b *parts) Outgoing() *Outgoing {
	out := &Outgoing{}
	for _, p := range b.pieces {
		out.Size += int64(len(p.text))
		if p.file != nil {
			out.Once = out.Once || p.file.Once
			if p.file.Size < 0 {
				out.Size = -1 << 62 // stays below zero
			}
			out.Size += p.file.Size
		}
	}
	out.Size = max(out.Size, -1)
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
