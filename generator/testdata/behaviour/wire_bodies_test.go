package behaviour

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/peergen/peergen/generator/testdata/behaviour/wire"
)

func (wired) AddText(context.Context, wire.AddTextParams) error     { return nil }
func (wired) AddForm(context.Context, wire.AddFormParams) error     { return nil }
func (wired) AddBytes(context.Context, wire.AddBytesParams) error   { return nil }
func (wired) AddJSON(context.Context, wire.AddJSONParams) error     { return nil }
func (wired) AddXML(context.Context, wire.AddXMLParams) error       { return nil }
func (wired) AddParts(context.Context, wire.AddPartsParams) error   { return nil }
func (wired) AddItems(context.Context, wire.AddItemsParams) error   { return nil }
func (wired) AddEither(context.Context, wire.AddEitherParams) error { return nil }

// A request without its required body is refused in any content type. An empty text,
// form or file is a body.
func TestMissingBody(t *testing.T) {
	client, base := newWire(t, wired{})
	_, lenient := newWire(t, wired{}, wire.WithLenientRequests())
	const missing = `"errors":[{"in":"body","name":"","keyword":"required","message":"is required"}]`
	for path, contentType := range map[string]string{
		"text": "text/plain", "form": "application/x-www-form-urlencoded", "bytes": "application/octet-stream", "json": "application/json",
		"xml": "application/xml", "parts": "multipart/form-data; boundary=x", "items": "application/x-ndjson", "either": "application/json",
	} {
		isNeverEmpty := path == "json" || path == "xml" || path == "parts" || path == "either"
		resp, body := do(t, "POST", base+"/bodies/"+path, "")
		if resp.StatusCode != 400 || !strings.Contains(body, missing) {
			t.Errorf("%s without a content type: %d %s", path, resp.StatusCode, body)
		}
		resp, body = do(t, "POST", base+"/bodies/"+path, "", "Content-Type", contentType)
		if isNeverEmpty != (resp.StatusCode == 400 && strings.Contains(body, missing)) {
			t.Errorf("%s that is empty: %d %s", path, resp.StatusCode, body)
		}
		if resp, body := do(t, "POST", lenient+"/bodies/"+path, ""); !isNeverEmpty && resp.StatusCode != 204 {
			t.Errorf("%s, lenient: %d %s", path, resp.StatusCode, body)
		}
	}
	for name, err := range map[string]error{
		"text":  client.AddText(t.Context(), wire.AddTextParams{}),
		"form":  client.AddForm(t.Context(), wire.AddFormParams{}),
		"bytes": client.AddBytes(t.Context(), wire.AddBytesParams{Body: http.NoBody}),
	} {
		if err != nil {
			t.Errorf("an empty %s: %v", name, err)
		}
	}
	if err := client.AddBytes(t.Context(), wire.AddBytesParams{}); !strings.Contains(errorText(err), missing) {
		t.Errorf("no reader: %v", err)
	}
}
