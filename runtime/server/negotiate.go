package server

import (
	"context"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/media"
)

// Negotiate chooses the content type of a response that the caller prefers. It
// returns an error if the caller accepts none of them (RFC 9110, section
// 12.5.1).
func (x *Exchange) Negotiate(offers ...string) error {
	x.Header().Add("Vary", "Accept")
	chosen := acceptable(x.Request.Header.Values("Accept"), offers)
	if chosen == "" {
		return &core.APIError{StatusCode: http.StatusNotAcceptable, Detail: "available: " + strings.Join(offers, " or ")}
	}
	x.call.Context = context.WithValue(x.call.Context, negotiatedKey{}, chosen)
	return nil
}

// negotiatedKey is the context key of the negotiated content type.
type negotiatedKey struct{}

// NegotiatedType returns the content type that the caller prefers, in the
// spelling of the document, for an operation with several content types.
func NegotiatedType(ctx context.Context) string {
	chosen, _ := ctx.Value(negotiatedKey{}).(string)
	return chosen
}

// Negotiated returns the negotiated content type, or the first of types if it
// is not among them, because another status may have other types.
func Negotiated(ctx context.Context, types ...string) string {
	if chosen := NegotiatedType(ctx); slices.Contains(types, chosen) {
		return chosen
	}
	return types[0]
}

// NegotiatedStream returns the content type of a stream, which may set one of
// the declared content types itself.
func NegotiatedStream(ctx context.Context, body io.Reader, declared ...string) string {
	if s, ok := body.(*media.MediaStream); ok && s.ContentType != "" {
		return media.StreamTypeOf(body, declared...)
	}
	return Negotiated(ctx, declared...)
}

// acceptRange is one element of the header Accept.
type acceptRange struct {
	base    string
	params  map[string]string
	quality float64
}

// acceptable returns the offer with the highest quality value, the first of
// equal ones, or "" if none is accepted. Without a header Accept, all are
// accepted.
func acceptable(accept, offers []string) string {
	ranges := acceptRanges(accept)
	if len(ranges) == 0 {
		return offers[0]
	}
	best, bestQuality := "", 0.0
	for _, offer := range offers {
		if quality := qualityOf(offer, ranges); quality > bestQuality {
			best, bestQuality = offer, quality
		}
	}
	return best
}

// acceptRanges parses the header Accept.
func acceptRanges(accept []string) []acceptRange {
	var out []acceptRange
	for _, line := range accept {
		for part := range strings.SplitSeq(line, ",") {
			base, params, err := mime.ParseMediaType(part)
			if err != nil || !strings.Contains(base, "/") {
				continue
			}
			quality, err := strconv.ParseFloat(params["q"], 64)
			if err != nil {
				quality = 1
			}
			delete(params, "q")
			delete(params, "charset")
			out = append(out, acceptRange{base, params, quality})
		}
	}
	return out
}

// qualityOf returns the quality value of the most specific range that contains
// an offer.
func qualityOf(offer string, ranges []acceptRange) float64 {
	quality, bestSpecificity := 0.0, 0
	for _, r := range ranges {
		if specificity := r.specificity(offer); specificity > bestSpecificity {
			quality, bestSpecificity = r.quality, specificity
		}
	}
	return quality
}

// specificity returns 0 if the range does not contain the offer, and more the
// fewer types the range contains: "*/*", "text/*", "text/csv", and then one more
// for each parameter.
func (r acceptRange) specificity(offer string) int {
	base, params, _ := mime.ParseMediaType(offer)
	for name, value := range r.params {
		if params[name] != value {
			return 0
		}
	}
	prefix, isRange := strings.CutSuffix(r.base, "/*")
	switch {
	case r.base == base || media.InRange(offer, r.base):
		return 3 + len(r.params)
	case r.base == "*/*":
		return 1
	case isRange && strings.HasPrefix(base, prefix+"/"):
		return 2
	}
	return 0
}

// ContentOf returns the declared content type that a request body has, or ""
// for an optional body that is missing.
func (x *Exchange) ContentOf(required bool, types []string) (string, error) {
	r := x.Request
	if r.ContentLength == 0 && !required {
		return "", nil
	}
	contentType := r.Header.Get("Content-Type")
	if r.ContentLength == 0 && contentType == "" {
		return "", missingBody()
	}
	if chosen := media.Declared(contentType, types); chosen != "" {
		return chosen, nil
	}
	return "", wrongMediaType(r, types...)
}
