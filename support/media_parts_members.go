package support

import (
	"errors"
	"fmt"
)

// requiredPart, optionalPart and partList are the shapes of a member of a
// multipart body whose parts have headers that the document declares.
func requiredPart[T any](c *fileCodec, name string, p *T, code func(*T, *partCodec)) {
	if c.add != nil {
		addPart(c, name, p, code)
	} else if f := c.one(name); f != nil {
		foundPart(c, name, "", f, p, code)
	} else {
		c.violate(name, "required", "must be there")
	}
}

func optionalPart[T any](c *fileCodec, name string, p **T, code func(*T, *partCodec)) {
	if c.add == nil {
		if f := c.one(name); f != nil {
			*p = new(T)
			foundPart(c, name, "", f, *p, code)
		}
	} else if *p != nil {
		addPart(c, name, *p, code)
	}
}

func partList[T any](c *fileCodec, name string, required bool, list *[]T, code func(*T, *partCodec)) {
	if c.add != nil {
		for i := range *list {
			addPart(c, name, &(*list)[i], code)
		}
		return
	}
	files := c.found(name)
	if files == nil && required {
		c.violate(name, "required", "must be there")
	}
	for i := range files {
		var v T
		foundPart(c, name, fmt.Sprintf("/%d", i), &files[i], &v, code)
		*list = append(*list, v)
	}
}

func addPart[T any](c *fileCodec, name string, p *T, code func(*T, *partCodec)) {
	part := &partCodec{writing: true}
	code(p, part)
	if part.isFile && part.part.Filename == "" {
		part.part.Filename = name
	}
	c.add(name, &part.part, part.err)
}

// foundPart reads a part; what is wrong with it is wrong with the member.
func foundPart[T any](c *fileCodec, name, below string, f *FilePart, p *T, code func(*T, *partCodec)) {
	part := &partCodec{part: *f, strict: c.strict, limit: 1 << 62}
	code(p, part)
	var invalid *ValidationFailure
	switch {
	case errors.As(part.err, &invalid):
		for _, v := range invalid.Violations {
			v.In, v.Name = "body", "/"+escapePointer(name)+below+v.Name
			c.violations = append(c.violations, v)
		}
	case part.err != nil:
		c.violate(name, "format", part.err.Error())
	}
}
