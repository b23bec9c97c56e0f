package core

import (
	"net/http"
	"strings"
	"testing"
)

func TestAPIErrorMessage(t *testing.T) {
	plain := http.Header{"Content-Type": {"text/plain; charset=utf-8"}}
	for want, err := range map[string]error{
		"GetPet: 404 Not Found":                        &APIError{Operation: "GetPet", StatusCode: 404},
		"404 Not Found":                                &APIError{StatusCode: 404, Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte("<p>no")},
		"404 Not Found: no pet":                        &APIError{StatusCode: 404, Header: plain, Body: []byte("no pet\n")},
		"404 Not Found: gone":                          &APIError{StatusCode: 404, Header: plain, Detail: "gone", Body: []byte("no pet")},
		"502 Bad Gateway: " + strings.Repeat("x", 200): &APIError{StatusCode: 502, Header: plain, Body: []byte(strings.Repeat("x", 300))},
		`200 OK: the response is not as declared: 2 bytes of content type "text/plain; charset=utf-8"`: &APIError{StatusCode: 200, Header: plain, Body: []byte("no")},
		`410 Gone: {"id":1}`: NewStatusError[string]("", 410, nil, []byte(`{"id":1}`), ""),
	} {
		if got := err.Error(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
