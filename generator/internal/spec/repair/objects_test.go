package repair

import (
	"reflect"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/peergen/peergen/generator/internal/source"
)

// TestTable requires a row for each member that kin-openapi decodes into a fixed type: it
// returns an error for values of another type.
func TestTable(t *testing.T) {
	o := newObjects()
	flows := o.securityScheme.fields["flows"]
	for _, c := range []struct {
		of    any
		shape *shape
	}{
		{openapi3.T{}, o.document}, {openapi3.Info{}, o.document.fields["info"]}, {openapi3.Components{}, o.document.fields["components"]},
		{openapi3.Server{}, o.document.fields["servers"].item}, {openapi3.Tag{}, o.document.fields["tags"].item},
		{openapi3.PathItem{}, o.pathItem}, {openapi3.Operation{}, o.operation}, {openapi3.Parameter{}, o.parameter},
		{openapi3.RequestBody{}, o.requestBody}, {openapi3.Response{}, o.response}, {openapi3.MediaType{}, o.mediaType},
		{openapi3.Encoding{}, o.mediaType.fields["encoding"].rest}, {openapi3.Schema{}, o.schema}, {openapi3.Discriminator{}, o.discriminator},
		{openapi3.XML{}, o.schema.fields["xml"]}, {openapi3.Example{}, o.example}, {openapi3.Link{}, o.link},
		{openapi3.SecurityScheme{}, o.securityScheme}, {openapi3.OAuthFlows{}, flows}, {openapi3.OAuthFlow{}, flows.fields["implicit"]},
	} {
		of := reflect.TypeOf(c.of)
		for field := range of.Fields() {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if name == "" || name == "-" || name == "$ref" || field.Type.Kind() == reflect.Interface {
				continue
			}
			s := c.shape.fields[name]
			if s == nil {
				t.Errorf("%s.%s has no row", of, name)
				continue
			}
			want := map[reflect.Kind]source.Kind{
				reflect.String: source.String, reflect.Bool: source.Bool, reflect.Uint64: source.Number, reflect.Float64: source.Number,
				reflect.Slice: source.Array, reflect.Map: source.Object,
			}
			kind := field.Type
			if kind.Kind() == reflect.Pointer {
				kind = kind.Elem()
			}
			if k, ok := want[kind.Kind()]; ok && s.kind != k && s.orKind != k {
				t.Errorf("%s.%s is %s, but the table has %s", of, name, kind, s.kind)
			}
		}
	}
}
