package media

import (
	"errors"
	"fmt"

	"github.com/peergen/peergen/runtime/core"
)

// RequiredPart codes a required member of a multipart body whose parts have
// declared headers.
func RequiredPart[T any](c *FileCodec, name string, p *T, code func(*T, *PartCodec)) {
	if c.add != nil {
		addPart(c, name, p, code)
	} else if f := c.one(name); f != nil {
		foundPart(c, name, "", f, p, code)
	} else {
		c.missing(name)
	}
}

// OptionalPart codes an optional member whose parts have declared headers.
func OptionalPart[T any](c *FileCodec, name string, p **T, code func(*T, *PartCodec)) {
	if c.add == nil {
		if f := c.one(name); f != nil {
			*p = new(T)
			foundPart(c, name, "", f, *p, code)
		}
	} else if *p != nil {
		addPart(c, name, *p, code)
	}
}

// PartList codes a list of parts with declared headers. An empty list has no part,
// so a required list is never missing.
func PartList[T any](c *FileCodec, name string, list *[]T, code func(*T, *PartCodec)) {
	if c.add != nil {
		for i := range *list {
			addPart(c, name, &(*list)[i], code)
		}
		return
	}
	files := c.found(name)
	for i := range files {
		var v T
		foundPart(c, name, fmt.Sprintf("/%d", i), &files[i], &v, code)
		*list = append(*list, v)
	}
}

// addPart sends a part.
func addPart[T any](c *FileCodec, name string, p *T, code func(*T, *PartCodec)) {
	part := &PartCodec{Writing: true, Mode: c.mode}
	code(p, part)
	if part.isFile && part.Part.Filename == "" {
		part.Part.Filename = name
	}
	c.add(name, &part.Part, part.Err)
}

// foundPart reads a part. Its violations are those of the member.
func foundPart[T any](c *FileCodec, name, below string, f *FilePart, p *T, code func(*T, *PartCodec)) {
	part := &PartCodec{Part: *f, Mode: c.mode, limit: 1 << 62}
	code(p, part)
	var invalid *core.ConstraintError
	switch {
	case errors.As(part.Err, &invalid):
		for _, v := range invalid.Violations {
			v.In, v.Name = "body", "/"+core.EscapePointer(name)+below+v.Name
			c.violations = append(c.violations, v)
		}
	case part.Err != nil:
		c.violate(name, "format", part.Err.Error())
	}
}
