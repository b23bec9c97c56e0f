package client

import (
	"fmt"
	"net/http"

	"github.com/peergen/peergen/runtime/form"
)

// Bearer sends a bearer token for a security scheme.
func Bearer(scheme, token string) Option {
	return OptionFunc(func(c *Config) {
		c.Credential(scheme, "Authorization", func(_ *Config, r *http.Request) error {
			r.Header.Set("Authorization", "Bearer "+token)
			return nil
		})
	})
}

// Basic sends a user name and password.
func Basic(scheme, username, password string) Option {
	return OptionFunc(func(c *Config) {
		c.Credential(scheme, "Authorization", func(_ *Config, r *http.Request) error {
			r.SetBasicAuth(username, password)
			return nil
		})
	})
}

// AuthScheme sends credentials of another HTTP authentication scheme, made for
// each request.
func AuthScheme(scheme, name string, credentials func(*http.Request) (string, error)) Option {
	return OptionFunc(func(c *Config) {
		c.Credential(scheme, "Authorization", func(_ *Config, r *http.Request) error {
			text, err := credentials(r)
			if err != nil {
				return fmt.Errorf("credentials for %s: %w", scheme, err)
			}
			r.Header.Set("Authorization", name+" "+text)
			return nil
		})
	})
}

// HeaderKey sends an API key in a header.
func HeaderKey(scheme, header, key string) Option {
	return OptionFunc(func(c *Config) {
		c.Credential(scheme, header, func(_ *Config, r *http.Request) error {
			r.Header.Set(header, key)
			return nil
		})
	})
}

// QueryKey sends an API key in the query.
func QueryKey(scheme, name, key string) Option {
	return OptionFunc(func(c *Config) {
		c.Credential(scheme, "", func(_ *Config, r *http.Request) error {
			if r.URL.RawQuery != "" {
				r.URL.RawQuery += "&"
			}
			r.URL.RawQuery += form.EscapeQuery(name) + "=" + form.EscapeQuery(key)
			return nil
		})
	})
}

// CookieKey sends an API key in a cookie. A key that a cookie cannot contain is
// an error, because net/http would drop characters.
func CookieKey(scheme, name, key string) Option {
	return OptionFunc(func(c *Config) {
		c.Credential(scheme, "Cookie", func(_ *Config, r *http.Request) error {
			cookie := &http.Cookie{Name: name, Value: key}
			if cookie.Valid() != nil {
				return fmt.Errorf("the key for %s contains a character that is not allowed in a cookie", scheme)
			}
			r.AddCookie(cookie)
			return nil
		})
	})
}

// Certificate sends requests through an HTTP client that has a certificate,
// which is not checked.
func Certificate(scheme string, client *http.Client) Option {
	return OptionFunc(func(c *Config) {
		c.HTTP = client
		c.Credential(scheme, "", func(*Config, *http.Request) error { return nil })
	})
}
