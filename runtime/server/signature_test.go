package server

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/peergen/peergen/runtime/core"
)

// The vector was computed with openssl: printf '%s\n' "$ID.$TIMESTAMP.$BODY" |
// openssl dgst -sha256 -mac HMAC -macopt hexkey:... -binary | base64.
const (
	vectorSecret    = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"
	vectorID        = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W"
	vectorTime      = 946685100 // five minutes after the clock of synctest starts
	vectorBody      = `{"type":"contact.created","data":{"id":"1f81eb52"}}` + "\n"
	vectorSignature = "v1,x7qo74WEivIf5fDqQ0WmFsiWgN/A8SHRa2IlyewSlNw="
)

// signedRequest is a request with the vector, changed by pairs of a header and its value.
func signedRequest(changes ...string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/hook", strings.NewReader(vectorBody))
	r.Header.Set("Webhook-Id", vectorID)
	r.Header.Set("Webhook-Timestamp", strconv.Itoa(vectorTime))
	r.Header.Set("Webhook-Signature", vectorSignature)
	for i := 0; i < len(changes); i += 2 {
		r.Header.Set(changes[i], changes[i+1])
	}
	return r
}

func TestStandardWebhooks(t *testing.T) {
	const other = "whsec_b3RoZXIgc2VjcmV0IG9mIHRoZSBzYW1lIHNpemU="
	for name, c := range map[string]struct {
		secrets []string
		changes []string
		body    string
		valid   bool
	}{
		"valid":                    {valid: true},
		"without a prefix":         {secrets: []string{strings.TrimPrefix(vectorSecret, "whsec_")}, valid: true},
		"the second secret":        {secrets: []string{other, vectorSecret}, valid: true},
		"the first secret":         {secrets: []string{vectorSecret, other}, valid: true},
		"another secret":           {secrets: []string{other}},
		"the second signature":     {changes: []string{"Webhook-Signature", "v1,AAAA v1a," + vectorSignature[3:] + " " + vectorSignature}, valid: true},
		"a signature without v1":   {changes: []string{"Webhook-Signature", vectorSignature[3:]}},
		"a signature of version 2": {changes: []string{"Webhook-Signature", "v2," + vectorSignature[3:]}},
		"no signature":             {changes: []string{"Webhook-Signature", ""}},
		"an empty signature":       {changes: []string{"Webhook-Signature", "v1,"}},
		"a cut signature":          {changes: []string{"Webhook-Signature", vectorSignature[:len(vectorSignature)-4]}},
		"another id":               {changes: []string{"Webhook-Id", "msg_1"}},
		"no id":                    {changes: []string{"Webhook-Id", ""}},
		"another time":             {changes: []string{"Webhook-Timestamp", "946685099"}},
		"a time in words":          {changes: []string{"Webhook-Timestamp", "now"}},
		"the time in the id":       {changes: []string{"Webhook-Id", vectorID + ".946685100"}},
		"another body":             {body: strings.TrimSpace(vectorBody)},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if c.secrets == nil {
					c.secrets = []string{vectorSecret}
				}
				if c.body == "" {
					c.body = vectorBody
				}
				if err := StandardWebhooks(c.secrets...).VerifySignature(signedRequest(c.changes...), []byte(c.body)); (err == nil) != c.valid {
					t.Errorf("got %v", err)
				}
			})
		})
	}
}

