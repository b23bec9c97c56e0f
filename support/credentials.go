package support

import (
	"net/http"
	"net/url"
)

// Each kind of security scheme is a pair: an option that makes the client send
// a credential, and a function that finds it in a request.

func withBearer(scheme, token string) ClientOption {
	return func(c *clientConfig) {
		c.credential(scheme, "Authorization", func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) })
	}
}

func withBasic(scheme, username, password string) ClientOption {
	return func(c *clientConfig) {
		c.credential(scheme, "Authorization", func(r *http.Request) { r.SetBasicAuth(username, password) })
	}
}

func withHeaderKey(scheme, header, key string) ClientOption {
	return func(c *clientConfig) {
		c.credential(scheme, header, func(r *http.Request) { r.Header.Set(header, key) })
	}
}

func withQueryKey(scheme, name, key string) ClientOption {
	return func(c *clientConfig) {
		c.credential(scheme, "", func(r *http.Request) {
			if r.URL.RawQuery != "" {
				r.URL.RawQuery += "&"
			}
			r.URL.RawQuery += url.QueryEscape(name) + "=" + url.QueryEscape(key)
		})
	}
}

func withCookieKey(scheme, name, key string) ClientOption {
	return func(c *clientConfig) {
		c.credential(scheme, "Cookie", func(r *http.Request) { r.AddCookie(&http.Cookie{Name: name, Value: key}) })
	}
}
