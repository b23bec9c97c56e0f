package media

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime/multipart"
	"net/http"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/form"
	"github.com/peergen/peergen/runtime/json"
)

// PartCodec reads or writes one part of a multipart body.
type PartCodec struct {
	Part    FilePart
	isFile  bool // the part is a file; it must have a file name
	Writing bool
	Mode    json.Mode
	limit   int64 // of a content that is read into memory
	index   int   // of the part in its body
	Err     error
}

// violate records a violation of a part.
func (c *PartCodec) violate(keyword, message string) {
	if c.Err == nil {
		c.Err = &core.ConstraintError{Violations: []core.Violation{{In: "body", Keyword: keyword, Message: message}}}
	}
}

// File codes a part that is passed on unchanged. The first parts may have
// separate content types.
func (c *PartCodec) File(types string, p *FilePart, first ...string) {
	if c.index < len(first) {
		types = first[c.index]
	}
	c.isFile = true
	if !c.Writing {
		*p = c.Part
		if c.Mode&json.Strict != 0 && !allowsType(types, p.ContentType) {
			c.violate("contentType", "must be "+types+", not "+p.ContentType)
		}
		return
	}
	if p.Content == nil {
		c.Err = errors.New("the part has no content")
		return
	}
	headers := c.Part.Header
	c.Part = *p
	if len(headers) > 0 {
		c.Part.Header = c.Part.Header.Clone()
		for name, values := range headers {
			c.Headers()[name] = values
		}
	}
	c.Part.ContentType = p.typeToSend(types)
}

// Headers returns the header of the part, to be added to.
func (c *PartCodec) Headers() http.Header {
	if c.Part.Header == nil {
		c.Part.Header = http.Header{}
	}
	return c.Part.Header
}

// NeedsHeaders reports missing headers in a strict codec.
func (c *PartCodec) NeedsHeaders(names ...string) {
	for _, name := range names {
		if !c.Writing && c.Mode&json.Strict != 0 && len(c.Part.Header.Values(name)) == 0 {
			c.violate("required", "must have the header "+name)
		}
	}
}

// PartValue codes a part that is text or JSON.
func PartValue[T any](c *PartCodec, types string, p *T, read json.ReadFunc[T], elem json.Appender[T]) {
	if c.Writing {
		t, err := form.TreeOf(c.Mode, p, elem)
		if err == nil {
			var text string
			c.Part.ContentType, text, err = partText(t, types)
			c.Part.ContentType = WithCharset(cmp.Or(c.Part.ContentType, "text/plain"))
			c.Part.Content = strings.NewReader(text)
		}
		c.Err = err
		return
	}
	text, err := io.ReadAll(io.LimitReader(c.Part.Content, c.limit+1))
	switch contentType := c.Part.ContentType; {
	case err != nil:
	case int64(len(text)) > c.limit:
		err = fmt.Errorf("a part has more than %d bytes", c.limit)
	case contentType != "" && IsJSON(contentType):
		err = json.Decode(text, c.Mode, p, read)
	case contentType == "" && types != "" && IsJSON(types):
		err = json.Decode(text, c.Mode, p, read)
	default:
		err = form.ReadTree(form.Text(string(text)), c.Mode, p, read)
	}
	if c.Err == nil {
		c.Err = err
	}
}

// CopyParts writes items as the parts of a body, and calls sent after each.
func CopyParts[T any](mode json.Mode, out io.Writer, boundary string, items iter.Seq2[T, error], code func(*T, *PartCodec), sent func(*PartCodec)) error {
	w := multipart.NewWriter(out)
	if err := w.SetBoundary(boundary); err != nil {
		return err
	}
	n := 0
	for v, err := range items {
		if err == nil {
			err = copyPart(w, &PartCodec{Writing: true, Mode: mode, index: n}, &v, code, sent)
		}
		if err != nil {
			return err
		}
		n++
	}
	return w.Close()
}

// copyPart writes one part.
func copyPart[T any](w *multipart.Writer, c *PartCodec, v *T, code func(*T, *PartCodec), sent func(*PartCodec)) error {
	code(v, c)
	defer sent(c)
	if c.Err != nil {
		return fmt.Errorf("part %d: %w", c.index+1, c.Err)
	}
	header, err := c.Part.mimeHeader("")
	if err != nil {
		return err
	}
	part, err := w.CreatePart(header)
	if err == nil {
		_, err = io.Copy(part, c.Part.Content)
	}
	return err
}

// PartItems iterates over the parts of a body. The content of a file can be
// read until the next part is requested.
func PartItems[T any](body io.ReadCloser, boundary string, limit int64, mode json.Mode, code func(*T, *PartCodec)) iter.Seq2[T, error] {
	reader := multipart.NewReader(body, boundary)
	n := 0
	return readItems(body, nil, func(_ *ItemReader, v *T) (itemErr, err error) {
		part, err := reader.NextPart()
		if err != nil {
			return nil, err
		}
		c := &PartCodec{Mode: mode, limit: limit, index: n}
		n++
		disposition := part.Header.Get("Content-Disposition")
		if _, c.Part = receivedPart(part); disposition != "" {
			c.Part.Header.Set("Content-Disposition", disposition) // the only place for the name
		}
		code(v, c)
		if c.Err == nil && mode&json.Strict != 0 {
			c.Err = Validate(v)
		}
		return c.Err, nil
	})
}

// NewBoundary returns a random boundary.
func NewBoundary() string { return multipart.NewWriter(new(bytes.Buffer)).Boundary() }
