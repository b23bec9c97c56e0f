package repair

import "testing"

func TestContentType(t *testing.T) {
	for name, want := range map[string]string{
		"application/json":                     "application/json",
		"application/json; charset=utf-8":      "application/json; charset=utf-8",
		`multipart/related; type="a/b, c"`:     `multipart/related; type="a/b, c"`,
		"openapi/python/client":                "openapi/python/client",
		"*":                                    "*/*",
		"JSON ":                                "application/json",
		"application-json":                     "application/json",
		"application":                          "",
		"form-data":                            "multipart/form-data",
		"application/json, okta-version=1.0":   "application/json;okta-version=1.0",
		"text/html,application/json; v=1, *":   "application/json; v=1",
		"text/html, text/plain":                "text/html",
		"json, xml":                            "application/json",
		"No Coupon Applied":                    "",
		"One, Two":                             "",
		"a=b,":                                 "",
		"application/vnd.api+json;ext=\"a,b\"": "application/vnd.api+json;ext=\"a,b\"",
	} {
		if got := contentType(name); got != want {
			t.Errorf("%q means %q, want %q", name, got, want)
		}
	}
}
