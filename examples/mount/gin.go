package mount

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/peergen/peergen/generated/peerreport"
)

// Gin serves api next to other routes of a gin router.
func Gin(api http.Handler) *gin.Engine {
	r := gin.New()
	// UseRawPath, UseEscapedPath and UnescapePathValues have no effect, because api
	// reads the URL itself. Do not use RemoveExtraSlash: it resolves %2E%2E before it
	// matches.
	r.Any(peerreport.DefaultBasePath+"/*path", gin.WrapH(api))
	return r
}
