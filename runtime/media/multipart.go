package media

import (
	"fmt"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"slices"
	"strings"
)

// FilePart is a file in a multipart body, or a part that is passed on
// unchanged. The content of a received part can be read until the operation
// returns, or until the next part of a stream is requested. A server closes the
// content of parts that it has sent, if it is an [io.Closer].
type FilePart struct {
	Filename    string      // as sent; not a trusted path
	ContentType string      // "" is the declared one, else application/octet-stream
	Header      http.Header // of the part, except Content-Type and, if parts have names, Content-Disposition
	Content     io.Reader
}

// typeToSend returns the content type of a file for which the document allows
// types.
func (f *FilePart) typeToSend(types string) string {
	switch {
	case f.ContentType != "":
		return f.ContentType
	case types == "" || strings.Contains(types, ","):
		return StreamType(f.Content, "*/*")
	}
	return StreamType(f.Content, types)
}

// quotePartName quotes the name of a part or file, escaped as mime/multipart escapes it.
func quotePartName(name string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\r", "%0D", "\n", "%0A").Replace(name) + `"`
}

// mimeHeader returns the header of a part. The name is empty if parts are
// distinguished by order.
func (f *FilePart) mimeHeader(name string) (textproto.MIMEHeader, error) {
	header := textproto.MIMEHeader{}
	maps.Copy(header, textproto.MIMEHeader(f.Header))
	switch {
	case name != "" && f.Filename != "":
		header.Set("Content-Disposition", "form-data; name="+quotePartName(name)+"; filename="+quotePartName(f.Filename))
	case name != "":
		header.Set("Content-Disposition", "form-data; name="+quotePartName(name))
	case f.Filename != "" && header.Get("Content-Disposition") == "":
		header.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Filename}))
	}
	if f.ContentType != "" {
		header.Set("Content-Type", f.ContentType)
	}
	for field, values := range header {
		if strings.ContainsAny(field, "\r\n: ") || slices.ContainsFunc(values, func(v string) bool { return strings.ContainsAny(v, "\r\n") }) {
			return nil, fmt.Errorf("the part %s has a header with a line break or an invalid name", name)
		}
	}
	return header, nil
}

// CloseFile closes the content of a part that was sent.
func CloseFile(f *FilePart) {
	if closer, ok := f.Content.(io.Closer); ok {
		_ = closer.Close()
	}
}

// receivedPart returns a received part and its name. The part may have any
// Content-Disposition, not only form-data.
func receivedPart(part *multipart.Part) (name string, f FilePart) {
	_, params, _ := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	header := http.Header(part.Header)
	f = FilePart{Filename: part.FileName(), ContentType: header.Get("Content-Type"), Header: header, Content: part}
	header.Del("Content-Type")
	if params["name"] != "" || f.Filename != "" {
		header.Del("Content-Disposition")
	}
	return params["name"], f
}

// WithBoundary returns a declared content type with a boundary.
func WithBoundary(declared, boundary string) string {
	base, params, err := mime.ParseMediaType(declared)
	if err != nil || strings.Contains(base, "*") {
		base, params = "multipart/mixed", map[string]string{}
	}
	params["boundary"] = boundary
	return mime.FormatMediaType(base, params)
}

// BoundaryOf returns the boundary of a multipart content type, or "".
func BoundaryOf(contentType string) string {
	base, params, _ := mime.ParseMediaType(contentType)
	if !strings.HasPrefix(base, "multipart/") {
		return ""
	}
	return params["boundary"]
}

// allowsType reports whether types include a content type. A part without a
// content type, or with application/octet-stream, may be of any type.
func allowsType(types, contentType string) bool {
	if types == "" || contentType == "" || InRange("application/octet-stream", contentType) {
		return true
	}
	for declared := range strings.SplitSeq(types, ",") {
		if InRange(strings.TrimSpace(declared), contentType) {
			return true
		}
	}
	return false
}
