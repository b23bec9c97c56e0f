package oracle

import (
	"net/http"
	"strings"
)

// namedTrace is a request with its name in the table of known differences.
type namedTrace struct {
	name string
	trace
}

const target = basePath + "/accounts/" + accountID + "/realtime/kit/" + appID + "/sessions/peer-report/" + peerID

// get returns the right request with a suffix of its path and a raw query.
func get(more, query string) trace {
	r := trace{method: http.MethodGet, target: target + more, header: http.Header{"Authorization": {"Bearer " + token}}}
	if query != "" {
		r.target += "?" + query
	}
	return r
}

// requests are those that none of the clients sends.
func requests() []namedTrace {
	var out []namedTrace
	add := func(name string, r trace) { out = append(out, namedTrace{name, r}) }

	for _, query := range []string{
		"filters=", "filters", "filters=events%2Cquality_stats", "filters=events&filters=quality_stats", "filters=events,,quality_stats",
		"filters=,events", "filters=events,%20quality_stats", "filters=EVENTS", "filters=%zz", "filters[]=events", "filters=events;x",
		"unknown=1", "unknown=1&unknown=2", "Filters=events", "%66ilters=events", "&&filters=events&",
	} {
		add("query "+query, get("", query))
	}
	for _, more := range []string{"/", "//", "/x", "/.", "/..", "%2F", "%zz"} {
		add("path ends in "+more, get(more, ""))
	}
	for _, c := range []struct{ name, old, new string }{
		{"double slash in path", "/realtime/", "//realtime/"},
		{"dot segment in path", "/realtime/", "/./realtime/"},
		{"escaped letter in path", "/realtime/", "/r%65altime/"},
		{"upper case in path", "/realtime/", "/Realtime/"},
		{"no account in path", "/" + accountID + "/", "//"},
		{"no peer in path", peerID, ""},
		{"without base path", basePath, ""},
		{"account of 33 in path", accountID, accountID + "x"},
	} {
		r := get("", "")
		r.target = strings.Replace(r.target, c.old, c.new, 1)
		add(c.name, r)
	}
	for _, method := range []string{"HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"} {
		r := get("", "")
		r.method = method
		add("method "+method, r)
	}
	for _, c := range []struct {
		name   string
		values []string
	}{
		{"no token", nil},
		{"wrong token", []string{"Bearer guess"}},
		{"empty token", []string{"Bearer "}},
		{"other scheme", []string{"Basic " + token}},
		{"lower-case scheme", []string{"bearer " + token}},
		{"token alone", []string{token}},
		{"spaces before token", []string{"Bearer  " + token}},
		{"two tokens, the first wrong", []string{"Bearer guess", "Bearer " + token}},
	} {
		r := get("", "")
		if r.header["Authorization"] = c.values; c.values == nil {
			delete(r.header, "Authorization")
		}
		add(c.name, r)
	}
	r := get("", "filters=no_such")
	delete(r.header, "Authorization")
	add("no token and an unknown filter", r)
	for _, accept := range []string{"text/html", "application/json;q=0", "*/*"} {
		r := get("", "")
		r.header.Set("Accept", accept)
		add("accept "+accept, r)
	}
	return out
}
