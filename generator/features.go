package generator

import "github.com/peergen/peergen/generator/internal/bundle"

// features are the parts of the output that are there only if the options have them.
func (opt Options) features() []bundle.Feature {
	var out []bundle.Feature
	for _, f := range []struct {
		feature bundle.Feature
		asked   bool
	}{{bundle.Interceptors, opt.Interceptors}, {bundle.Middleware, opt.Middleware}, {bundle.Observer, opt.Observer}, {bundle.Signatures, opt.Signatures}, {bundle.Fake, opt.Fake && opt.Client},

		{bundle.CORS, opt.CORS && opt.Server}, {bundle.Limits, opt.Limits && opt.Server}, {bundle.ResponseChecks, opt.ResponseChecks && opt.Server}} {
		if f.asked {
			out = append(out, f.feature)
		}
	}
	return out
}
