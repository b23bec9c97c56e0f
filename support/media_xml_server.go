package support

import (
	"fmt"
	"net/http"
)

// writeXML sends a success as XML.
func writeXML[T any](w http.ResponseWriter, status int, contentType string, p *T, code func(*jsonCodec, *T), root xmlNode) error {
	if p == nil {
		return noResult()
	}
	body, err := encodeXML(p, code, root)
	if err != nil {
		return fmt.Errorf("encoding the result: %w", err)
	}
	writeBody(w, status, nil, contentType, body)
	return nil
}
