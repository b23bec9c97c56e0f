package naming

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// initialisms are words that Go programs write in capitals or in mixed case. The
// list is a choice; words that are ambiguous ("pc", "mos") are not in it.
var initialisms = map[string]string{
	"acl": "ACL", "api": "API", "arn": "ARN", "ascii": "ASCII", "asn": "ASN", "cidr": "CIDR", "cors": "CORS", "cpu": "CPU", "css": "CSS",
	"csv": "CSV", "dns": "DNS", "eof": "EOF", "gpu": "GPU", "graphql": "GraphQL", "grpc": "GRPC", "guid": "GUID", "html": "HTML",
	"http": "HTTP", "https": "HTTPS", "iban": "IBAN", "id": "ID", "ip": "IP", "ipv4": "IPv4", "ipv6": "IPv6", "iso": "ISO",
	"json": "JSON", "jwt": "JWT", "lhs": "LHS", "mac": "MAC", "mfa": "MFA", "mime": "MIME", "mtls": "MTLS",
	"oauth": "OAuth", "oauth2": "OAuth2", "oidc": "OIDC", "openid": "OpenID", "os": "OS", "otp": "OTP", "pdf": "PDF", "qps": "QPS",
	"ram": "RAM", "rhs": "RHS", "rpc": "RPC", "rtt": "RTT", "saml": "SAML", "scim": "SCIM", "sdk": "SDK", "sip": "SIP",
	"sla": "SLA", "smtp": "SMTP", "sms": "SMS", "sql": "SQL", "ssh": "SSH", "ssl": "SSL", "sso": "SSO", "ssrc": "SSRC",
	"tcp": "TCP", "tls": "TLS", "ttl": "TTL", "udp": "UDP", "ui": "UI", "uid": "UID", "uri": "URI", "url": "URL", "utc": "UTC",
	"utf8": "UTF8", "uuid": "UUID", "vat": "VAT", "vm": "VM", "vpc": "VPC", "webgl": "WebGL", "webrtc": "WebRTC", "xml": "XML",
	"xss": "XSS", "yaml": "YAML",
}

// Exported makes an exported Go identifier of a name of a document. It returns ""
// if no character of the name can be part of one.
//
//	peer_id                     -> PeerID
//	10_or_greater_event_fraction -> N10OrGreaterEventFraction
//	人                          -> X人
func Exported(name string) string { return exportable(join(words(name))) }

func join(words []word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 && endsInDigit(b.String()) && startsWithDigit(string(w)) {
			b.WriteByte('_') // 1.10 and 11.0 differ
		}
		b.WriteString(capitalize(w))
	}
	return b.String()
}

// capitalize is a word as it is written in an identifier: an initialism as Go
// writes it, an acronym as it is, any other with a capital.
func capitalize(w word) string {
	lower := strings.ToLower(string(w))
	if s, ok := initialisms[lower]; ok {
		return s
	}
	if s, ok := initialisms[strings.TrimSuffix(lower, "s")]; ok && strings.HasSuffix(lower, "s") {
		return s + "s"
	}
	r, size := utf8.DecodeRuneInString(string(w))
	return string(unicode.ToUpper(r)) + string(w[size:])
}

// exportable adds a prefix if Go would not export ident: N before a digit, X before
// a letter without an upper case.
func exportable(ident string) string {
	r, _ := utf8.DecodeRuneInString(ident)
	switch {
	case ident == "", unicode.IsUpper(r):
		return ident
	case unicode.IsDigit(r):
		return "N" + ident
	default:
		return "X" + ident
	}
}

// Unexported is an exported identifier with its first word in lower case: idToken
// for IDToken, getPeer for GetPeer.
func Unexported(ident string) string {
	r := []rune(ident)
	n := 0
	for n < len(r) && unicode.IsUpper(r[n]) {
		n++
	}
	if n > 1 && n < len(r) && unicode.IsLower(r[n]) {
		n-- // the last capital begins the next word
	}
	return strings.ToLower(string(r[:n])) + string(r[n:])
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }
func endsInDigit(s string) bool     { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }
