package server

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// StandardWebhooks verifies signatures of the specification Standard Webhooks with
// symmetric keys, version v1: HMAC-SHA256 of the header Webhook-Id, the header
// Webhook-Timestamp and the body. Secrets are base64, with or without the prefix whsec_; several
// are for the time in which the sender replaces one. The time of the request may
// differ by five minutes from that of the server. It does not remember requests: if an
// operation must not run twice, compare the header Webhook-Id.
func StandardWebhooks(secrets ...string) SignatureVerifier {
	v := &standardWebhooks{}
	for _, secret := range secrets {
		text := strings.TrimRight(strings.TrimPrefix(secret, "whsec_"), "=")
		key, err := base64.RawStdEncoding.DecodeString(text)
		if err != nil || len(key) == 0 {
			v.err = errors.New("StandardWebhooks: a secret is empty or not base64") // without the secret
		}
		v.keys = append(v.keys, key)
	}
	if len(secrets) == 0 {
		v.err = errors.New("StandardWebhooks: there is no secret")
	}
	return v
}

// standardWebhooks is the verifier of [StandardWebhooks].
type standardWebhooks struct {
	keys [][]byte
	err  error
}

// webhookTolerance is how much the clocks of sender and receiver may differ, with the
// time on the way.
const webhookTolerance = 5 * time.Minute

// check returns the error of the secrets.
func (v *standardWebhooks) check() error { return v.err }

// VerifySignature returns an error unless one of the signatures is that of one of the
// keys.
func (v *standardWebhooks) VerifySignature(r *http.Request, body []byte) error {
	id, timestamp := r.Header["Webhook-Id"], r.Header["Webhook-Timestamp"]
	if v.err != nil || len(id) != 1 || len(timestamp) != 1 || id[0] == "" || strings.Contains(id[0], ".") {
		return errors.New("Webhook-Id or Webhook-Timestamp is missing or invalid")
	}
	seconds, err := strconv.ParseInt(timestamp[0], 10, 64)
	if now := time.Now(); err != nil || seconds < now.Add(-webhookTolerance).Unix() || seconds > now.Add(webhookTolerance).Unix() {
		return errors.New("Webhook-Timestamp is not within five minutes")
	}
	signatures := strings.Fields(strings.Join(r.Header["Webhook-Signature"], " "))
	for _, key := range v.keys {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(id[0] + "." + timestamp[0] + "."))
		mac.Write(body)
		if want := mac.Sum(nil); hasSignature(signatures, want) {
			return nil
		}
	}
	return errors.New("Webhook-Signature has no valid signature")
}

// hasSignature reports whether one of the signatures of version v1 is the one wanted.
func hasSignature(signatures []string, want []byte) bool {
	for _, signature := range signatures {
		text, ok := strings.CutPrefix(signature, "v1,")
		if got, err := base64.StdEncoding.DecodeString(text); ok && err == nil && hmac.Equal(got, want) {
			return true
		}
	}
	return false
}
