package mount

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/peergen/peergen/generated/peerreport"
)

// Echo serves api beside other routes of an echo router.
func Echo(api http.Handler) *echo.Echo {
	e := echo.New()
	// WrapHandler passes the URL on as it came. Keep middleware.AddTrailingSlash and
	// RemoveTrailingSlash away from api: for them, a path in a%2F ends in a slash.
	e.Any(peerreport.DefaultBasePath+"/*", echo.WrapHandler(api))
	return e
}
