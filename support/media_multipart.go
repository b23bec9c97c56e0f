package support

import (
	"fmt"
	"io"
	"net/http"
	"strings"
)

// FilePart is a file in a multipart body. A server has it until the operation
// answers; it is read, and cannot be kept.
type FilePart struct {
	Filename    string      // as the sender has it, so no path to be trusted
	ContentType string      // "" is what the document says, else application/octet-stream
	Header      http.Header // of the part, as far as it is neither name nor content type
	Content     io.Reader
}

// fileCodec codes the members of a multipart body that are files: add sends one,
// and found answers those that came. One of both is set.
type fileCodec struct {
	add        func(name, types string, f *FilePart)
	found      func(name string) []FilePart
	violations []Violation
}

// requiredFile, optionalFile and fileList are the shapes of a member. types are
// the content types that the document allows, "" for any.
func (c *fileCodec) requiredFile(name, types string, f *FilePart) {
	if c.add != nil {
		c.add(name, types, f)
	} else if one := c.one(name, types); one != nil {
		*f = *one
	} else {
		c.violate(name, "required", "must be there")
	}
}

func (c *fileCodec) optionalFile(name, types string, f **FilePart) {
	if c.add == nil {
		*f = c.one(name, types)
	} else if *f != nil {
		c.add(name, types, *f)
	}
}

func (c *fileCodec) fileList(name, types string, required bool, list *[]FilePart) {
	if c.add != nil {
		for i := range *list {
			c.add(name, types, &(*list)[i])
		}
		return
	}
	*list = c.found(name)
	if *list == nil && required {
		c.violate(name, "required", "must be there")
	}
	for _, f := range *list {
		c.checkType(name, types, f.ContentType)
	}
}

// one is the file of a name, nil if there is none.
func (c *fileCodec) one(name, types string) *FilePart {
	files := c.found(name)
	if len(files) == 0 {
		return nil
	}
	if len(files) > 1 {
		c.violate(name, "type", fmt.Sprintf("must be one file, not %d", len(files)))
	}
	c.checkType(name, types, files[0].ContentType)
	return &files[0]
}

// checkType holds a file to the declared content types; one that has none, or
// is said to be bytes, may be any.
func (c *fileCodec) checkType(name, types, contentType string) {
	if types == "" || contentType == "" || inMediaRange("application/octet-stream", contentType) {
		return
	}
	for declared := range strings.SplitSeq(types, ",") {
		if inMediaRange(strings.TrimSpace(declared), contentType) {
			return
		}
	}
	c.violate(name, "contentType", "must be "+types+", not "+contentType)
}

func (c *fileCodec) violate(name, keyword, message string) {
	c.violations = append(c.violations, Violation{In: "body", Name: "/" + escapePointer(name), Keyword: keyword, Message: message})
}