// A signature is valid from five minutes before its time to five minutes after it.
func TestTheTimeOfAWebhookIsLimited(t *testing.T) {
	for after, valid := range map[time.Duration]bool{-1: true, 0: true, 5 * time.Minute: true, 10 * time.Minute: true, 10*time.Minute + time.Second: false} {
		synctest.Test(t, func(t *testing.T) {
			time.Sleep(after)
			if err := StandardWebhooks(vectorSecret).VerifySignature(signedRequest(), []byte(vectorBody)); (err == nil) != valid {
				t.Errorf("after %v: %v", after, err)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) { // five minutes and a second early
		r := signedRequest("Webhook-Timestamp", strconv.Itoa(vectorTime+1))
		if err := StandardWebhooks(vectorSecret).VerifySignature(r, []byte(vectorBody)); err == nil || !strings.Contains(err.Error(), "five minutes") {
			t.Errorf("got %v", err)
		}
	})
}

func TestSignatureVerifiersAreCheckedWhenTheServerIsMade(t *testing.T) {
	for name, c := range map[string]struct {
		verifier SignatureVerifier
		want     string
	}{
		"no secret":       {StandardWebhooks(), "no secret"},
		"an empty secret": {StandardWebhooks("whsec_"), "empty or not base64"},
		"not base64":      {StandardWebhooks(vectorSecret, "s3cr3t!"), "empty or not base64"},
		"nil":             {nil, "is nil"},
		"valid":           {StandardWebhooks(vectorSecret), ""},
		"a function":      {SignatureFunc(func(*http.Request, []byte) error { return nil }), ""},
	} {
		config := NewConfig("", nil)
		_, err := New(&config, []Option{WithSignatureVerifier(c.verifier)}, nil)
		if (err == nil) != (c.want == "") || err != nil && (!strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "s3cr3t")) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// signedServer has an operation that responds with the body of its requests.
func signedServer(t *testing.T, options ...Option) http.Handler {
	t.Helper()
	config := NewConfig("", nil)
	config.MaxBody = 100
	handler, err := New(&config, options, []Route{{
		Endpoint: &core.Endpoint{Operation: core.Operation{ID: "hook", Method: http.MethodPost, Path: "/hook"}},
		Serve: func(x *Exchange) error {
			_, err := io.Copy(x, x.Request.Body)
			return err
		},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return handler
}

func TestASignatureIsVerifiedBeforeTheOperation(t *testing.T) {
	var calls int
	forbidden := &core.APIError{StatusCode: http.StatusForbidden, Detail: "not today"}
	verifier := SignatureFunc(func(r *http.Request, body []byte) error {
		calls++
		switch r.Header.Get("X-Signature") {
		case "right":
			return nil
		case "forbidden":
			return forbidden
		}
		return errors.New("the reason of " + string(body))
	})
	handler := signedServer(t, WithSignatureVerifier(verifier))
	for _, c := range []struct {
		signature, body string
		length          int64
		status, calls   int
		want            string
	}{
		{"right", "text", 4, 200, 1, "text"},
		{"right", "", 0, 200, 1, ""},
		{"wrong", "text", 4, 401, 1, `{"type":"about:blank","title":"Unauthorized","status":401}`},
		{"forbidden", "text", 4, 403, 1, "not today"},
		{"right", strings.Repeat("x", 100), -1, 200, 1, "xxx"},
		{"right", strings.Repeat("x", 101), 101, 413, 0, ""},
		{"right", strings.Repeat("x", 101), -1, 413, 0, ""}, // in chunks
	} {
		calls = 0
		r := httptest.NewRequest(http.MethodPost, "/hook", bytes.NewReader([]byte(c.body)))
		r.ContentLength = c.length
		r.Header.Set("X-Signature", c.signature)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != c.status || calls != c.calls || !strings.Contains(w.Body.String(), c.want) || strings.Contains(w.Body.String(), "reason") {
			t.Errorf("%s, %d bytes: %d %s, %d calls", c.signature, len(c.body), w.Code, w.Body, calls)
		}
	}
}

// The function of WithErrors sees why a signature is rejected.
func TestTheReasonOfARejectedSignatureIsForTheServerOnly(t *testing.T) {
	var seen error
	handler := signedServer(t, WithSignatureVerifier(SignatureFunc(func(*http.Request, []byte) error { return errors.New("the reason") })),
		WithErrors(func(_ context.Context, _ *core.Operation, err error) error { seen = err; return err }))
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, signedRequest())
	if w.Code != 401 || seen == nil || !strings.Contains(seen.Error(), "the reason") || strings.Contains(w.Body.String(), "reason") {
		t.Errorf("%d %s, error %v", w.Code, w.Body, seen)
	}
}
