package generator

import "github.com/peergen/peergen/generator/internal/bundle"

// featureOptions has the option of each feature, and the side that it needs. In a gen.yaml
// the key of the option is the name of the feature.
var featureOptions = []struct {
	feature bundle.Feature
	option  func(*Options) *bool
	needs   side
}{
	{bundle.Interceptors, func(o *Options) *bool { return &o.Interceptors }, anySide},
	{bundle.Middleware, func(o *Options) *bool { return &o.Middleware }, anySide},
	{bundle.Observer, func(o *Options) *bool { return &o.Observer }, anySide},
	{bundle.Record, func(o *Options) *bool { return &o.Record }, clientSide},
	{bundle.Reconnect, func(o *Options) *bool { return &o.Reconnect }, clientSide},
	{bundle.Servers, func(o *Options) *bool { return &o.ServerTypes }, clientSide},
	{bundle.Signatures, func(o *Options) *bool { return &o.Signatures }, anySide},
	{bundle.CORS, func(o *Options) *bool { return &o.CORS }, serverSide},
	{bundle.Limits, func(o *Options) *bool { return &o.Limits }, serverSide},
	{bundle.ResponseChecks, func(o *Options) *bool { return &o.ResponseChecks }, serverSide},
	{bundle.Fake, func(o *Options) *bool { return &o.Fake }, clientSide},
}

// side is what a feature needs of the output.
type side int

const (
	anySide side = iota
	clientSide
	serverSide
)

// String returns the key of a target that turns the side off.
func (s side) String() string { return [...]string{"", "client", "server"}[s] }

// isOn reports whether the output has the side.
func (s side) isOn(opt *Options) bool {
	return s == anySide || s == clientSide && opt.Client || s == serverSide && opt.Server
}

// features are the parts of the output that are there only if the options have them.
func (opt Options) features() (out []bundle.Feature) {
	for _, f := range featureOptions {
		if *f.option(&opt) && f.needs.isOn(&opt) {
			out = append(out, f.feature)
		}
	}
	return out
}
