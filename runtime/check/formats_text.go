package check

import (
	"net/netip"
	"net/url"
	"strings"
	"unicode/utf8"
)

// ValidEmail accepts a mailbox of RFC 5321: a local part with dots between its parts,
// or in quotes, and a host name or an address literal. Letters beyond ASCII are
// allowed.
func ValidEmail(s string) bool {
	at := strings.LastIndexByte(s, '@')
	if at <= 0 {
		return false
	}
	local, domain := s[:at], s[at+1:]
	if literal, ok := strings.CutPrefix(domain, "["); ok {
		literal, ok = strings.CutSuffix(literal, "]")
		address, isIPv6 := strings.CutPrefix(literal, "IPv6:")
		return ok && validLocalPart(local) && (isIPv6 && ValidIPv6(address) || !isIPv6 && ValidIPv4(literal))
	}
	return validLocalPart(local) && validDomain(domain, func(r rune) bool { return r >= utf8.RuneSelf || r == '_' })
}

// validLocalPart reports whether s is what may precede the @ of an address.
func validLocalPart(s string) bool {
	if quoted, ok := strings.CutPrefix(s, `"`); ok {
		quoted, ok = strings.CutSuffix(quoted, `"`)
		return ok && !strings.ContainsFunc(strings.NewReplacer(`\\`, "", `\"`, "").Replace(quoted), func(r rune) bool { return r < ' ' || r == '"' || r == '\\' || r == 0x7f })
	}
	for part := range strings.SplitSeq(s, ".") {
		if part == "" || strings.ContainsFunc(part, func(r rune) bool { return r <= ' ' || r == 0x7f || strings.ContainsRune(`()<>[]:;@\,"`, r) }) {
			return false
		}
	}
	return true
}

// ValidHostname accepts a host name of RFC 1123: letters and digits of ASCII, and
// hyphens within labels. A leading wildcard is allowed.
func ValidHostname(s string) bool {
	return validDomain(strings.TrimPrefix(s, "*."), func(rune) bool { return false })
}

// validDomain reports whether s consists of labels, in which more characters than
// those of a host name may be allowed.
func validDomain(s string, allows func(rune) bool) bool {
	if len(s) > 253 {
		return false
	}
	for label := range strings.SplitSeq(s, ".") {
		strange := func(r rune) bool { return !isLetterOrDigit(r) && r != '-' && !allows(r) }
		isEncoded := len(label) > 4 && strings.EqualFold(label[:4], "xn--")
		switch {
		case label == "" || len(label) > 63 || strings.ContainsFunc(label, strange) || strings.Trim(label, "-") != label:
			return false
		case len(label) > 3 && label[2:4] == "--" && !isEncoded: // reserved by RFC 5891
			return false
		}
	}
	return true
}

func isLetterOrDigit(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
}

// ValidIPv4 reports whether s is an IPv4 address.
func ValidIPv4(s string) bool {
	a, err := netip.ParseAddr(s)
	return err == nil && a.Is4()
}

// ValidIPv6 reports whether s is an IPv6 address without a zone.
func ValidIPv6(s string) bool {
	a, err := netip.ParseAddr(s)
	return err == nil && a.Is6() && a.Zone() == ""
}

// ValidURI accepts a URI of RFC 3986: it has a scheme, and characters that are not
// allowed are escaped. Square brackets are allowed in a query, too. A reference
// without a scheme is a uri-reference.
func ValidURI(s string) bool {
	u, err := url.Parse(s)
	if err != nil || !u.IsAbs() {
		return false
	}
	rest, fragment, _ := strings.Cut(s, "#")
	path, query, _ := strings.Cut(rest, "?")
	if u.Host != "" {
		_, path, _ = strings.Cut(path, "//")
		i := strings.IndexByte(path, '/')
		if i < 0 {
			i = len(path)
		}
		if !allURI(path[:i], "[]") {
			return false
		}
		path = path[i:]
	}
	return allURI(path, "") && allURI(query, "[]") && allURI(fragment, "")
}

// allURI reports whether s has only characters of RFC 3986 and escapes, or others that
// are allowed there.
func allURI(s, others string) bool {
	for i := range len(s) {
		b := rune(s[i])
		switch {
		case b == '%':
			if _, err := url.PathUnescape(s[i:min(i+3, len(s))]); err != nil {
				return false
			}
		case !isLetterOrDigit(b) && !strings.ContainsRune("-._~:/?@!$&'()*+,;="+others, b):
			return false
		}
	}
	return true
}
