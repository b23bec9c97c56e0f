package support

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// DeviceConsent asks a user for consent who has a browser on another device (RFC
// 8628).
type DeviceConsent struct {
	UserCode                string    // to be typed in at VerificationURI
	VerificationURI         string    // to be shown with UserCode
	VerificationURIComplete string    // with the code in it, for a QR code, say; may be ""
	Expiry                  time.Time // of the code; zero is never

	grant    tokenGrant
	refresh  string
	config   clientConfig
	interval time.Duration
}

// deviceAnswer is what a device authorization endpoint answers.
type deviceAnswer struct {
	grantAnswer
	DeviceCode              string      `json:"device_code"`
	UserCode                string      `json:"user_code"`
	VerificationURI         string      `json:"verification_uri"`
	VerificationURIComplete string      `json:"verification_uri_complete"`
	Interval                json.Number `json:"interval"`
}

func newDeviceConsent(ctx context.Context, at consentAt, id, secret string, scopes []string, config clientConfig) (*DeviceConsent, error) {
	if at.token == "" {
		found, err := config.discover(ctx, at.document)
		if err == nil && found.Device == "" {
			err = errors.New("the discovery document names no device authorization endpoint")
		}
		if err != nil {
			return nil, err
		}
		at.ask, at.token, at.refresh = found.Device, found.Token, found.Token
	}
	form := scopedForm("", scopes)
	form.Del("grant_type")
	form.Set("client_id", id)
	start := tokenGrant{at.ask, id, secret, form}
	req, err := start.request(ctx, &config)
	if err != nil {
		return nil, err
	}
	status, body, err := config.askAuthority(req)
	if err != nil {
		return nil, err
	}
	var answer deviceAnswer
	if json.Unmarshal(body, &answer) != nil || status != http.StatusOK || answer.DeviceCode == "" {
		return nil, fmt.Errorf("asking for a device code: %w", answer.refusal(status))
	}
	d := &DeviceConsent{UserCode: answer.UserCode, VerificationURI: answer.VerificationURI, VerificationURIComplete: answer.VerificationURIComplete,
		Expiry: answer.expiry(), refresh: at.refresh, config: config, interval: 5 * time.Second}
	d.grant = tokenGrant{at.token, id, secret, url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}, "device_code": {answer.DeviceCode}}}
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
