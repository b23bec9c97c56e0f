package bundle

import (
	"slices"
	"strings"
)

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
	"core.Interceptor":     "Interceptor",
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
	"client.RecordTo":              "RecordTo",
	"client.ReplayFrom":            "ReplayFrom",
	"client.Retries":               "Retries",
	"client.Try":                   "Try",
	"client.WithBaseURL":           "WithBaseURL",
	"client.WithContentType":       "WithContentType",
	"client.WithHTTPClient":        "WithHTTPClient",
	"client.WithHeader":            "WithHeader",
	"client.WithMaxResponseBytes":  "WithMaxResponseBytes",
	"client.WithQuery":             "WithQuery",
	"client.WithReconnect":         "WithReconnect",
	"client.WithRetries":           "WithRetries",
	"client.WithTimeout":           "WithTimeout",
	"client.WithTransport":         "WithTransport",
	"client.WithTryTimeout":        "WithTryTimeout",
	"client.WithUserAgent":         "WithUserAgent",
	"client.WithStrictResponses":   "WithStrictResponses",
	"client.WithUncheckedRequests": "WithUncheckedRequests",

	"paging.Error": "PagingError",

	"oauth.CodeConsent":   "CodeConsent",
	"oauth.DeviceConsent": "DeviceConsent",
	"oauth.TokenSource":   "TokenSource",

	"server.Credential":          "Credential",
	"server.CORS":                "CORS",
	"server.Limits":              "Limits",
	"server.NegotiatedType":      "NegotiatedType",
	"server.NewTooManyRequests":  "NewTooManyRequests",
	"server.Option":              "ServerOption",
	"server.Verifier":            "Verifier",
	"server.WithAuthenticated":   "WithAuthenticated",
	"server.WithBasePath":        "WithBasePath",
	"server.WithCORS":            "WithCORS",
	"server.WithDefaults":        "WithDefaults",
	"server.WithErrors":          "WithErrors",
	"server.WithMiddleware":      "WithMiddleware",
	"server.WithLogger":          "WithLogger",
	"server.WithLenientRequests": "WithLenientRequests",
	"server.WithLimits":          "WithLimits",
	"server.WithMaxRequestBytes": "WithMaxRequestBytes",
	"server.WithResponseChecks":  "WithResponseChecks",

	"server.SignatureFunc":         "SignatureFunc",
	"server.SignatureVerifier":     "SignatureVerifier",
	"server.StandardWebhooks":      "StandardWebhooks",
	"server.WithSignatureVerifier": "WithSignatureVerifier",
}

// Feature is a part of the output that is there only if the configuration requests it.
type Feature string

// The features, as keys of a target in gen.yaml.
const (
	Interceptors Feature = "interceptors"
	Middleware   Feature = "middleware"
	Observer     Feature = "observer"
	Record       Feature = "record"       // with the client only
	Reconnect    Feature = "reconnect"    // with the client only
	Servers      Feature = "server-types" // with the client only
	Signatures   Feature = "signatures"   // with the server only
	Fake         Feature = "fake"         // with the client only

	CORS           Feature = "cors"            // with the server only
	Limits         Feature = "limits"          // with the server only
	ResponseChecks Feature = "response-checks" // with the server only
)

// features has the public declarations that belong to a feature.
var features = map[string]Feature{
	"core.Interceptor":             Interceptors,
	"client.WithTransport":         Middleware,
	"server.CORS":                  CORS,
	"server.Limits":                Limits,
	"server.NewTooManyRequests":    Limits,
	"server.WithCORS":              CORS,
	"server.WithErrors":            Middleware,
	"server.WithLimits":            Limits,
	"server.WithMiddleware":        Middleware,
	"server.WithResponseChecks":    ResponseChecks,
	"client.WithReconnect":         Reconnect,
	"server.SignatureFunc":         Signatures,
	"server.SignatureVerifier":     Signatures,
	"server.StandardWebhooks":      Signatures,
	"server.WithSignatureVerifier": Signatures,
	"client.RecordTo":              Record,
	"client.ReplayFrom":            Record,
}

// FeatureOf returns the feature that a declaration belongs to, or "".
func FeatureOf(key string) Feature { return features[key] }

// MentionPublic mentions all public declarations that a package with these sides and
// features has, so that no change of the document removes one. Those of oauth are only
// there with a security scheme that has tokens, and those of paging with an operation that
// pages: without one nothing returns them.
func (s *Set) MentionPublic(client, server bool, asked ...Feature) {
	of := map[string]bool{"core": true, "media": true, "client": client, "server": server}
	for key := range public {
		pkg, _, _ := strings.Cut(key, ".")
		if feature := features[key]; of[pkg] && (feature == "" || slices.Contains(asked, feature)) {
			s.Name(key)
		}
	}
}

// optional are the fields that guard statements: an if statement without else whose
// condition mentions one of them is part of the output only if something else
// mentions the field. What no option sets costs nothing then, not even lines.
var optional = []string{
	"json.Members.Closed", "json.Members.Due", "json.Members.Escapes", "json.Members.NotNull", "json.Members.Others", "json.Members.ReadOnly", "json.Members.Required",
	"json.Reader.ends", "json.Reader.kept", "json.Reader.looksAhead", "json.Reader.untyped", "json.Writer.shorten",
	"client.Config.invalid", "client.Config.observers", "client.Config.reconnects", "client.Config.recording", "client.Config.transport", "client.Request.FromAPI", "client.Request.IgnoreBody", "client.Request.attach", "client.Request.cookies", "client.Response.Reconnect", "client.Response.checked",
	"server.Route.Fault", "server.Route.Invalid",
	"server.Config.checks", "server.Config.cors", "server.Config.errors", "server.Config.limits", "server.Config.observers", "server.Config.signature", "server.Config.wraps", "server.Route.encode", "server.Route.handler",
}

// IsOptional reports whether a field guards statements.
func IsOptional(field string) bool { return slices.Contains(optional, field) }

// planned are public names of runtime declarations that later versions have. No
// schema may take them, so that these versions rename nothing.
var planned = []string{
	"DocsHandler", "DocumentHandler", "Invoke",
}

// companions have the private declarations that a public function travels with if
// it returns no public type.
var companions = map[string]string{
	"server.NegotiatedType": "server.Exchange.Negotiate",
}

// Companion returns the declaration that a public function travels with, or "".
func Companion(key string) string { return companions[key] }
