package support

import (
	"fmt"
	"net/http"
)

// writeFormBody sends a success as a form.
func writeFormBody[T any](w http.ResponseWriter, status int, contentType string, p *T, code func(*jsonCodec, *T), members []formMember) error {
	if p == nil {
		return noResult()
	}
	body, err := encodeForm(p, code, members)
	if err != nil {
		return fmt.Errorf("encoding the result: %w", err)
	}
	writeBody(w, status, nil, contentType, body)
	return nil
}
