package lower

import (
	"mime"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/diag"
	"github.com/peergen/peergen/generator/internal/ir"
	"github.com/peergen/peergen/generator/internal/spec"
)

// media chooses the content type that is spoken: application/json, else another
// JSON one, else any, whose bytes are passed on; of equals the one that sorts
// first. It answers nil without content.
func (l *lowering) media(content openapi3.Content, cur spec.Cursor) *ir.Media {
	chosen := ""
	for name := range cur.AllMembers() {
		if content[name] != nil && (chosen == "" || rank(name) < rank(chosen)) {
			chosen = name
		}
	}
	if chosen == "" {
		return nil
	}
	for name, mediaCur := range cur.AllMembers() {
		l.ignore("media type", mediaCur)
		switch {
		case name != chosen:
			l.report(diag.UnsupportedMediaType, mediaCur, name+" is passed over for "+chosen, "")
		case !isJSON(name):
			l.report(diag.UnsupportedMediaType, mediaCur, name+" is passed on as bytes", "")
		}
	}
	if !isJSON(chosen) {
		return &ir.Media{Type: chosen, Format: ir.Binary}
	}
	return &ir.Media{Type: chosen, Format: ir.JSON, Value: l.value(cur.Child(chosen).Child("schema"))}
}

// rank sorts content types by how well they are spoken, then by name.
func rank(mediaType string) string {
	base, _, _ := strings.Cut(mediaType, ";")
	switch {
	case base == "application/json":
		return "0 " + mediaType
	case isJSON(mediaType):
		return "1 " + mediaType
	}
	return "2 " + mediaType
}

func isJSON(mediaType string) bool {
	base, _, err := mime.ParseMediaType(mediaType)
	return err == nil && (base == "application/json" || strings.HasSuffix(base, "+json"))
}
