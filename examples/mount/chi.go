package mount

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"github.com/peergen/peergen/generated/peerreport"
)

// Chi serves api beside other routes of a chi router.
func Chi(api http.Handler) *chi.Mux {
	r := chi.NewRouter()
	// Mount strips its prefix from chi's own route path only: api gets the URL as it
	// came.
	r.Mount(peerreport.DefaultBasePath, api)
	return r
}
