package behaviour

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/peergen/peergen/generator/testdata/behaviour/hooks"
)

// hookKey is the key of the secret whsec_c2lnbmF0dXJlcyBvZiBob29rcw==.
const hookKey = "signatures of hooks"

// sign returns the headers of Standard Webhooks for a body.
func sign(key, body string, at time.Time) []string {
	mac := hmac.New(sha256.New, []byte(key))
	fmt.Fprintf(mac, "msg_1.%d.%s", at.Unix(), body)
	return []string{
		"Webhook-Id", "msg_1", "Webhook-Timestamp", fmt.Sprint(at.Unix()),
		"Webhook-Signature", "v1,AAAA v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)), "Content-Type", "application/json",
	}
}

// Signatures are of the bytes of a body, and are verified before anything of it is decoded.
func TestSignaturesOfWebhooks(t *testing.T) {
	var reasons []string
	l := &listener{}
	receiver, _ := receive(t, l, hooks.Security{}, hooks.WithAuthenticated("signature"), hooks.WithMaxRequestBytes(100),
		hooks.WithSignatureVerifier(hooks.StandardWebhooks("whsec_bmV3", "whsec_c2lnbmF0dXJlcyBvZiBob29rcw==")),
		hooks.WithErrors(func(_ context.Context, op *hooks.Operation, err error) error {
			reasons = append(reasons, op.ID+": "+err.Error())
			return nil
		}))
	now := time.Now()
	const pet = "{ \"name\" : \"Rex\" }\n"
	for _, c := range []struct {
		name, body string
		headers    []string
		status     int
		reason     string
	}{
		{"valid", pet, sign(hookKey, pet, now), 204, ""},
		{"of the other secret", pet, sign("new", pet, now.Add(-4*time.Minute)), 204, ""},
		{"of another secret", pet, sign("old", pet, now), 401, "no valid signature"},
		{"of the same JSON", pet, sign(hookKey, strings.TrimSpace(pet), now), 401, "no valid signature"},
		{"too late", pet, sign(hookKey, pet, now.Add(-6*time.Minute)), 401, "five minutes"},
		{"too early", pet, sign(hookKey, pet, now.Add(6*time.Minute)), 401, "five minutes"},
		{"missing", pet, []string{"Content-Type", "application/json"}, 401, "missing"},
		{"invalid JSON without a signature", "{", sign("old", "{", now), 401, "no valid signature"},
		{"invalid JSON with a signature", "{", sign(hookKey, "{", now), 400, "JSON"},
		{"too large", strings.Repeat("x", 101), sign(hookKey, strings.Repeat("x", 101), now), 413, "too large"},
	} {
		reasons = nil
		resp, body := do(t, "POST", receiver.URL+"/hooks/new-pet", c.body, c.headers...)
		if got := strings.Join(reasons, "\n"); resp.StatusCode != c.status || !strings.Contains(got, c.reason) {
			t.Errorf("%s: %d, %s", c.name, resp.StatusCode, got)
		}
		if resp.StatusCode == 401 && body != `{"type":"about:blank","title":"Unauthorized","status":401}` {
			t.Errorf("%s: %s", c.name, body)
		}
	}
	if len(l.pets) != 2 || l.pets[0].Name != "Rex" {
		t.Errorf("received %v", l.pets)
	}
}

// A webhook without a body, and a server of the API, have signatures, too; requests of no operation have none.
func TestSignaturesOfRequestsWithoutABody(t *testing.T) {
	verifier := hooks.WithSignatureVerifier(hooks.SignatureFunc(func(r *http.Request, body []byte) error {
		if r.Header.Get("X-Signature") != fmt.Sprint("signed ", len(body)) {
			return errors.New("not signed")
		}
		return nil
	}))
	receiver, _ := receive(t, &listener{}, hooks.Security{Signature: signed}, verifier)
	if resp, _ := do(t, "PUT", receiver.URL+"/moved/?id=1", "", "X-Signature", "signed 0"); resp.StatusCode != 204 {
		t.Errorf("signed: %s", resp.Status)
	}
	if resp, _ := do(t, "PUT", receiver.URL+"/moved/?id=1", ""); resp.StatusCode != 401 {
		t.Errorf("not signed: %s", resp.Status)
	}
	if resp, _ := do(t, "PATCH", receiver.URL+"/moved/", ""); resp.StatusCode != 405 {
		t.Errorf("no operation: %s", resp.Status)
	}
	api, err := hooks.NewServer(hooks.UnimplementedAPI{}, hooks.Security{Token: signed, Signature: signed}, verifier)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(api)
	defer server.Close()
	for signature, status := range map[string]int{"signed 19": 501, "": 401} {
		resp, body := do(t, "POST", server.URL+"/v1/streams", `{"callbackUrl":"u"}`, "Content-Type", "application/json", "Authorization", "Bearer hush", "X-Signature", signature)
		if resp.StatusCode != status {
			t.Errorf("%q: %s %s", signature, resp.Status, body)
		}
	}
}
