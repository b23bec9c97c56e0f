package behaviour

import (
	"testing"
)

// Errors of the server itself have the body that the document declares, also if it is
// nested, and the declared status of invalid requests.
func TestDeclaredFaults(t *testing.T) {
	_, base := newWire(t, wired{})
	const wrong = "the request is not valid: query n: must be an integer"
	for path, want := range map[string]struct {
		status            int
		contentType, body string
	}{
		"openai":  {400, "application/json", `{"error":{"message":"` + wrong + `","type":"bad_request","param":null,"code":"400"}}`},
		"list":    {422, "application/json", `{"success":false,"errors":[{"message":"` + wrong + `","code":422}],"messages":[],"result":null}`},
		"problem": {400, "application/json", `{"type":"about:blank","title":"Bad Request","status":400,"detail":"` + wrong + `"}`},
		"never":   {400, "application/problem+json", `{"type":"about:blank","title":"Bad Request","status":400,"detail":"the request is not valid","errors":[{"in":"query","name":"n","keyword":"type","message":"must be an integer"}]}`},
	} {
		resp, body := do(t, "GET", base+"/faults/"+path+"?n=x", "")
		if resp.StatusCode != want.status || resp.Header.Get("Content-Type") != want.contentType || body != want.body {
			t.Errorf("%s: %d %s %s, want %d %s", path, resp.StatusCode, resp.Header.Get("Content-Type"), body, want.status, want.body)
		}
	}
	for body, status := range map[string]int{`{"title":1}`: 422, `{`: 422, ``: 422} {
		if resp, text := do(t, "POST", base+"/faults/list", body, "Content-Type", "application/json"); resp.StatusCode != status {
			t.Errorf("%s: %d %s", body, resp.StatusCode, text)
		}
	}
	if resp, text := do(t, "POST", base+"/faults/list", "x", "Content-Type", "text/plain"); resp.StatusCode != 415 {
		t.Errorf("%d %s", resp.StatusCode, text)
	}
}
