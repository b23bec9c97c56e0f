package generator

import "github.com/peergen/peergen/generator/internal/bundle"

// features are the parts of the output that are there only if the options have them.
func (opt Options) features() []bundle.Feature {
	var out []bundle.Feature
	for _, f := range []struct {
		feature bundle.Feature
		asked   bool
	}{{bundle.Interceptors, opt.Interceptors}, {bundle.Middleware, opt.Middleware}, {bundle.Observer, opt.Observer}, {bundle.Signatures, opt.Signatures}, {bundle.Fake, opt.Fake && opt.Client}} {
		if f.asked {
			out = append(out, f.feature)
		}
	}
	return out
}
