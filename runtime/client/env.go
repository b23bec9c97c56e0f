package client

import "os"

// Env returns an option with the value of an environment variable. If that is not set
// or empty, the option configures nothing.
func Env(name string, option func(string) Option) Option {
	if value := os.Getenv(name); value != "" {
		return option(value)
	}
	return OptionFunc(func(*Config) {})
}

// EnvPair is Env for an option with two values. Without one of them, the option
// configures nothing.
func EnvPair(first, second string, option func(string, string) Option) Option {
	if a, b := os.Getenv(first), os.Getenv(second); a != "" && b != "" {
		return option(a, b)
	}
	return OptionFunc(func(*Config) {})
}

// Options returns an option that applies several.
func Options(options ...Option) Option {
	return OptionFunc(func(c *Config) {
		for _, option := range options {
			option.ConfigureClient(c)
		}
	})
}
