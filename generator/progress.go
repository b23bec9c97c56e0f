package generator

import "context"

// progressKey is the key of a context for [WithProgress].
type progressKey struct{}

// WithProgress returns a context with which [Generate] calls report at the beginning of each
// stage, with what it does then, such as "rendering Go".
func WithProgress(ctx context.Context, report func(stage string)) context.Context {
	return context.WithValue(ctx, progressKey{}, report)
}

// begin reports a stage to the function of [WithProgress], if there is one.
func begin(ctx context.Context, stage string) {
	if report, ok := ctx.Value(progressKey{}).(func(string)); ok {
		report(stage)
	}
}
