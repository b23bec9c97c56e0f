package support

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
)

// partCodec codes one part of a multipart body: the one to be sent, or one that came.
type partCodec struct {
	part    FilePart
	isFile  bool // what is coded: without a file name it would be none
	writing bool
	strict  bool
	limit   int64 // of a content that is read as a whole
	index   int   // of the part, where the order tells parts apart
	err     error
}

// violate reports what is wrong with a part.
func (c *partCodec) violate(keyword, message string) {
	if c.err == nil {
		c.err = &ValidationFailure{Violations: []Violation{{In: "body", Keyword: keyword, Message: message}}}
	}
}

// file codes a part that is passed on as it is. The first parts can have content
// types of their own.
func (c *partCodec) file(types string, p *FilePart, first ...string) {
	if c.index < len(first) {
		types = first[c.index]
	}
	c.isFile = true
	if !c.writing {
		*p = c.part
		if c.strict && !allowsType(types, p.ContentType) {
			c.violate("contentType", "must be "+types+", not "+p.ContentType)
		}
		return
	}
	if p.Content == nil {
		c.err = errors.New("the part has no content")
		return
	}
	headers := c.part.Header
	c.part = *p
	if len(headers) > 0 {
		c.part.Header = c.part.Header.Clone()
		for name, values := range headers {
			c.headers()[name] = values
		}
	}
	c.part.ContentType = p.typeToSend(types)
}

// headers are those of the part, to be added to.
func (c *partCodec) headers() http.Header {
	if c.part.Header == nil {
		c.part.Header = http.Header{}
	}
	return c.part.Header
}

// needsHeaders has a strict codec report headers that are missing.
func (c *partCodec) needsHeaders(names ...string) {
	for _, name := range names {
		if !c.writing && c.strict && len(c.part.Header.Values(name)) == 0 {
			c.violate("required", "must have the header "+name)
		}
	}
}

// partValue codes a part that is a text, or JSON.
func partValue[T any](c *partCodec, types string, p *T, code func(*jsonCodec, *T)) {
	if c.writing {
		t, err := formTreeOf(p, code)
		if err == nil {
			var text string
			c.part.ContentType, text, err = partText(t, types)
			c.part.ContentType = withCharset(cmp.Or(c.part.ContentType, "text/plain"))
			c.part.Content = strings.NewReader(text)
		}
		c.err = err
		return
	}
	text, err := io.ReadAll(io.LimitReader(c.part.Content, c.limit+1))
	switch contentType := c.part.ContentType; {
	case err != nil:
	case int64(len(text)) > c.limit:
		err = fmt.Errorf("a part has more than %d bytes", c.limit)
	case contentType != "" && isJSON(contentType):
		err = decodeBody(text, c.strict, p, code)
	case contentType == "" && types != "" && isJSON(types):
		err = decodeBody(text, c.strict, p, code)
	default:
		err = readFormTree(formText(string(text)), c.strict, p, code)
	}
	if c.err == nil {
		c.err = err
	}
}

// copyParts writes items as the parts of a body, and calls sent behind each.
func copyParts[T any](out io.Writer, boundary string, items iter.Seq2[T, error], code func(*T, *partCodec), sent func(*partCodec)) error {
	w := multipart.NewWriter(out)
	if err := w.SetBoundary(boundary); err != nil {
		return err
	}
	n := 0
	for v, err := range items {
		if err == nil {
			err = copyPart(w, n, &v, code, sent)
		}
		if err != nil {
			return err
		}
		n++
	}
	return w.Close()
}

func copyPart[T any](w *multipart.Writer, index int, v *T, code func(*T, *partCodec), sent func(*partCodec)) error {
	c := &partCodec{writing: true, index: index}
	code(v, c)
	defer sent(c)
	if c.err != nil {
		return fmt.Errorf("part %d: %w", index+1, c.err)
	}
	header, err := c.part.mimeHeader("")
	if err != nil {
		return err
	}
	part, err := w.CreatePart(header)
	if err == nil {
		_, err = io.Copy(part, c.part.Content)
	}
	return err
}

// partItems iterates over the parts of a body. The content of a file is there
// until the next one is asked for.
func partItems[T any](body io.ReadCloser, boundary string, limit int64, strict bool, code func(*T, *partCodec)) iter.Seq2[T, error] {
	reader := multipart.NewReader(body, boundary)
	n := 0
	return readItems(body, nil, func(_ *itemReader, v *T) (itemErr, err error) {
		part, err := reader.NextPart()
		if err != nil {
			return nil, err
		}
		c := &partCodec{strict: strict, limit: limit, index: n}
		n++
		disposition := part.Header.Get("Content-Disposition")
		if _, c.part = arrivedPart(part); disposition != "" {
			c.part.Header.Set("Content-Disposition", disposition) // a stream has no other place for names
		}
		code(v, c)
		if c.err == nil && strict {
			c.err = validItem(v)
		}
		return c.err, nil
	})
}

// newBoundary separates the parts of a body.
func newBoundary() string { return multipart.NewWriter(new(bytes.Buffer)).Boundary() }
