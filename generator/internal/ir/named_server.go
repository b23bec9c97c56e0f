package ir

// NamedServer is a server that has a type in Go. Its URL is absolute.
type NamedServer struct {
	*Server
	Given      string       // the Go name that an extension gives, or ""
	Name       string       // in the document, or ""
	OfDocument bool         // of the whole document
	Operations []*Operation // that have it as a separate server
}

// Address is the URL as in the document, with variables in braces.
func (s *NamedServer) Address() string {
	if s.Template != "" {
		return s.Template
	}
	return s.URL
}
