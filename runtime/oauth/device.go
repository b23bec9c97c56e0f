package oauth

import (
	"context"
	stdjson "encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/peergen/peergen/runtime/client"
)

// DeviceConsent asks a user for consent who has a browser on another device (RFC
// 8628).
type DeviceConsent struct {
	UserCode                string    // to be typed in at VerificationURI
	VerificationURI         string    // to be shown with UserCode
	VerificationURIComplete string    // with the code in it, for a QR code, say; may be ""
	Expiry                  time.Time // of the code; zero is never

	grant    grant
	refresh  string
	config   client.Config
	interval time.Duration
}

// deviceAnswer is what a device authorization endpoint answers.
type deviceAnswer struct {
	grantAnswer
	DeviceCode              string         `json:"device_code"`
	UserCode                string         `json:"user_code"`
	VerificationURI         string         `json:"verification_uri"`
	VerificationURIComplete string         `json:"verification_uri_complete"`
	Interval                stdjson.Number `json:"interval"`
}

func NewDeviceConsent(ctx context.Context, at Endpoints, id, secret string, scopes []string, config client.Config) (*DeviceConsent, error) {
	if at.Token == "" {
		found, err := discover(ctx, &config, at.Document)
		if err == nil && found.Device == "" {
			err = errors.New("the discovery document names no device authorization endpoint")
		}
		if err != nil {
			return nil, err
		}
		at.Ask, at.Token, at.Refresh = found.Device, found.Token, found.Token
	}
	form := scopedForm("", scopes)
	form.Del("grant_type")
	form.Set("client_id", id)
	start := grant{at.Ask, id, secret, form}
	req, err := start.request(ctx, &config)
	if err != nil {
		return nil, err
	}
	status, body, err := askAuthority(&config, req)
	if err != nil {
		return nil, err
	}
	var answer deviceAnswer
	if stdjson.Unmarshal(body, &answer) != nil || status != http.StatusOK || answer.DeviceCode == "" {
		return nil, fmt.Errorf("asking for a device code: %w", answer.refusal(status))
	}
	d := &DeviceConsent{UserCode: answer.UserCode, VerificationURI: answer.VerificationURI, VerificationURIComplete: answer.VerificationURIComplete,
		Expiry: answer.expiry(), refresh: at.Refresh, config: config, interval: 5 * time.Second}
	d.grant = grant{at.Token, id, secret, url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}, "device_code": {answer.DeviceCode}}}
	if seconds, err := answer.Interval.Float64(); err == nil && seconds > 0 {
		d.interval = time.Duration(min(seconds, 3600) * float64(time.Second))
	}
	return d, nil
}

// Wait asks for tokens until the user has decided, the code has expired, or ctx
// is done. Of what it answers see Exchange of CodeConsent.
func (d *DeviceConsent) Wait(ctx context.Context) (source TokenSource, refreshToken string, err error) {
	for {
		select {
		case <-ctx.Done():
			return nil, "", ctx.Err()
		case <-time.After(d.interval):
		}
		answer, err := d.grant.ask(ctx, &d.config)
		switch {
		case err == nil:
			return d.grant.consented(&d.config, d.refresh, answer), answer.RefreshToken, nil
		case answer == nil || answer.Error != "authorization_pending" && answer.Error != "slow_down":
			return nil, "", err
		case answer.Error == "slow_down":
			d.interval += 5 * time.Second
		}
		if !d.Expiry.IsZero() && time.Now().After(d.Expiry) {
			return nil, "", errors.New("the code has expired, and nobody has consented")
		}
	}
}
