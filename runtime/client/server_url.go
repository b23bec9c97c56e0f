package client

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// ServerVariable is a variable of the URL of a server, and its value. The value "" is
// the default.
type ServerVariable struct {
	Name, Value, Default string
	Enum                 []string // nil for any value
}

// ServerURL returns the URL of a server. It returns an error for a value that is not one
// of the enum, and for one with characters that would end the part of the URL that it is
// in. Only a variable at the beginning of the URL can have a whole URL.
func ServerURL(template string, variables ...ServerVariable) (string, error) {
	host, hasHost := 0, false
	if i := strings.Index(template, "://"); i >= 0 {
		host, hasHost = i+len("://"), true
	}
	address := template
	for _, v := range variables {
		place := strings.Index(template, "{"+v.Name+"}")
		switch {
		case v.Value == "":
		case v.Enum != nil && !slices.Contains(v.Enum, v.Value):
			return "", fmt.Errorf("the server variable %s must be one of %q", v.Name, v.Enum)
		case place == 0 && !hasHost:
		case hasHost && place >= host && !strings.Contains(template[host:max(host, place)], "/") && strings.ContainsAny(v.Value, "/?#@\\"),
			strings.ContainsAny(v.Value, "?#\\"):
			return "", fmt.Errorf("the server variable %s has characters that are not allowed in its part of the URL", v.Name)
		}
		address = strings.ReplaceAll(address, "{"+v.Name+"}", cmp.Or(v.Value, v.Default))
	}
	return strings.TrimRight(address, "/"), nil
}

// UseServer replaces the base URL, but not those of operations with separate servers.
func (c *Config) UseServer(address string, err error) {
	c.BaseURL, c.invalid = address, errors.Join(c.invalid, err)
}

// UseServerFor replaces the base URLs of operations with separate servers.
func (c *Config) UseServerFor(address string, err error, operations ...string) {
	c.Servers, c.invalid = maps.Clone(c.Servers), errors.Join(c.invalid, err)
	if c.Servers == nil {
		c.Servers = map[string]string{}
	}
	for _, id := range operations {
		c.Servers[id] = address
	}
}
