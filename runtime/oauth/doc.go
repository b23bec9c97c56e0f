// Package oauth gets tokens for the security schemes of types oauth2 and
// openIdConnect, keeps them, and renews them when they expire or are refused.
package oauth
