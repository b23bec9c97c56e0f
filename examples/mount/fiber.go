package mount

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v3"
	"github.com/gofiber/fiber/v3/middleware/adaptor"

	"github.com/peergen/peergen/generated/peerreport"
)

// Fiber serves api beside other routes of a fiber app.
func Fiber(api http.Handler) *fiber.App {
	app := fiber.New()
	// The adaptor parses the request target as it came: UnescapePath changes only
	// what fiber itself matches.
	app.Use(peerreport.DefaultBasePath, adaptor.HTTPHandler(ownStrings(api)))
	return app
}

// ownStrings copies the URL and headers of a request before h sees them. fasthttp
// reuses the memory they are in for the next request (Immutable does not reach
// the adaptor), so that parameters a service keeps would change under it.
func ownStrings(h http.Handler) http.Handler {
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
