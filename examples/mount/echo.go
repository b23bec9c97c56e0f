package mount

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/peergen/peergen/generated/peerreport"
)

// Echo serves api next to other routes of an echo router.
func Echo(api http.Handler) *echo.Echo {
	e := echo.New()
	// WrapHandler does not change the URL. Do not use middleware.AddTrailingSlash and
	// RemoveTrailingSlash for api: they unescape, so that a path that ends in a%2F
	// ends in a slash.
	e.Any(peerreport.DefaultBasePath+"/*", echo.WrapHandler(api))
	return e
}
