package client

import (
	"errors"
	"strings"
	"testing"
)

func TestServerURL(t *testing.T) {
	for _, c := range []struct {
		template, value, want string
		enum                  []string
		err                   string
	}{
		{"https://{v}.example.com/v1", "", "https://d.example.com/v1", nil, ""},
		{"https://{v}.example.com/", "us", "https://us.example.com", nil, ""},
		{"https://{v}.example.com", "us", "https://us.example.com", []string{"eu", "us"}, ""},
		{"https://{v}.example.com", "asia", "", []string{"eu", "us"}, `must be one of ["eu" "us"]`},
		{"https://{v}.example.com", "", "https://d.example.com", []string{"eu"}, ""}, // the default of the document
		{"https://{v}/a", "localhost:8080", "https://localhost:8080/a", nil, ""},
		{"https://{v}.example.com", "evil.test/", "", nil, "not allowed"},
		{"https://{v}.example.com", "evil.test#", "", nil, "not allowed"},
		{"https://{v}.example.com", "me@evil.test?", "", nil, "not allowed"},
		{"https://{v}.example.com", "user@", "", nil, "not allowed"},
		{"https://example.com:{v}", "443/x", "", nil, "not allowed"},
		{"https://example.com/{v}", "a/b", "https://example.com/a/b", nil, ""},
		{"https://example.com/{v}", "a?b", "", nil, "not allowed"},
		{"https://example.com/{v}/c/{v}", "a", "https://example.com/a/c/a", nil, ""},
		{"{v}://example.com", "http", "http://example.com", nil, ""},
		{"{v}/a", "https://example.com/x", "https://example.com/x/a", nil, ""},
		{"{v}", "https://example.com/?x", "https://example.com/?x", nil, ""}, // NewClient rejects the query
	} {
		got, err := ServerURL(c.template, ServerVariable{Name: "v", Value: c.value, Default: "d", Enum: c.enum})
		if got != c.want || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s with %q: %q, %v, want %q, %q", c.template, c.value, got, err, c.want, c.err)
		}
	}
}

// A copy of a configuration has separate servers of operations, and keeps the error of an option.
func TestUseServer(t *testing.T) {
	c := Config{BaseURL: "https://a.example", Servers: map[string]string{"upload": "https://b.example"}}
	use := func(address string, err error, operations ...string) Option {
		return OptionFunc(func(c *Config) { c.UseServerFor(address, err, operations...) })
	}
	copied := c.With([]Option{use("https://c.example", nil, "upload", "other")})
	if c.Servers["upload"] != "https://b.example" || copied.Servers["upload"] != "https://c.example" || copied.Servers["other"] != "https://c.example" {
		t.Errorf("%v, %v", c.Servers, copied.Servers)
	}
	invalid := c.With([]Option{use("", errors.New("invalid region"), "upload")})
	if err := invalid.Check(); err == nil || err.Error() != "invalid region" {
		t.Errorf("got %v", err)
	}
	if _, err := invalid.Send(t.Context(), operation("GET"), &Request{}); err == nil || err.Error() != "op: invalid region" {
		t.Errorf("got %v", err)
	}
}
