package paging

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/peergen/peergen/runtime/core"
)

// Next is what the URL of a page has for the request of that page.
type Next struct {
	Query  string
	values url.Values
}

// ParseNext returns the query of a URL, absolute or not. ok is false if there is no
// URL. The rest of it is ignored, because a server must not choose where requests
// are sent.
func ParseNext(raw string) (next Next, ok bool) {
	u, err := url.Parse(raw)
	if err != nil || raw == "" {
		return Next{}, false
	}
	return Next{u.RawQuery, u.Query()}, true
}

// Cursor returns the parameter name of a URL, and any other text as it is.
func Cursor(text, name string) string {
	if !strings.HasPrefix(text, "https://") && !strings.HasPrefix(text, "http://") {
		return text
	}
	next, _ := ParseNext(text)
	return next.values.Get(name)
}

// Take sets a field to a parameter of the URL, if there is one that can be parsed.
func Take[T any](next Next, name string, field *T, parse func(string, bool) (T, error)) {
	if !next.values.Has(name) {
		return
	}
	if v, err := parse(next.values.Get(name), false); err == nil {
		*field = v
	}
}

// TakeOptional is Take for a field that may be absent.
func TakeOptional[T any](next Next, name string, field *core.Opt[T], parse func(string, bool) (T, error)) {
	if !next.values.Has(name) {
		return
	}
	if v, err := parse(next.values.Get(name), false); err == nil {
		*field = core.Some(v)
	}
}

// Link returns the URL of a header Link with the relation next (RFC 8288), or "".
func Link(header http.Header) string {
	for _, line := range header.Values("Link") {
		for line != "" {
			var link headerLink
			if link, line = cutLink(line); link.isNext {
				return link.target
			}
		}
	}
	return ""
}

// headerLink is one link of a header.
type headerLink struct {
	target string
	isNext bool
}

// cutLink reads the first link of a list. Text that is no link is skipped.
func cutLink(line string) (first headerLink, rest string) {
	_, line, ok := strings.Cut(line, "<")
	if !ok {
		return headerLink{}, ""
	}
	if first.target, line, ok = strings.Cut(line, ">"); !ok {
		return headerLink{}, ""
	}
	seen := false // RFC 8288: parameters rel after the first one are ignored
	for {
		line = strings.TrimLeft(line, " \t")
		if !strings.HasPrefix(line, ";") {
			_, rest, _ = strings.Cut(line, ",")
			return first, rest
		}
		var name, value string
		name, value, line = cutParameter(line[1:])
		switch {
		case strings.EqualFold(name, "anchor"):
			first.isNext, seen = false, true // it is a link of another resource
		case strings.EqualFold(name, "rel") && !seen:
			seen = true
			for _, relation := range strings.Fields(value) {
				first.isNext = first.isNext || strings.EqualFold(relation, "next")
			}
		}
	}
}

// cutParameter reads name=value or name="value".
func cutParameter(line string) (name, value, rest string) {
	end := strings.IndexAny(line, "=;,")
	if end < 0 {
		return strings.TrimSpace(line), "", ""
	}
	name, rest = strings.TrimSpace(line[:end]), line[end:]
	rest, ok := strings.CutPrefix(rest, "=")
	if !ok {
		return name, "", rest
	}
	if rest = strings.TrimLeft(rest, " \t"); !strings.HasPrefix(rest, `"`) {
		end = len(rest)
		if i := strings.IndexAny(rest, ";,"); i >= 0 {
			end = i
		}
		return name, strings.TrimSpace(rest[:end]), rest[end:]
	}
	var text strings.Builder
	for i := 1; i < len(rest); i++ {
		switch c := rest[i]; {
		case c == '"':
			return name, text.String(), rest[i+1:]
		case c == '\\' && i+1 < len(rest):
			i++
			text.WriteByte(rest[i])
		default:
			text.WriteByte(c)
		}
	}
	return name, text.String(), ""
}
