package ir

// File is a part of a multipart body that is read as it comes. It stands in the
// struct of such a body only, alone or as the element of a list.
type File struct {
	Types string // content types that it may have, "" for any
}

func (File) isType() {}

// Part is a part of a multipart body with headers that the document declares. It
// stands where a File may, and is the item of a stream of parts.
type Part struct {
	Headers []*Header
	Value   Value  // what is in it: a File, or any other value
	Types   string // content types that it may have, "" where that goes without saying
}

// FormMember says how a member of a form travels.
type FormMember struct {
	Name     string
	Style    Style // form, spaceDelimited, pipeDelimited or deepObject; "" for what Types say, in a form JSON
	Explode  bool
	Reserved bool   // characters that URLs reserve are not escaped
	Types    string // content types of the part, "" for what its value asks for
}

// XMLName says how a value stands in XML.
type XMLName struct {
	Name      string // of the element or attribute; of a list, that of each item
	Namespace string
	Prefix    string
	Attribute bool
	Wrapper   string // of a list: the element around its items, "" for none
}
