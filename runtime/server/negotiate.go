package server

import (
	"context"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/peergen/peergen/runtime/core"
	"github.com/peergen/peergen/runtime/media"
)

// Negotiate finds out what the caller likes best of what an operation answers,
// and refuses one that takes nothing of it (RFC 9110, section 12.5.1).
func Negotiate(ctx context.Context, w http.ResponseWriter, r *http.Request, offers []string) (context.Context, error) {
	w.Header().Add("Vary", "Accept")
	chosen := acceptable(r.Header.Values("Accept"), offers)
	if chosen == "" {
		return nil, &core.APIError{StatusCode: http.StatusNotAcceptable, Detail: "there is only " + strings.Join(offers, " or ")}
	}
	return context.WithValue(ctx, negotiatedKey{}, chosen), nil
}

type negotiatedKey struct{}

// NegotiatedType is what the caller of an operation that answers several content
// types likes best of them, as the document spells it.
func NegotiatedType(ctx context.Context) string {
	chosen, _ := ctx.Value(negotiatedKey{}).(string)
	return chosen
}

// Negotiated is the content type that has been negotiated, or the first of types
// where that is none of them: another status may have others.
func Negotiated(ctx context.Context, types ...string) string {
	if chosen := NegotiatedType(ctx); slices.Contains(types, chosen) {
		return chosen
	}
	return types[0]
}

// NegotiatedStream is the content type of a stream, which may say itself which
// one of the declared ones it has.
func NegotiatedStream(ctx context.Context, body io.Reader, declared ...string) string {
	if s, ok := body.(*media.MediaStream); ok && s.ContentType != "" {
		return media.StreamTypeOf(body, declared...)
	}
	return Negotiated(ctx, declared...)
}

// acceptRange is an element of Accept.
type acceptRange struct {
	base    string
	params  map[string]string
	quality float64
}

// acceptable is the offer with the highest quality value, of equals the first;
// "" if none is accepted. Without an Accept that says anything, all are.
func acceptable(accept, offers []string) string {
	ranges := acceptRanges(accept)
	if len(ranges) == 0 {
		return offers[0]
	}
	best, most := "", 0.0
	for _, offer := range offers {
		if quality := qualityOf(offer, ranges); quality > most {
			best, most = offer, quality
		}
	}
	return best
}

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

// qualityOf is the quality value of the most exact range that an offer is in.
func qualityOf(offer string, ranges []acceptRange) float64 {
	quality, most := 0.0, 0
	for _, r := range ranges {
		if exact := r.exactness(offer); exact > most {
			quality, most = r.quality, exact
		}
	}
	return quality
}

// exactness is 0 for an offer that is not in the range.
func (r acceptRange) exactness(offer string) int {
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

// ContentOf is the declared content type that a request body has, "" for an
// optional one that is not there.
func ContentOf(r *http.Request, required bool, types []string) (string, error) {
	if r.ContentLength == 0 && !required {
		return "", nil
	}
	contentType := r.Header.Get("Content-Type")
	if chosen := media.Declared(contentType, types); chosen != "" {
		return chosen, nil
	}
	return "", &core.APIError{
		StatusCode: http.StatusUnsupportedMediaType, Header: http.Header{"Accept": {strings.Join(types, ", ")}},
		Detail: fmt.Sprintf("the content type %q is not accepted: send %s", contentType, strings.Join(types, " or ")),
	}
}
