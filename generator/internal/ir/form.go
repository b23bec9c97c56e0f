package ir

// File is a part of a multipart body that is read as a stream. It is used only in
// the struct of such a body, alone or as the element of a list.
type File struct {
	Types string // content types that it may have, "" for any
}

func (File) isType() {}

// Part is a part of a multipart body with declared headers. It is used where a File
// can be, and as the item of a stream of parts.
type Part struct {
	Headers []*Header
	Value   Value  // the content: a File, or any other value
	Types   string // content types that it may have, "" for the default of the value
}

// FormMember describes how a member of a form is encoded.
type FormMember struct {
	Name     string
	Style    Style // form, spaceDelimited, pipeDelimited or deepObject; "" for the encoding of Types, which is JSON in a form
	Explode  bool
	Reserved bool   // characters that URLs reserve are not escaped
	Types    string // content types of the part, "" for the default of the value
}

// XMLName describes how a value is written in XML.
type XMLName struct {
	Name      string // of the element or attribute; of a list, that of each item
	Namespace string
	Prefix    string
	Attribute bool
	Wrapper   string // of a list: the element around its items, "" for none
}
