// Package media has the content types besides JSON, for clients and servers: forms,
// multipart, text, XML, streams of bytes, items, events and parts.
//
// Forms and XML are read and written by way of the JSON of a type. Files of a
// multipart body have a separate method, which codes both directions:
//
//	func (v *UploadBody) codeFiles(c *FileCodec) {
//		c.RequiredFile("file", "image/png, image/jpeg", &v.File)
//		c.OptionalFile("thumb", "", &v.Thumb)
//		c.FileList("pages", "", &v.Pages)
//		OptionalPart(c, "note", &v.Note, (*NotePart).codePart) // also RequiredPart, PartList
//	}
//
// A part with declared headers is a struct with the method
//
//	func (v *NotePart) codePart(c *PartCodec) {
//		... // headers: c.Headers() if c.Writing, else c.Part.Header
//		c.NeedsHeaders("X-Lang")
//		PartValue(c, "text/markdown", &v.Body, readPet, appendPet) // c.File("image/png", &v.Body) for a FilePart
//	}
package media
