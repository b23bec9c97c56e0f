package support

import (
	"fmt"
	"net/http"
)

// Each kind of security scheme is a pair: an option that makes the client send
// a credential, and a function that finds it in a request.

func withBearer(scheme, token string) ClientOption {
	return func(c *clientConfig) {
		c.credential(scheme, "Authorization", func(_ *clientConfig, r *http.Request) error {
			r.Header.Set("Authorization", "Bearer "+token)
			return nil
		})
	}
}

func withBasic(scheme, username, password string) ClientOption {
	return func(c *clientConfig) {
		c.credential(scheme, "Authorization", func(_ *clientConfig, r *http.Request) error {
			r.SetBasicAuth(username, password)
			return nil
		})
	}
}

// withAuthScheme sends credentials of any other http scheme, made for each request.
func withAuthScheme(scheme, name string, credentials func(*http.Request) (string, error)) ClientOption {
	return func(c *clientConfig) {
		c.credential(scheme, "Authorization", func(_ *clientConfig, r *http.Request) error {
			text, err := credentials(r)
			if err != nil {
				return fmt.Errorf("credentials for %s: %w", scheme, err)
			}
			r.Header.Set("Authorization", name+" "+text)
			return nil
		})
	}
}

func withHeaderKey(scheme, header, key string) ClientOption {
	return func(c *clientConfig) {
		c.credential(scheme, header, func(_ *clientConfig, r *http.Request) error {
			r.Header.Set(header, key)
			return nil
		})
	}
}

func withQueryKey(scheme, name, key string) ClientOption {
	return func(c *clientConfig) {
		c.credential(scheme, "", func(_ *clientConfig, r *http.Request) error {
			if r.URL.RawQuery != "" {
				r.URL.RawQuery += "&"
			}
			r.URL.RawQuery += escapeQueryText(name) + "=" + escapeQueryText(key)
			return nil
		})
	}
}

// withCookieKey refuses a key that a cookie cannot hold: net/http would send
// what is left of it.
func withCookieKey(scheme, name, key string) ClientOption {
	return func(c *clientConfig) {
		c.credential(scheme, "Cookie", func(_ *clientConfig, r *http.Request) error {
			cookie := &http.Cookie{Name: name, Value: key}
			if cookie.Valid() != nil {
				return fmt.Errorf("the key for %s has a character that a cookie cannot hold", scheme)
			}
			r.AddCookie(cookie)
			return nil
		})
	}
}

// withCertificate takes the word of its caller that a client has a certificate.
func withCertificate(scheme string, client *http.Client) ClientOption {
	return func(c *clientConfig) {
		c.http = client
		c.credential(scheme, "", func(*clientConfig, *http.Request) error { return nil })
	}
}
