package otel_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	semconv "go.opentelemetry.io/otel/semconv/v1.37.0"

	"github.com/peergen/peergen/otel"
	"github.com/peergen/peergen/otel/internal/petstore"
)

// pets is a service.
type pets struct{ petstore.UnimplementedAPI }

func (pets) GetPet(_ context.Context, params petstore.GetPetParams) (*petstore.Pet, error) {
	switch params.ID {
	case 404:
		return nil, &petstore.APIError{StatusCode: http.StatusNotFound}
	case 500:
		return nil, errors.New("secret")
	}
	return &petstore.Pet{ID: params.ID, Name: "secret"}, nil
}

// texts returns attributes as texts, without the port.
func texts(attrs []attribute.KeyValue) []string {
	var out []string
	for _, a := range attrs {
		if a.Key != semconv.ServerPortKey {
			out = append(out, fmt.Sprintf("%s=%s", a.Key, a.Value.String()))
		}
	}
	slices.Sort(out)
	return out
}

// TestSpansAndMetrics calls a generated server by a generated client.
func TestSpansAndMetrics(t *testing.T) {
	exporter, reader := tracetest.NewInMemoryExporter(), metric.NewManualReader()
	observer := otel.Observer(
		otel.WithTracerProvider(trace.NewTracerProvider(trace.WithSyncer(exporter))),
		otel.WithMeterProvider(metric.NewMeterProvider(metric.WithReader(reader))),
		otel.WithPropagator(propagation.TraceContext{}),
	)
	handler, err := petstore.NewServer(pets{}, petstore.WithObserver(observer), petstore.WithLogger(slog.New(slog.DiscardHandler)))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	client, err := petstore.NewClient(petstore.WithBaseURL(server.URL), petstore.WithObserver(observer), petstore.WithRetries(petstore.Retries{Tries: 1}))
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []int64{7, 404, 500} {
		_, err := client.GetPet(t.Context(), petstore.GetPetParams{ID: id})
		if (err != nil) != (id > 7) {
			t.Error(err)
		}
	}
	server.Close() // waits for the spans of the server
	var got []string
	parents := map[string]string{}
	traces := map[string]bool{}
	ids := map[string]string{}
	for _, span := range exporter.GetSpans() {
		ids[span.SpanContext.SpanID().String()] = span.SpanKind.String()
		traces[span.SpanContext.TraceID().String()] = true
		text := fmt.Sprintf("%s %q %s %s", span.SpanKind, span.Name, span.Status.Code, strings.Join(texts(span.Attributes), " "))
		if strings.Contains(text, "secret") || strings.Contains(text, "/404") {
			t.Errorf("values in a span: %s", text)
		}
		got = append(got, text)
		if len(span.Events) > 0 || span.Status.Description != "" {
			t.Errorf("%s has the text of an error", text)
		}
	}
	for _, span := range exporter.GetSpans() {
		parents[span.SpanKind.String()] = ids[span.Parent.SpanID().String()]
	}
	if len(traces) != 3 || parents["server"] != "client" || parents["client"] != "internal" || parents["internal"] != "" {
		t.Errorf("%d traces, parents %v", len(traces), parents)
	}
	base := "http.request.method=GET"
	want := []string{}
	for _, test := range []struct{ status, client, server, clientStatus, serverStatus string }{
		{"200", "", "", "Unset", "Unset"},
		{"404", "error.type=404 ", "", "Error", "Unset"},
		{"500", "error.type=500 ", "error.type=*errors.errorString ", "Error", "Error"},
	} {
		want = append(want,
			`internal "getPet" `+test.clientStatus+" "+test.client+base+" peergen.operation=getPet peergen.tries=1 url.template=/pets/{id}",
			`client "GET /pets/{id}" `+test.clientStatus+" "+test.client+base+" http.response.status_code="+test.status+" peergen.operation=getPet server.address=127.0.0.1 url.scheme=http url.template=/pets/{id}",
			`server "GET /pets/{id}" `+test.serverStatus+" "+test.server+base+" http.response.status_code="+test.status+" http.route=/pets/{id} peergen.operation=getPet url.scheme=http",
		)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("spans\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}

	var data metricdata.ResourceMetrics
	if err := reader.Collect(t.Context(), &data); err != nil {
		t.Fatal(err)
	}
	var metrics []string
	for _, scope := range data.ScopeMetrics {
		for _, m := range scope.Metrics {
			for _, point := range m.Data.(metricdata.Histogram[float64]).DataPoints {
				metrics = append(metrics, fmt.Sprintf("%s %s %d %s", m.Name, m.Unit, point.Count, strings.Join(texts(point.Attributes.ToSlice()), " ")))
			}
		}
	}
	slices.Sort(metrics)
	client200 := "http.client.request.duration s 1 "
	want = []string{
		client200 + "error.type=404 " + base + " http.response.status_code=404 server.address=127.0.0.1 url.scheme=http",
		client200 + "error.type=500 " + base + " http.response.status_code=500 server.address=127.0.0.1 url.scheme=http",
		client200 + base + " http.response.status_code=200 server.address=127.0.0.1 url.scheme=http",
		"http.server.request.duration s 1 error.type=*errors.errorString " + base + " http.response.status_code=500 http.route=/pets/{id} url.scheme=http",
		"http.server.request.duration s 1 " + base + " http.response.status_code=200 http.route=/pets/{id} url.scheme=http",
		"http.server.request.duration s 1 " + base + " http.response.status_code=404 http.route=/pets/{id} url.scheme=http",
	}
	if !slices.Equal(metrics, want) {
		t.Errorf("metrics\n%s\nwant\n%s", strings.Join(metrics, "\n"), strings.Join(want, "\n"))
	}
}

// TestKeys compares the names of attributes with the semantic conventions.
func TestKeys(t *testing.T) {
	for key, want := range map[string]attribute.Key{
		"http.request.method": semconv.HTTPRequestMethodKey, "http.request.method_original": semconv.HTTPRequestMethodOriginalKey,
		"http.response.status_code": semconv.HTTPResponseStatusCodeKey, "http.route": semconv.HTTPRouteKey,
		"http.request.resend_count": semconv.HTTPRequestResendCountKey, "server.address": semconv.ServerAddressKey, "server.port": semconv.ServerPortKey,
		"url.scheme": semconv.URLSchemeKey, "url.template": semconv.URLTemplateKey, "error.type": semconv.ErrorTypeKey,
	} {
		if string(want) != key {
			t.Errorf("%s is called %s", key, want)
		}
	}
}

// TestMethods observes requests that no operation serves, with a method that is not known.
func TestMethods(t *testing.T) {
	exporter := tracetest.NewInMemoryExporter()
	_, end := otel.Observer(otel.WithTracerProvider(trace.NewTracerProvider(trace.WithSyncer(exporter))))(t.Context(), http.Header{}, []slog.Attr{
		slog.String("peergen.kind", "request"), slog.String("http.request.method", "BREW"),
	})
	end([]slog.Attr{slog.Int("http.response.status_code", 405)}, errors.New("405"))
	span := exporter.GetSpans()[0]
	if got := texts(span.Attributes); span.Name != "HTTP" || span.Status.Code != codes.Unset || got[0] != "http.request.method=_OTHER" || got[1] != "http.request.method_original=BREW" {
		t.Errorf("%s %v %q", span.Name, span.Status, got)
	}
}
