package mediatype

import (
	"testing"

	"github.com/peergen/peergen/generator/internal/ir"
)

func TestFormatOf(t *testing.T) {
	for name, want := range map[string]ir.Format{
		"application/json":                  ir.JSON,
		"Application/JSON; charset=utf-8":   ir.JSON,
		"application/problem+json":          ir.JSON,
		"text/json":                         ir.JSON,
		"application/x-ndjson":              ir.Lines,
		"application/stream+json":           ir.Lines,
		"application/json-seq":              ir.Sequence,
		"application/geo+json-seq":          ir.Sequence,
		"application/x-www-form-urlencoded": ir.Form,
		"multipart/form-data; boundary=x":   ir.Multipart,
		"text/event-stream":                 ir.Events,
		"application/xml":                   ir.XML,
		"image/svg+xml":                     ir.XML,
		"text/plain":                        ir.Text,
		"application/octet-stream":          ir.Binary,
		"*/*":                               ir.Binary,
		"not a content type":                ir.Binary,
	} {
		if got := FormatOf(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

func TestRankPrefersJSON(t *testing.T) {
	order := []string{"application/json; charset=utf-8", "application/vnd.api+json", "text/plain"}
	for i := range order[1:] {
		if Rank(order[i]) >= Rank(order[i+1]) {
			t.Errorf("%s is not preferred to %s", order[i], order[i+1])
		}
	}
}
