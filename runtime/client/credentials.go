package client

import (
	"fmt"
	"net/http"

	"github.com/peergen/peergen/runtime/form"
)

func Bearer(scheme, token string) Option {
	return func(c *Config) {
		c.Credential(scheme, "Authorization", func(_ *Config, r *http.Request) error {
			r.Header.Set("Authorization", "Bearer "+token)
			return nil
		})
	}
}

func Basic(scheme, username, password string) Option {
	return func(c *Config) {
		c.Credential(scheme, "Authorization", func(_ *Config, r *http.Request) error {
			r.SetBasicAuth(username, password)
			return nil
		})
	}
}

// AuthScheme sends credentials of any other http scheme, made for each request.
func AuthScheme(scheme, name string, credentials func(*http.Request) (string, error)) Option {
	return func(c *Config) {
		c.Credential(scheme, "Authorization", func(_ *Config, r *http.Request) error {
			text, err := credentials(r)
			if err != nil {
				return fmt.Errorf("credentials for %s: %w", scheme, err)
			}
			r.Header.Set("Authorization", name+" "+text)
			return nil
		})
	}
}

func HeaderKey(scheme, header, key string) Option {
	return func(c *Config) {
		c.Credential(scheme, header, func(_ *Config, r *http.Request) error {
			r.Header.Set(header, key)
			return nil
		})
	}
}

func QueryKey(scheme, name, key string) Option {
	return func(c *Config) {
		c.Credential(scheme, "", func(_ *Config, r *http.Request) error {
			if r.URL.RawQuery != "" {
				r.URL.RawQuery += "&"
			}
			r.URL.RawQuery += form.EscapeQuery(name) + "=" + form.EscapeQuery(key)
			return nil
		})
	}
}

// CookieKey refuses a key that a cookie cannot hold: net/http would send
// what is left of it.
func CookieKey(scheme, name, key string) Option {
	return func(c *Config) {
		c.Credential(scheme, "Cookie", func(_ *Config, r *http.Request) error {
			cookie := &http.Cookie{Name: name, Value: key}
			if cookie.Valid() != nil {
				return fmt.Errorf("the key for %s has a character that a cookie cannot hold", scheme)
			}
			r.AddCookie(cookie)
			return nil
		})
	}
}

// Certificate takes the word of its caller that a client has a certificate.
func Certificate(scheme string, client *http.Client) Option {
	return func(c *Config) {
		c.HTTP = client
		c.Credential(scheme, "", func(*Config, *http.Request) error { return nil })
	}
}
