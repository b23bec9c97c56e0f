package bundle

import "strings"

// public has the declarations of the runtime that are for users of a generated
// package, by package and name, with their names there. All others are private:
// json.Reader is jsonReader in the output.
var public = map[string]string{
	"core.APIError":        "APIError",
	"core.Call":            "Call",
	"core.CallFrom":        "CallFrom",
	"core.CivilDate":       "CivilDate",
	"core.CivilDateOf":     "CivilDateOf",
	"core.ConstraintError": "ConstraintError",
	"core.DecodeError":     "DecodeError",
	"core.Null":            "Null",
	"core.Operation":       "Operation",
	"core.OperationFrom":   "OperationFrom",
	"core.Opt":             "Opt",
	"core.ParseCivilDate":  "ParseCivilDate",
	"core.Some":            "Some",
	"core.StatusError":     "StatusError",
	"core.Violation":       "Violation",
	"core.WithCall":        "WithCall",

	"media.FilePart":    "FilePart",
	"media.MediaStream": "MediaStream",
	"media.ServerEvent": "ServerEvent",

	"client.Option":                "ClientOption",
	"client.Retries":               "Retries",
	"client.Try":                   "Try",
	"client.WithBaseURL":           "WithBaseURL",
	"client.WithContentType":       "WithContentType",
	"client.WithHTTPClient":        "WithHTTPClient",
	"client.WithHeader":            "WithHeader",
	"client.WithMaxResponseBytes":  "WithMaxResponseBytes",
	"client.WithQuery":             "WithQuery",
	"client.WithRetries":           "WithRetries",
	"client.WithTimeout":           "WithTimeout",
	"client.WithTryTimeout":        "WithTryTimeout",
	"client.WithUserAgent":         "WithUserAgent",
	"client.WithStrictResponses":   "WithStrictResponses",
	"client.WithUncheckedRequests": "WithUncheckedRequests",

	"paging.Error": "PagingError",

	"oauth.CodeConsent":   "CodeConsent",
	"oauth.DeviceConsent": "DeviceConsent",
	"oauth.TokenSource":   "TokenSource",

	"server.Credential":          "Credential",
	"server.NegotiatedType":      "NegotiatedType",
	"server.Option":              "ServerOption",
	"server.Verifier":            "Verifier",
	"server.WithAuthenticated":   "WithAuthenticated",
	"server.WithBasePath":        "WithBasePath",
	"server.WithDefaults":        "WithDefaults",
	"server.WithLogger":          "WithLogger",
	"server.WithLenientRequests": "WithLenientRequests",
	"server.WithMaxRequestBytes": "WithMaxRequestBytes",
}

// MentionPublic mentions all public declarations that a package with these sides
// has, so that no change of the document removes one. Those of oauth are only
// there with a security scheme that has tokens, and those of paging with an operation that
// pages: without one nothing returns them.
func (s *Set) MentionPublic(client, server bool) {
	of := map[string]bool{"core": true, "media": true, "client": client, "server": server}
	for key := range public {
		pkg, _, _ := strings.Cut(key, ".")
		if of[pkg] {
			s.Name(key)
		}
	}
}

// planned are public names of runtime declarations that later versions have. No
// schema may take them, so that these versions rename nothing.
var planned = []string{
	"CORS", "DocsHandler", "DocumentHandler", "Fake", "Intercept", "Interceptor", "Invoke", "Limits",
	"NewLocalClient",
}

// companions have the private declarations that a public function travels with if
// it returns no public type.
var companions = map[string]string{
	"server.NegotiatedType": "server.Negotiate",
}

// Companion returns the declaration that a public function travels with, or "".
func Companion(key string) string { return companions[key] }
