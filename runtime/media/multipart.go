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

// FilePart is a file in a multipart body, or any part that is passed on as it
// is. A server has those of a request until the operation answers, or until the
// next part of a stream is asked for; those of its response it closes if they
// are an [io.Closer]. They are read, and cannot be kept.
type FilePart struct {
	Filename    string      // as the sender has it, so no path to be trusted
	ContentType string      // "" is what the document says, else application/octet-stream
	Header      http.Header // of the part but for its content type, and in a body of named parts for its name
	Content     io.Reader
}

// typeToSend is the content type of a file of which the document allows types.
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

// mimeHeader is what stands before a part; its name is "" where the order of
// parts tells them apart.
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
			return nil, fmt.Errorf("the part %s has a header that breaks its line", name)
		}
	}
	return header, nil
}

// CloseFile is for a server that has sent a part.
func CloseFile(f *FilePart) {
	if closer, ok := f.Content.(io.Closer); ok {
		_ = closer.Close()
	}
}

// arrivedPart is a part that came, and its name, whatever it is disposed to.
func arrivedPart(part *multipart.Part) (name string, f FilePart) {
	_, params, _ := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	header := http.Header(part.Header)
	f = FilePart{Filename: part.FileName(), ContentType: header.Get("Content-Type"), Header: header, Content: part}
	header.Del("Content-Type")
	if params["name"] != "" || f.Filename != "" {
		header.Del("Content-Disposition")
	}
	return params["name"], f
}

// WithBoundary is a declared content type as it is sent.
func WithBoundary(declared, boundary string) string {
	base, params, err := mime.ParseMediaType(declared)
	if err != nil || strings.Contains(base, "*") {
		base, params = "multipart/mixed", map[string]string{}
	}
	params["boundary"] = boundary
	return mime.FormatMediaType(base, params)
}

// BoundaryOf is what separates the parts of a body; "" for none that has parts.
func BoundaryOf(contentType string) string {
	base, params, _ := mime.ParseMediaType(contentType)
	if !strings.HasPrefix(base, "multipart/") {
		return ""
	}
	return params["boundary"]
}

// allowsType holds for the declared content types; a part that has none, or is
// said to be bytes, may be any.
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
