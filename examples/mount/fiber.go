package mount

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v3"
	"github.com/gofiber/fiber/v3/middleware/adaptor"

	"github.com/peergen/peergen/generated/peerreport"
)

// Fiber serves api next to other routes of a fiber app.
func Fiber(api http.Handler) *fiber.App {
	app := fiber.New()
	// The adaptor parses the original request target. UnescapePath affects only the
	// routes of fiber.
	app.Use(peerreport.DefaultBasePath, adaptor.HTTPHandler(copyStrings(api)))
	return app
}

// copyStrings copies the URL and headers of a request before it calls h. fasthttp
// reuses their memory for the next request (the setting Immutable has no effect on
// the adaptor), so that parameters that a service keeps would change.
func copyStrings(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		target, err := url.ParseRequestURI(strings.Clone(r.RequestURI))
		if err != nil {
			http.Error(w, "the request target is not a URL", http.StatusBadRequest)
			return
		}
		header := make(http.Header, len(r.Header))
		for name, values := range r.Header {
			for _, value := range values {
				header.Add(strings.Clone(name), strings.Clone(value))
			}
		}
		r.URL, r.RequestURI, r.Header = target, target.RequestURI(), header
		r.Method, r.Host = strings.Clone(r.Method), strings.Clone(r.Host)
		h.ServeHTTP(w, r)
	})
}
