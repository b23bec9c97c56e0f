package client

import (
	"context"
	"net"
	"net/http"
	"sync"
	"time"
)

// sharedClient is the HTTP client of all clients without [WithHTTPClient]. Its transport
// is http.DefaultTransport with limits for connecting, or http.DefaultTransport itself if
// a program has set it to a value of another type.
var sharedClient = sync.OnceValue(func() *http.Client {
	transport, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultClient
	}
	transport = transport.Clone()
	dial := transport.DialContext
	if dial == nil {
		dial = (&net.Dialer{}).DialContext
	}
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		ctx, cancel := context.WithTimeout(ctx, connectTime)
		defer cancel()
		return dial(ctx, network, address)
	}
	transport.TLSHandshakeTimeout, transport.ResponseHeaderTimeout = connectTime, 0
	return &http.Client{Transport: transport}
})

// connectTime is the maximum time for a TCP connection, and for a TLS handshake.
const connectTime = 10 * time.Second

// Through returns the HTTP client that requests are sent through.
func (c *Config) Through() *http.Client {
	if c.HTTP != nil {
		return c.HTTP
	}
	return sharedClient()
}
