// Package otel makes traces and metrics of OpenTelemetry from what generated packages
// observe:
//
//	petstore.NewClient(petstore.WithObserver(otel.Observer()))
//	petstore.NewServer(service, petstore.WithObserver(otel.Observer()))
//
// A call of a client is a span of kind internal, each request that it sends a span of
// kind client, and a request to a server a span of kind server. Names and attributes
// are those of the stable semantic conventions for HTTP. They have no values of paths
// or queries, so url.full and url.path are missing.
package otel

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// scope is the name of the instrumentation.
const scope = "github.com/peergen/peergen/otel"

// Option configures an observer.
type Option func(*observer)

// WithTracerProvider replaces the global tracer provider.
func WithTracerProvider(p trace.TracerProvider) Option {
	return func(o *observer) { o.tracers = p }
}

// WithMeterProvider replaces the global meter provider.
func WithMeterProvider(p metric.MeterProvider) Option {
	return func(o *observer) { o.meters = p }
}

// WithPropagator replaces the global propagator.
func WithPropagator(p propagation.TextMapPropagator) Option {
	return func(o *observer) { o.propagator = p }
}

// observer has what an observation needs.
type observer struct {
	tracers    trace.TracerProvider
	meters     metric.MeterProvider
	propagator propagation.TextMapPropagator
	tracer     trace.Tracer
	durations  map[string]metric.Float64Histogram // by kind of span
}

// Observer returns a function for the option WithObserver of generated packages.
func Observer(options ...Option) func(context.Context, http.Header, []slog.Attr) (context.Context, func([]slog.Attr, error)) {
	o := &observer{tracers: otel.GetTracerProvider(), meters: otel.GetMeterProvider(), propagator: otel.GetTextMapPropagator()}
	for _, option := range options {
		option(o)
	}
	o.tracer = o.tracers.Tracer(scope)
	meter := o.meters.Meter(scope)
	o.durations = map[string]metric.Float64Histogram{
		"try":     duration(meter, "http.client.request.duration", "Duration of HTTP client requests."),
		"request": duration(meter, "http.server.request.duration", "Duration of HTTP server requests."),
	}
	return o.observe
}

// duration makes a histogram with the boundaries of the semantic conventions.
func duration(meter metric.Meter, name, description string) metric.Float64Histogram {
	histogram, err := meter.Float64Histogram(name, metric.WithUnit("s"), metric.WithDescription(description),
		metric.WithExplicitBucketBoundaries(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10))
	if err != nil {
		otel.Handle(err)
	}
	return histogram
}

// observation is one span.
type observation struct {
	kind, method, route, operation string
	attrs                          []attribute.KeyValue
	status                         int
}

// kinds of spans by the kind of what is observed.
var kinds = map[string]trace.SpanKind{"call": trace.SpanKindInternal, "try": trace.SpanKindClient, "request": trace.SpanKindServer}

// observe starts a span.
func (o *observer) observe(ctx context.Context, header http.Header, start []slog.Attr) (context.Context, func([]slog.Attr, error)) {
	began := time.Now()
	var seen observation
	seen.add(start)
	if seen.kind == "request" {
		ctx = o.propagator.Extract(ctx, propagation.HeaderCarrier(header))
	}
	ctx, span := o.tracer.Start(ctx, seen.name(), trace.WithSpanKind(kinds[seen.kind]), trace.WithAttributes(seen.attrs...))
	if seen.kind == "try" {
		o.propagator.Inject(ctx, propagation.HeaderCarrier(header))
	}
	return ctx, func(end []slog.Attr, err error) {
		before := len(seen.attrs)
		seen.add(end)
		span.SetAttributes(seen.attrs[before:]...)
		if err != nil && !(seen.kind == "request" && seen.status < http.StatusInternalServerError && seen.status != 0) {
			span.SetStatus(codes.Error, "")
		}
		if histogram := o.durations[seen.kind]; histogram != nil {
			histogram.Record(ctx, time.Since(began).Seconds(), metric.WithAttributes(seen.measured()...))
		}
		span.End()
	}
}

// knownMethods are the methods of the semantic conventions; others are _OTHER.
const knownMethods = " CONNECT DELETE GET HEAD OPTIONS PATCH POST PUT TRACE QUERY "

// add takes the attributes of an observation.
func (s *observation) add(attrs []slog.Attr) {
	for _, a := range attrs {
		value := a.Value.Resolve()
		switch a.Key {
		case "peergen.kind":
			s.kind = value.String()
			continue
		case "peergen.operation":
			s.operation = value.String()
		case "http.request.method":
			s.method = value.String()
			if !strings.Contains(knownMethods, " "+s.method+" ") {
				s.attrs = append(s.attrs, attribute.String("http.request.method_original", s.method))
				s.method, value = "_OTHER", slog.StringValue("_OTHER")
			}
		case "http.route", "url.template":
			s.route = value.String()
		case "error.type":
			if s.kind == "request" && s.status/100 == 4 { // an error of the client, not of the server
				continue
			}
		case "http.response.status_code":
			s.status = int(value.Int64())
		}
		s.attrs = append(s.attrs, keyValue(a.Key, value))
	}
}

// keyValue converts an attribute.
func keyValue(key string, value slog.Value) attribute.KeyValue {
	switch value.Kind() {
	case slog.KindInt64:
		return attribute.Int64(key, value.Int64())
	case slog.KindBool:
		return attribute.Bool(key, value.Bool())
	case slog.KindFloat64:
		return attribute.Float64(key, value.Float64())
	}
	return attribute.String(key, value.String())
}

// name returns the name of the span: that of the operation for a call, else method and
// route.
func (s *observation) name() string {
	method := s.method
	if method == "_OTHER" {
		method = "HTTP"
	}
	switch {
	case s.kind == "call":
		return s.operation
	case s.route == "":
		return method
	}
	return method + " " + s.route
}

// measured returns the attributes of metrics: those with few values.
func (s *observation) measured() []attribute.KeyValue {
	var out []attribute.KeyValue
	for _, a := range s.attrs {
		switch a.Key {
		case "http.request.method", "http.response.status_code", "http.route", "url.scheme", "server.address", "server.port", "error.type":
			out = append(out, a)
		}
	}
	return out
}
