package spec

import (
	"context"

	"github.com/getkin/kin-openapi/openapi3"
)

// loadKin loads the outline of the repaired trees with kin-openapi. Its validation of schemas
// follows references again wherever they are, in a time that is exponential in their depth.
// No rule that is passed on is about schemas.
func (d *Document) loadKin(ctx context.Context) (*openapi3.T, error) {
	loader := openapi3.NewLoader()
	loader.Context = ctx
	return loader.LoadFromData(d.Outline().JSON())
}
