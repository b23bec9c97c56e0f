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

// DeviceConsent requests the consent of a user who has a browser on another
// device (RFC 8628).
type DeviceConsent struct {
	UserCode                string    // to be entered at VerificationURI
	VerificationURI         string    // to be displayed with UserCode
	VerificationURIComplete string    // includes the code, for example for a QR code; may be ""
	Expiry                  time.Time // of the code; zero means never

	grant    grant
	refresh  string
	config   client.Config
	interval time.Duration
}

// deviceResponse is a response of a device authorization endpoint.
type deviceResponse struct {
	tokenResponse
	DeviceCode              string         `json:"device_code"`
	UserCode                string         `json:"user_code"`
	VerificationURI         string         `json:"verification_uri"`
	VerificationURIComplete string         `json:"verification_uri_complete"`
	Interval                stdjson.Number `json:"interval"`
}

// NewDeviceConsent requests a device code.
func NewDeviceConsent(ctx context.Context, at Endpoints, id, secret string, scopes []string, config client.Config) (*DeviceConsent, error) {
	if at.Token == "" {
		found, err := discover(ctx, &config, at.Document)
		if err == nil && found.Device == "" {
			err = errors.New("the discovery document names no device authorization endpoint")
		}
		if err != nil {
			return nil, err
		}
		at.Consent, at.Token, at.Refresh = found.Device, found.Token, found.Token
	}
	form := scopedForm("", scopes)
	form.Del("grant_type")
	form.Set("client_id", id)
	start := grant{at.Consent, id, secret, form}
	req, err := start.newRequest(ctx, &config)
	if err != nil {
		return nil, err
	}
	status, body, err := callAuthority(&config, req)
	if err != nil {
		return nil, err
	}
	var response deviceResponse
	if stdjson.Unmarshal(body, &response) != nil || status != http.StatusOK || response.DeviceCode == "" {
		return nil, fmt.Errorf("requesting a device code: %w", response.refusal(status))
	}
	d := &DeviceConsent{UserCode: response.UserCode, VerificationURI: response.VerificationURI, VerificationURIComplete: response.VerificationURIComplete,
		Expiry: response.expiry(), refresh: at.Refresh, config: config, interval: 5 * time.Second}
	d.grant = grant{at.Token, id, secret, url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}, "device_code": {response.DeviceCode}}}
	if seconds, err := response.Interval.Float64(); err == nil && seconds > 0 {
		d.interval = time.Duration(min(seconds, 3600) * float64(time.Second))
	}
	return d, nil
}

// Wait polls for tokens until the user has decided, the code has expired, or
// ctx is done. The results are those of Exchange of CodeConsent.
func (d *DeviceConsent) Wait(ctx context.Context) (source TokenSource, refreshToken string, err error) {
	for {
		select {
		case <-ctx.Done():
			return nil, "", ctx.Err()
		case <-time.After(d.interval):
		}
		response, err := d.grant.requestToken(ctx, &d.config)
		switch {
		case err == nil:
			return d.grant.consented(&d.config, d.refresh, response), response.RefreshToken, nil
		case response == nil || response.Error != "authorization_pending" && response.Error != "slow_down":
			return nil, "", err
		case response.Error == "slow_down":
			d.interval += 5 * time.Second
		}
		if !d.Expiry.IsZero() && time.Now().After(d.Expiry) {
			return nil, "", errors.New("the code has expired without consent")
		}
	}
}
