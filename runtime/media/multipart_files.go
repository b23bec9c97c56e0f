package media

import (
	"fmt"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/json"
)

// FileCodec reads and writes the members of a multipart body that are files.
// add sends a file, found returns received files; one of them is nil.
type FileCodec struct {
	add        func(name string, f *FilePart, err error)
	found      func(name string) []FilePart
	mode       json.Mode // a strict codec reports content types that the document does not allow
	violations []core.Violation
}

// RequiredFile codes a required file. types are the allowed content types, or
// "" for any.
func (c *FileCodec) RequiredFile(name, types string, f *FilePart) {
	if c.add != nil {
		c.addFile(name, types, *f)
	} else if one := c.one(name); one != nil {
		*f = *one
		c.checkType(name, types, f.ContentType)
	} else {
		c.missing(name)
	}
}

// OptionalFile codes an optional file.
func (c *FileCodec) OptionalFile(name, types string, f **FilePart) {
	switch {
	case c.add == nil:
		if *f = c.one(name); *f != nil {
			c.checkType(name, types, (*f).ContentType)
		}
	case *f != nil:
		c.addFile(name, types, **f)
	}
}

// ZeroFilledFile codes an optional file that is the zero value if it is absent.
func (c *FileCodec) ZeroFilledFile(name, types string, f *FilePart) {
	p := f
	if c.add != nil && f.Content == nil {
		p = nil
	}
	if c.OptionalFile(name, types, &p); p != nil {
		*f = *p
	}
}

// FileList codes a list of files. An empty list has no part, so a required list
// is never missing.
func (c *FileCodec) FileList(name, types string, list *[]FilePart) {
	if c.add != nil {
		for _, f := range *list {
			c.addFile(name, types, f)
		}
		return
	}
	*list = c.found(name)
	for _, f := range *list {
		c.checkType(name, types, f.ContentType)
	}
}

// addFile sends a file. It sets a file name, because a part without one is not
// a file.
func (c *FileCodec) addFile(name, types string, f FilePart) {
	if f.Content != nil {
		f.ContentType = f.typeToSend(types)
	}
	if f.Filename == "" {
		f.Filename = name
	}
	c.add(name, &f, nil)
}

// one returns the file with this name, or nil.
func (c *FileCodec) one(name string) *FilePart {
	files := c.found(name)
	if len(files) == 0 {
		return nil
	}
	if len(files) > 1 && c.mode&json.Strict != 0 {
		c.violate(name, "type", fmt.Sprintf("must be one file, not %d", len(files)))
	}
	return &files[0]
}

// missing reports a required member that is missing.
func (c *FileCodec) missing(name string) {
	if c.mode&json.Strict != 0 {
		c.violate(name, "required", "is required")
	}
}

// ReadOnly reports whether to code a read-only member.
func (c *FileCodec) ReadOnly() bool { return c.mode&json.ToAPI == 0 }

// WriteOnly reports whether to code a write-only member.
func (c *FileCodec) WriteOnly() bool { return c.add == nil || c.mode&json.FromAPI == 0 }

// checkType reports a content type that the document does not allow.
func (c *FileCodec) checkType(name, types, contentType string) {
	if c.mode&json.Strict != 0 && !allowsType(types, contentType) {
		c.violate(name, "contentType", "must be "+types+", not "+contentType)
	}
}

// violate records a violation of a member.
func (c *FileCodec) violate(name, keyword, message string) {
	c.violations = append(c.violations, core.Violation{In: "body", Name: "/" + core.EscapePointer(name), Keyword: keyword, Message: message})
}
